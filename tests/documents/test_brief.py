"""Every demand of the brief has its row, and each link of it leads somewhere."""

from __future__ import annotations

import pytest

from repo.test_links import anchors
from repo.tracked import ROOT
from workbook.audit.brief import DEMANDS
from workbook.documents.brief import ANSWERS, DELIVERABLES, NAMES, PAGES, Answer, _joined, demands, targets
from workbook.errors import SourceError
from workbook.lang import Lang, Text

ALL = {**ANSWERS, **{str(sentence): answer for sentence, answer in DELIVERABLES}}


def test_every_demand_has_a_row_and_every_row_a_demand() -> None:
    assert list(ANSWERS) == list(DEMANDS)
    assert PAGES.keys() == NAMES.keys()


@pytest.mark.parametrize("answer", ALL.values(), ids=ALL.keys())
def test_what_an_answer_names_is_there(answer: Answer) -> None:
    for target in targets(answer):
        path, _, anchor = target.partition("#")
        assert (ROOT / path).exists(), target
        assert not anchor or anchor in anchors(ROOT / path), target


@pytest.mark.parametrize("lang", Lang)
def test_no_cell_is_empty(lang: Lang) -> None:
    rows = demands(lang).splitlines()[2:]

    assert len(rows) == len(DEMANDS)
    assert [row for row in rows if any(not cell.strip() for cell in row.strip("|").split("|"))] == []


def test_an_empty_cell_is_refused() -> None:
    with pytest.raises(SourceError, match="in the row A demand"):
        _joined([], Text(en="A demand.", es="Una exigencia."))


def test_every_page_is_named_by_a_row() -> None:
    assert {page for answer in ALL.values() for page in answer.pages} == set(PAGES)
