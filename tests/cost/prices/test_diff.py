"""Two sets of prices differ by what was added, removed and changed, from which quantity on and by how much."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cost.prices.conftest import price
from workbook.cost.prices.diff import compare

amounts = st.decimals(min_value=0, max_value=100, places=4).map(str)
books = st.dictionaries(st.sampled_from(["a.b", "c.d", "e.f"]), st.tuples(amounts, amounts)).map(
    lambda found: [price(key, tiers=[(0, low), (10, high)]) for key, (low, high) in found.items()]
)


@given(books)
def test_equal_prices_do_not_differ(book):
    assert not compare(book, book)


@given(books, books)
def test_the_way_back_undoes_the_way_there(old, new):
    there, back = compare(old, new), compare(new, old)

    assert (there.added, there.removed) == (back.removed, back.added)
    assert [(c.start, c.old, c.new) for c in there.changed] == [(c.start, c.new, c.old) for c in back.changed]


def test_a_change_has_its_old_and_new_amount_and_its_percentage():
    (change,) = compare([price(usd="0.50")], [price(usd="0.57")]).changed

    assert (change.old, change.new, change.percent) == (Decimal("0.50"), Decimal("0.57"), Decimal("14.00"))


def test_another_source_or_date_is_no_difference():
    assert not compare([price(source="a", dated=date(2025, 1, 1))], [price(source="b")])


def test_a_tier_that_moves_is_a_change_from_where_other_prices_hold():
    (change,) = compare([price(tiers=[(0, "2"), (10, "1")])], [price(tiers=[(0, "2"), (20, "1")])]).changed

    assert (change.start, change.old, change.new, change.percent) == (10, 1, 2, 100)


def test_what_cost_nothing_or_was_for_another_unit_has_no_percentage():
    free = compare([price(usd="0")], [price(usd="1")]).changed
    other = compare([price(usd="1")], [price(usd="1", unit="GB")]).changed

    assert [change.percent for change in (*free, *other)] == [None, None]


def test_what_only_one_side_has_is_added_or_removed():
    found = compare([price("a.b"), price("c.d")], [price("c.d"), price("e.f")])

    assert ([each.key for each in found.added], [each.key for each in found.removed]) == (["e.f"], ["a.b"])
    assert found.changed == ()
