from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from django.db import connection

from example_stock import make_product
from inventory.models import Category, Product
from inventory.problems import INVALID_CURSOR, Problem
from inventory.selectors import search
from inventory.selectors.catalogue import PRODUCTS_BY, product_page
from inventory.selectors.pages import write_cursor

pytestmark = pytest.mark.usefixtures("database")

QUERIES = ["a", "b-0", "B-01", "cable", "CABLE 1", "e 1", "%", "_", "\\", "20000011", "01", "ü", "able r", "zz"]
NOBODY: dict[str, Any] = {"category_id": None, "supplier_id": None, "active": None}


@pytest.fixture
def category(database: object) -> Category:
    """A category with half of the products, which have all that a search could stumble over in their names."""
    category = Category.objects.create(name="Cables")
    names = ("Cable 1 m", "cable 10 m", "Sensor 5 %", "Müsli_bar", "Back\\slash", "Able robot")
    for number, (letter, name) in enumerate(product("ABC", names)):
        make_product(
            sku=f"{letter}-{number:03}",
            name=name,
            barcode=f"200000{number:02}" if number % 2 else None,
            category=category if number % 2 else None,
            active=number % 5 != 0,
        )
    return category


@pytest.fixture(params=[(5000, 50_000), (1, 50_000), (1, 2), (3, 0)], ids=["near", "few", "some", "many"])
def limits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """As in use, and so small that a handful of products are many."""
    reach, few = request.param
    monkeypatch.setattr(search, "REACH", reach)
    monkeypatch.setattr(search, "FEW", few)
    return reach, few


def pages(query: str, filters: dict[str, Any], limit: int, sort: str = "sku") -> Iterator[list[str]]:
    """The SKUs of one page after the other."""
    after = None
    while True:
        page = json.loads(product_page(query=query, filters=NOBODY | filters, after=after, limit=limit, sort=sort))
        yield [item["sku"] for item in page["items"]]
        after = page["next"]
        if after is None:
            return


def plain(name: str) -> str:
    """A name without what makes no difference to its place."""
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign)).lower()


ORDERS: dict[str, tuple[Callable[[Product], Any], bool]] = {
    "sku": (lambda each: each.sku, False),
    "-sku": (lambda each: each.sku, True),
    "name": (lambda each: (plain(each.name), each.pk), False),
    "-name": (lambda each: (plain(each.name), each.pk), True),
    "newest": (lambda each: (each.created_at, each.pk), True),
}


def held(query: str, filters: dict[str, Any], sort: str = "sku") -> list[str]:
    """The SKUs of the products that hold the query, looked at one by one."""
    key, backwards = ORDERS[sort]
    return [
        each.sku
        for each in sorted(Product.objects.filter(**filters), key=key, reverse=backwards)
        if query.lower() in each.sku.lower() or query.lower() in each.name.lower() or query == each.barcode
    ]


@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("query", QUERIES)
def test_every_way_to_search_finds_all_that_hold_the_query_in_order(
    category: Category, limits: tuple[int, int], query: str, sort: str
) -> None:
    for filters in ({}, {"category_id": category.pk}, {"active": False}, {"active": True, "category_id": category.pk}):
        found = list(pages(query, filters, limit=2, sort=sort))
        assert [sku for page in found for sku in page] == held(query, filters, sort)
        assert all(len(page) == 2 for page in found[:-1])


@pytest.mark.parametrize("sort", ORDERS)
def test_every_order_lists_all_and_finds_what_is_misspelt(category: Category, sort: str) -> None:
    for filters in ({}, {"category_id": category.pk}):
        listed = [sku for page in pages("", filters, limit=5, sort=sort) for sku in page]
        assert listed == held("", filters, sort)
        assert len(listed) == Product.objects.filter(**filters).count()
    misspelt = [sku for page in pages("Sensorr", {}, limit=2, sort=sort) for sku in page]
    assert misspelt == held("Sensor", {}, sort)


