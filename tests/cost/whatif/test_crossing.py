"""Where two curves change places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.cost.whatif.crossing import Crossing, between, crossing
from workbook.cost.whatif.sweep import Sweep

USERS = np.array([1, 10, 100, 1000])


def curve(*costs: float) -> Sweep:
    total = np.array(costs, dtype=np.float64)
    return Sweep("x", USERS[: len(costs)], total, total, {}, (), (), frozenset(), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("second", "is_cheaper", "turns"),
    [
        ((1, 1, 1, 1), True, ()),
        ((9, 9, 9, 9), False, ()),
        ((5, 5, 5, 5), False, ()),
        ((1, 1, 9, 9), True, (100,)),
        ((9, 9, 9, 1), False, (1000,)),
        ((1, 9, 1, 5), True, (10, 100, 1000)),
    ],
)
def test_a_turn_is_the_first_number_at_which_it_is_the_other_way_round(
    second: tuple[float, ...], is_cheaper, turns: tuple[int, ...]
) -> None:
    assert crossing(curve(5, 5, 5, 5), curve(*second)) == Crossing((1, 1000), is_cheaper, turns)


costs = st.lists(st.floats(0, 100), min_size=4, max_size=4)


@given(costs, costs)
def test_turns_lead_from_the_one_end_to_the_other(first: list[float], second: list[float]) -> None:
    found = crossing(curve(*first), curve(*second))

    assert (second[-1] < first[-1]) is (found.second_is_cheaper ^ len(found.turns) % 2 == 1)


@given(costs, costs)
def test_seen_from_the_other_side_the_turns_are_the_same_where_no_costs_are_equal(
    first: list[float], second: list[float]
) -> None:
    one, other = crossing(curve(*first), curve(*second)), crossing(curve(*second), curve(*first))

    if all(mine != theirs for mine, theirs in zip(first, second, strict=True)):
        assert one == replace(other, second_is_cheaper=not other.second_is_cheaper)


def test_the_numbers_up_to_a_turn_begin_at_the_last_computed_one() -> None:
    assert between(curve(5, 5, 5, 5), 100).tolist() == list(range(10, 101))
