"""A page in Spanish has an English page beside it, of the same shape and with the same commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from documents.test_pages import COMMAND, calls, shape
from repo.tracked import ROOT, tracked_files
from workbook.documents.pages import SPANISH

TWINS = [path for path in tracked_files() if path.name.endswith(SPANISH)]
TYPED = re.compile(r"^ *\$ ((?:.*\\\n)*.+)", re.MULTILINE)
PRINTED = re.compile(r"<!-- printed by: (workbook [^;]*?)(?:;.*)? -->")
COMMENT = re.compile(r"(?: +|^)# .*$", re.MULTILINE)
IN_SPANISH = re.compile(r" (?:--lang es|LANG=es)\b|(?<=/)(?:en|es)\b")
# What is to be put in place: a name in capitals, which each language writes in its own words.
NAMED = re.compile(r"\b[A-ZÁÉÍÓÚÑ]{2,}(?:[-_][A-ZÁÉÍÓÚÑ]+)*(?:-\w+)?\b(?!=)")


def commands(page: str) -> set[str]:
    """Every command that a page tells to type, names in a sentence or quotes, without what names its language."""
    found = {*TYPED.findall(page), *PRINTED.findall(page), *(each.strip("`") for each in COMMAND.findall(page))}
    return {NAMED.sub("NAME", IN_SPANISH.sub("", COMMENT.sub("", each))).strip() for each in found}


def english_of(path: Path) -> Path:
    return path.with_name(path.name.replace(SPANISH, ".md"))


@pytest.mark.parametrize("path", TWINS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_in_spanish_has_the_parts_and_commands_of_the_english_one(path: Path) -> None:
    spanish, english = (each.read_text(encoding="utf-8") for each in (path, english_of(path)))

    assert calls(spanish) == calls(english)
    assert shape(spanish) == shape(english)
    assert commands(spanish) ^ commands(english) == set()


@pytest.mark.parametrize("path", TWINS, ids=lambda path: str(path.relative_to(ROOT)))
def test_both_pages_lead_to_each_other(path: Path) -> None:
    spanish, english = (each.read_text(encoding="utf-8") for each in (path, english_of(path)))

    assert f"[In English]({english_of(path).name})" in spanish
    assert f"[En español]({path.name})" in english


def test_what_a_page_tells_to_type_is_found_in_every_form() -> None:
    named = "`make lab` or:\n\n"
    typed = "   ```console\n   $ workbook audit --lang es  # what\n   $ aws x \\\n  --name BASE-DE-DATOS\n   ```\n"
    quoted = "<!-- printed by: workbook flow --lang es; from: a -->\n"

    assert commands(named + typed + quoted) == {
        "make lab",
        "workbook audit",
        "aws x \\\n  --name NAME",
        "workbook flow",
    }
