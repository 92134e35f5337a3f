"""Laws of tiered prices: sums of tiers at every edge, the same in floats, growing, and never below zero."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cost.prices.conftest import price
from workbook.cost.prices.load import default_book
from workbook.cost.prices.model import Price

PRICES = sorted(default_book().prices.values(), key=lambda each: (each.key, each.place))
TIERED = [each for each in PRICES if len(each.tiers) > 1]

amounts = st.decimals(min_value=0, max_value=10**6, places=6)


@st.composite
def tiered(draw: st.DrawFn) -> Price:
    """A price of up to five tiers, of any amounts."""
    starts = sorted(draw(st.sets(st.integers(1, 10**6), max_size=4)))
    return price(tiers=[(start, str(draw(amounts))) for start in (0, *starts)])


def name(each: Price) -> str:
    return f"{each.key} {each.place}"


@pytest.mark.parametrize("each", TIERED, ids=name)
def test_at_every_edge_a_price_of_the_book_costs_the_sum_of_its_tiers(each: Price) -> None:
    reached = Decimal(0)
    for tier in each.tiers:
        assert each.cost(tier.start) == reached
        assert each.cost(tier.start + 1) == reached + tier.usd
        if tier.end is not None:
            reached += (tier.end - tier.start) * tier.usd


def test_every_price_of_the_book_costs_nothing_for_nothing() -> None:
    assert {each.cost(Decimal(0)) for each in PRICES} == {Decimal(0)}


@given(each=tiered(), quantity=amounts)
def test_many_quantities_at_once_cost_the_same_as_one_by_one(each: Price, quantity: Decimal) -> None:
    quantities = [quantity, *(tier.start for tier in each.tiers)]

    together = each.costs(np.array([float(number) for number in quantities]))

    assert together == pytest.approx([float(each.cost(number)) for number in quantities], rel=1e-9, abs=1e-6)


@given(each=tiered(), quantity=amounts, more=amounts)
def test_more_never_costs_less_and_nothing_is_below_zero(each: Price, quantity: Decimal, more: Decimal) -> None:
    assert Decimal(0) <= each.cost(quantity) <= each.cost(quantity + more)


@given(each=tiered(), quantity=amounts)
def test_the_next_unit_costs_what_its_tier_says(each: Price, quantity: Decimal) -> None:
    (holding,) = (t for t in each.tiers if t.start <= quantity and (t.end is None or quantity < t.end))

    assert each.at(quantity) == holding.usd


def test_a_price_has_one_cost_for_one_number() -> None:
    assert float(np.asarray(price(usd="0.5").costs(3.0))) == pytest.approx(1.5)