def test_a_misspelt_name_is_found_where_nothing_holds_the_query(category: Category, limits: tuple[int, int]) -> None:
    assert list(pages("Sensorr", {}, limit=9)) == [["A-002", "B-008", "C-014"]]
    assert list(pages("Sensorr", {"category_id": category.pk}, limit=9)) == [[]]


def test_where_a_query_is_too_short_to_be_misspelt_nothing_is_compared(category: Category) -> None:
    statements: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        for query in ("zz", "q", "#", "#!$"):
            assert list(pages(query, {}, limit=9)) == [[]]
        assert not [sql for sql in statements if "<%" in sql]
        list(pages("zzz", {}, limit=9))
        assert [sql for sql in statements if "<%" in sql]


INDEXES = {"sku": "product_walk", "name": "product_walk_by_name", "newest": "product_walk_by_age"}


@pytest.mark.parametrize("goes_on", [False, True])
@pytest.mark.parametrize("reach", [5000, None])
@pytest.mark.parametrize("sort", ORDERS)
def test_walking_reads_the_index_of_the_order_alone(sort: str, reach: int | None, goes_on: bool) -> None:  # noqa: FBT001 - as below
    listing = PRODUCTS_BY[sort]
    filters = ["product.category_id = 1", "product.supplier_id = 1", "product.active"]
    parts = search._parts(listing, [*filters, search.MATCHES], goes_on=goes_on)
    key = [{str: "A", int: 1, datetime: datetime.now(UTC)}[each.type] for each in listing.order] if goes_on else None
    values = {**search.searched("cable"), **listing.after(key), "wanted": 26, "reach": reach}
    with connection.cursor() as cursor:
        # Of a table that has just been filled, the planner does not know that the wider index saves it the rows.
        cursor.execute("ALTER TABLE inventory_product DROP CONSTRAINT inventory_product_sku_key")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
        cursor.execute("EXPLAIN " + search._WALK.format(**parts), values)
        plan = "\n".join(line for (line,) in cursor.fetchall())

    direction = " Backward" if listing.backwards else ""
    assert f"Index Only Scan{direction} using {INDEXES[sort.removeprefix('-')]} " in plan
    assert "Sort" not in plan
    assert ("Index Cond" in plan) is goes_on


@pytest.mark.parametrize("query", ["", "a"])
@pytest.mark.parametrize("sort", ORDERS)
def test_a_cursor_of_another_order_is_refused(category: Category, sort: str, query: str) -> None:
    first = json.loads(product_page(query=query, filters=NOBODY, after=None, limit=2, sort=sort))

    for other in ORDERS.keys() - {sort}:
        with pytest.raises(Problem) as refused:
            product_page(query=query, filters=NOBODY, after=first["next"], limit=2, sort=other)
        assert refused.value.kind is INVALID_CURSOR


@pytest.mark.parametrize(
    "values",
    [["newest", "soon", 1], ["newest", "2026-11-29", 1], ["newest", "2026-11-29T00:00:00", 1], ["newest", 1, 1]],
)
def test_a_cursor_without_a_moment_is_refused(values: list[Any]) -> None:
    with pytest.raises(Problem):
        product_page(query=None, filters=NOBODY, after=write_cursor(values), limit=2, sort="newest")


@pytest.mark.parametrize(
    ("query", "is_indexed"),
    [
        ("abc", True),
        ("123456", True),
        ("12-34", True),
        ("1 m", True),
        ("ab", False),
        ("1", False),
        ("%", False),
        ("ü", False),
        ("a b", True),
        ("-a", True),
        ("2 Ω", False),
    ],
)
def test_the_index_of_trigrams_is_asked_only_what_it_can_know(query: str, is_indexed: bool) -> None:  # noqa: FBT001 - an expectation
    assert bool(search._INDEXED.search(query)) == is_indexed
