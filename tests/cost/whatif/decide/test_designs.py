"""Designs come into a matrix as they were computed, and what people think of them is marked."""

from __future__ import annotations

import pytest

from workbook.cost.whatif.decide.designs import LOCK_IN, design_matrix, judged
from workbook.cost.whatif.decide.matrix import Better, DecisionError
from workbook.cost.whatif.rivals.contest import Contest, contest
from workbook.cost.whatif.weigh import Source


@pytest.fixture(scope="module")
def found() -> Contest:
    return contest(Source(profile="standard").edited(()), (100, 1000))


def test_every_design_of_the_contest_has_its_computed_values(found: Contest) -> None:
    matrix = design_matrix(found)
    values = {each.id: each.values for each in matrix.criteria}

    assert list(matrix.options) == ["standard", *(each.rival.id for each in found.entries)]
    assert {each.better for each in matrix.criteria} == {Better.LESS}
    assert not any(each.judged for each in matrix.criteria)
    assert values["cost-100"]["standard"] == found.estimates[0].total
    assert values["minutes"]["standard"] == found.api.minutes_down
    assert values["given-up"]["standard"] == 0
    for entry in found.entries:
        assert values["cost-1000"][entry.rival.id] == entry.estimates[1].total
        assert values["minutes"][entry.rival.id] == entry.api.minutes_down
        assert values["given-up"][entry.rival.id] == len(entry.gives_up)


def test_what_somebody_thinks_needs_a_mark_for_every_design(found: Contest) -> None:
    matrix = design_matrix(found)
    marks = dict.fromkeys(matrix.options, 5)

    opinion = matrix.with_criteria(judged(LOCK_IN, marks)).criteria[-1]

    assert (opinion.judged, opinion.better, opinion.title.es) == (True, Better.MORE, "fácil de abandonar")
    assert judged("taste", marks).title.en == "taste"
    with pytest.raises(DecisionError, match="taste has no value for the option lightsail"):
        matrix.with_criteria(judged("taste", {name: 1 for name in marks if name != "lightsail"}))
