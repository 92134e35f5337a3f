from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.db import connection

from example_stock import make_product
from inventory.models import Category, Product
from inventory.selectors import search
from inventory.selectors.catalogue import product_page

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


def pages(query: str, filters: dict[str, Any], limit: int) -> Iterator[list[str]]:
    """The SKUs of one page after the other."""
    after = None
    while True:
        page = json.loads(product_page(query=query, filters=NOBODY | filters, after=after, limit=limit))
        yield [item["sku"] for item in page["items"]]
        after = page["next"]
        if after is None:
            return


def held(query: str, filters: dict[str, Any]) -> list[str]:
    """The SKUs of the products that hold the query, looked at one by one."""
    return [
        each.sku
        for each in Product.objects.filter(**filters).order_by("sku")
        if query.lower() in each.sku.lower() or query.lower() in each.name.lower() or query == each.barcode
    ]


@pytest.mark.parametrize("query", QUERIES)
def test_every_way_to_search_finds_all_that_hold_the_query_in_order(
    category: Category, limits: tuple[int, int], query: str
) -> None:
    for filters in ({}, {"category_id": category.pk}, {"active": False}, {"active": True, "category_id": category.pk}):
        found = list(pages(query, filters, limit=2))
        assert [sku for page in found for sku in page] == held(query, filters)
        assert all(len(page) == 2 for page in found[:-1])


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


@pytest.mark.parametrize("reach", ["5000", "NULL"])
def test_walking_reads_the_index_alone(reach: str) -> None:
    conditions = f"{search.MATCHES} AND product.category_id = 1 AND product.supplier_id = 1 AND product.active"
    values = {**search.searched("cable"), "beyond": "", "wanted": 26, "reach": None if reach == "NULL" else 5000}
    with connection.cursor() as cursor:
        # Of a table that has just been filled, the planner does not know that the wider index saves it the rows.
        cursor.execute("ALTER TABLE inventory_product DROP CONSTRAINT inventory_product_sku_key")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
        cursor.execute("EXPLAIN " + search._WALK.format(conditions=conditions), values)
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Index Only Scan using product_walk" in plan


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
