"""The documents say what templates and engines say; `make docs` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from repo.tracked import ROOT
from workbook.documents.blocks import BLOCKS
from workbook.documents.markers import GENERATED, written_by_hand
from workbook.documents.pages import DOCS, SPANISH, computed, language, pages
from workbook.lang import Lang

PAGES = list(pages())
ENGLISH = [path for path in PAGES if language(path) is Lang.EN]
DELIVERABLES = ("architecture-diagram", "request-flow", "design-decisions", "cost-first-stage")
FENCED = re.compile(r"```.*?```", re.DOTALL)
TARGET = re.compile(r"\]\([^)]+\)")
COMMAND = re.compile(r"`(?:workbook|aws|git|make|pg_dump|manage\.py|(?:\.venv/bin/)?python) [^`]*`")
# Names that hold a digit, and say nothing about size, price or time.
NAMES = re.compile(r"\b(?:S3|EC2|Route 53|IPv4|IPv6|x86|UTF-8)\b|img/\w+\.jpg")
NUMBER_WORDS = {
    Lang.EN: r"two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|hundred|thousand|twice|thrice|percent",
    Lang.ES: r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|docena|cien|ciento|mil|doble|triple",
}
# What is no figure of the architecture: "some of them twice" is how often people sign in.
NO_FIGURES = re.compile(r"some of them twice|algunos dos veces")


def prose(path: Path) -> str:
    """What somebody has written, without commands to type, names and addresses."""
    text = written_by_hand(path.read_text(encoding="utf-8"))
    for left_out in (FENCED, COMMAND, TARGET, NAMES, NO_FIGURES):
        text = left_out.sub("", text)
    return re.sub(r"^\d+\. ", "", text, flags=re.MULTILINE)


def test_every_generated_place_says_what_is_computed() -> None:
    stale = [path.name for path in PAGES if path.read_text(encoding="utf-8") != computed(path)]

    assert stale == [], "use make docs to write them"


def test_every_block_has_a_place_so_that_none_is_lost_unnoticed() -> None:
    places = {call.split()[0] for path in PAGES for call in calls(path.read_text(encoding="utf-8"))}

    assert places == BLOCKS.keys()


def test_the_four_deliverables_are_there_in_both_languages() -> None:
    wanted = {f"{name}{suffix}" for name in DELIVERABLES for suffix in (".md", ".es.md")}

    assert {path.name for path in PAGES} >= wanted


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_number_is_typed_by_hand(path: Path) -> None:
    written = prose(path)
    words = re.compile(rf"\b(?:{NUMBER_WORDS[language(path)]})\b", re.IGNORECASE)

    assert [line for line in written.splitlines() if re.search(r"\d", line) or words.search(line)] == []


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_every_page_with_generated_places_is_there_in_both_languages(path: Path) -> None:
    assert path.with_name(f"{path.stem}{SPANISH}") in PAGES


def calls(page: str) -> list[str]:
    return sorted(found["call"] for found in GENERATED.finditer(page))


def shape(page: str) -> list[str]:
    """The headings without their words, the rows of tables, list items, blocks of code and links of a page."""
    written = written_by_hand(page)
    marks = re.findall(r"^ *(#+(?= )|\d+\.(?= )|-(?= )|\|(?= )|```\w*)", written, re.MULTILINE)
    return [*marks, str(len(TARGET.findall(written)))]


def test_pages_lie_below_the_documentation_of_the_checkout() -> None:
    assert DOCS == ROOT / "docs"
