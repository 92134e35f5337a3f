"""Reads of stock: levels, what runs low, what it is worth, and how it came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
from django.db import connection

from inventory.selectors.pages import Key, Listing, given

_OF_PRODUCT = {
    "product_id": "level.product_id = %(product_id)s",
    "location_id": "level.location_id = %(location_id)s",
}

LEVELS = Listing(
    columns="level.product_id, product.sku, product.name, level.location_id, location.code AS location, "
    "level.quantity, product.unit, level.updated_at",
    tables="inventory_stocklevel AS level JOIN inventory_product AS product ON product.id = level.product_id "
    "JOIN inventory_location AS location ON location.id = level.location_id",
    order=(Key("product_id", "level.product_id", int), Key("location_id", "level.location_id", int)),
)

# A product that was never received counts as none left.
LOW = Listing(
    columns="product.id, product.sku, product.name, product.unit, product.supplier_id, product.reorder_point, "
    "held.quantity",
    tables="inventory_product AS product CROSS JOIN LATERAL (SELECT coalesce(sum(level.quantity), 0)::bigint "
    "AS quantity FROM inventory_stocklevel AS level WHERE level.product_id = product.id) AS held",
    order=(Key("sku", "product.sku", str),),
)
_IS_LOW = ("product.active", "product.reorder_point > 0", "held.quantity <= product.reorder_point")

_WITH_NAMES = (
    "inventory_stockmovement AS line JOIN inventory_product AS product ON product.id = line.product_id "
    "JOIN inventory_location AS location ON location.id = line.location_id"
)
MOVEMENTS = Listing(
    columns="line.id, line.act_id, line.kind, line.product_id, product.sku, product.name AS product, "
    "line.location_id, location.code AS location, line.change, line.balance, line.reason, line.user_id, "
    'person.name AS "user", line.request_id, line.created_at',
    tables=f"{_WITH_NAMES} JOIN inventory_user AS person ON person.id = line.user_id",
    order=(Key("id", "line.id", int),),
    backwards=True,
)
MOVEMENT_SHEET = Listing(
    columns="line.id, line.created_at, line.kind, product.sku, product.name, location.code AS location, line.change, "
    "line.balance, line.reason, line.user_id, line.request_id, line.act_id",
    tables=_WITH_NAMES,
    order=MOVEMENTS.order,
    backwards=True,
)
_OF_LINE = {
    "product_id": "line.product_id = %(product_id)s",
    "location_id": "line.location_id = %(location_id)s",
    "kind": "line.kind = %(kind)s",
    "since": "line.created_at >= %(since)s",
}
# With a beginning, lines are walked by their time, and no further than to that; clocks and numbers agree but for
# moments.
_BY_TIME = (Key("created_at", "line.created_at", datetime), *MOVEMENTS.order)

_VALUATION = """
SELECT json_build_object(
    'items', coalesce(json_agg(json_build_object(
        'location_id', item.location_id, 'location', item.location, 'products', item.products,
        'amount', item.amount::text
    ) ORDER BY item.location), '[]'),
    'total', coalesce(sum(item.amount), 0)::text
)::text FROM (
    SELECT location.id AS location_id, location.code AS location, count(*) AS products,
        sum(level.quantity * product.unit_cost) AS amount
    FROM inventory_stocklevel AS level
    JOIN inventory_product AS product ON product.id = level.product_id
    JOIN inventory_location AS location ON location.id = level.location_id
    WHERE level.quantity > 0
    GROUP BY location.id, location.code
) AS item
"""


def level_page(*, filters: Mapping[str, object | None], after: str | None, limit: int) -> bytes:
    """Levels by product and location as JSON.

    Raises:
        Problem: the cursor is none of ours.
    """
    return _filtered(LEVELS, _OF_PRODUCT, filters, after=after, limit=limit)


def low_page(*, after: str | None, limit: int) -> bytes:
    """Active products whose stock, over all locations, has come down to their reorder point, as JSON.

    Raises:
        Problem: the cursor is none of ours.
    """
    return LOW.page(_IS_LOW, {}, after=after, limit=limit)


def movement_page(*, filters: Mapping[str, object | None], after: str | None, limit: int) -> bytes:
    """Lines of the ledger as JSON, the newest first.

    Raises:
        Problem: the cursor is none of ours.
    """
    return _filtered(_from(filters, MOVEMENTS), _OF_LINE, filters, after=after, limit=limit)


def level_batches(*, filters: Mapping[str, object | None]) -> Iterator[list[dict[str, Any]]]:
    """All levels, for a spreadsheet."""
    return LEVELS.batches(*given(filters, _OF_PRODUCT))


def movement_batches(*, filters: Mapping[str, object | None]) -> Iterator[list[dict[str, Any]]]:
    """All lines of the ledger, the newest first, for a spreadsheet."""
    return _from(filters, MOVEMENT_SHEET).batches(*given(filters, _OF_LINE))


def _from(filters: Mapping[str, object | None], listing: Listing) -> Listing:
    """The ledger in the order in which its part is found."""
    return listing if filters.get("since") is None else replace(listing, order=_BY_TIME, mark="since")


def totals(product_ids: Sequence[int]) -> bytes:
    """How much there is of each of these products, over all locations, as JSON; products that are not there are not."""
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS, [list(product_ids)])
        return f'{{"items":[{cursor.fetchone()[0]}]}}'.encode()


_TOTALS = """
SELECT coalesce(string_agg(row_to_json(item)::text, ',' ORDER BY item.product_id), '') FROM (
    SELECT product.id AS product_id, coalesce(sum(level.quantity), 0) AS quantity
    FROM inventory_product AS product
    LEFT JOIN inventory_stocklevel AS level ON level.product_id = product.id
    WHERE product.id = ANY(%s) GROUP BY product.id
) AS item
"""


def valuation() -> bytes:
    """What the stock of each location is worth at the unit costs of now, and in all, as JSON; amounts are text."""
    with connection.cursor() as cursor:
        cursor.execute(_VALUATION)
        return orjson.dumps(orjson.loads(cursor.fetchone()[0]))  # PostgreSQL writes it with spaces


def ledger_differences() -> list[dict[str, int]]:
    """Levels that differ from the sum of their movements; there are none unless somebody wrote past the services."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES)
        return list(orjson.loads(cursor.fetchone()[0]))


_DIFFERENCES = """
SELECT coalesce(json_agg(row_to_json(item)), '[]')::text FROM (
    SELECT product_id, location_id, coalesce(level.quantity, 0) AS quantity, coalesce(ledger.quantity, 0) AS moved
    FROM inventory_stocklevel AS level
    FULL JOIN (
        SELECT product_id, location_id, sum(change) AS quantity FROM inventory_stockmovement
        GROUP BY product_id, location_id
    ) AS ledger USING (product_id, location_id)
    WHERE coalesce(level.quantity, 0) <> coalesce(ledger.quantity, 0)
) AS item
"""


def _filtered(
    listing: Listing,
    conditions: Mapping[str, str],
    filters: Mapping[str, object | None],
    *,
    after: str | None,
    limit: int,
) -> bytes:
    where, values = given(filters, conditions)
    return listing.page(where, values, after=after, limit=limit)
