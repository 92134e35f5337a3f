"""The documents say what templates and engines say; `make docs` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from repo.tracked import ROOT
from test_spanish import FAMILIAR, VARIANTS
from workbook.documents.blocks import BLOCKS
from workbook.documents.markers import GENERATED, written_by_hand
from workbook.documents.pages import DOCS, computed, language, pages
from workbook.lang import Lang

PAGES = list(pages())
ENGLISH = [path for path in PAGES if language(path) is Lang.EN]
DELIVERABLES = ("architecture-diagram", "request-flow", "design-decisions", "cost-first-stage")
FENCED = re.compile(r"```.*?```", re.DOTALL)
TARGET = re.compile(r"\]\([^)]+\)")
COMMAND = re.compile(r"`(?:workbook|aws|git|make|pg_dump|manage\.py) [^`]*`")
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
def test_both_languages_ask_for_the_same_and_have_the_same_parts(path: Path) -> None:
    english, spanish = (each.read_text(encoding="utf-8") for each in (path, path.with_name(f"{path.stem}.es.md")))

    assert calls(english) == calls(spanish)
    assert shape(english) == shape(spanish)


def calls(page: str) -> list[str]:
    return sorted(found["call"] for found in GENERATED.finditer(page))


def shape(page: str) -> list[str]:
    """The headings without their words, the rows of tables, list items and links of a page."""
    written = written_by_hand(page)
    marks = re.findall(r"^(#+|\d+\.|-|\|) ", written, re.MULTILINE)
    return [*marks, str(len(TARGET.findall(written)))]


@pytest.mark.parametrize("path", [path for path in PAGES if path not in ENGLISH], ids=lambda path: path.name)
def test_spanish_pages_keep_to_the_words_of_the_glossary(path: Path) -> None:
    written = re.sub(r"`[^`]*`|^\[In English\].*$", "", prose(path), flags=re.MULTILINE)
    variants = re.compile("|".join(rf"\b(?:{each})\b" for each in VARIANTS), re.IGNORECASE)

    assert FAMILIAR.search(written) is None
    assert variants.findall(written) == []
    assert written.count("¿") == written.count("?")


def test_pages_lie_below_the_documentation_of_the_checkout() -> None:
    assert DOCS == ROOT / "docs"
