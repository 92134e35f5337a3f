"""Finding products by part of a SKU or name, or by a filter, in any order of their list, however many there are.

No single plan is fast for every search: walking the order finds at once what many products hold, and passes all of them
for what few hold; the index of trigrams, or that of a category, finds the few, and is slow where there are many. The
planner cannot tell which is which, since it does not know how names and SKUs hang together, so each is tried here as
far as it is cheap.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from inventory.selectors.pages import Listing

# Part of a SKU or name in any case, or a whole barcode.
MATCHES = "(product.sku ILIKE %(pattern)s OR product.name ILIKE %(pattern)s OR product.barcode = %(query)s)"

REACH = 5000
"""How many products are walked first; takes some three milliseconds."""

FEW = 50_000
"""How many matches are sorted rather than walked to; takes some fifty milliseconds."""

# Letters or digits from which the index of trigrams can find anything: three in a row, or where a word begins or ends.
_INDEXED = re.compile(r"[a-z0-9]{3}|[ -/:-@\[-`{-~][a-z0-9]|[a-z0-9]{2}[ -/:-@\[-`{-~]", re.IGNORECASE | re.ASCII)

INDEXED_FILTERS = {"category_id", "supplier_id"}
"""Filters with an index that finds the few."""

# All columns stand in one index for each order. A limit, be it NULL, keeps conditions out of the inner query, and so
# the planner from any other way.
_WALK = """
SELECT product.key_{named} FROM (
    SELECT {keys}, product.sku, product.name, product.barcode, product.category_id, product.supplier_id, product.active
    FROM inventory_product AS product WHERE {beyond} ORDER BY {inner} LIMIT %(reach)s
) AS product
WHERE {conditions} ORDER BY {outer} LIMIT %(wanted)s
"""

_SORT = """
WITH few AS MATERIALIZED (
    SELECT {keys} FROM inventory_product AS product WHERE {beyond} AND {conditions} LIMIT %(most)s
)
SELECT
    (SELECT count(*) FROM few),
    ARRAY(SELECT product.key_{named} FROM few AS product ORDER BY {outer} LIMIT %(wanted)s)
"""


def searched(query: str) -> dict[str, object]:
    """The values of `MATCHES`."""
    return {"query": query, "pattern": f"%{_literally(query)}%"}


def matching(
    listing: Listing, where: Sequence[str], values: Mapping[str, object], *, key: Sequence[object] | None, wanted: int
) -> list[object]:
    """The first products after a key that match a search, if any, and filters, by the last key of each."""
    query = str(values.get("query", ""))
    parts = _parts(listing, [*where, *([MATCHES] if query else [])], goes_on=key is not None)
    filled = {**values, **listing.after(key), "wanted": wanted}
    near = _walk(parts, {**filled, "reach": REACH})
    if len(near) == wanted:
        return near
    if _INDEXED.search(query) or not INDEXED_FILTERS.isdisjoint(values):
        most = FEW if query else REACH  # many of one category stand together in few orders, so a walk comes upon them
        ((number, few),) = _rows(_SORT.format(**parts), {**filled, "most": most + 1})
        if number <= most:
            return list(few)
    return _walk(parts, {**filled, "reach": None})


def _parts(listing: Listing, conditions: Sequence[str], *, goes_on: bool) -> dict[str, str]:
    """What depends on the order; each part of it stands in this package."""
    return {
        "named": listing.order[-1].name,
        "keys": ", ".join(f"{key.expression} AS key_{key.name}" for key in listing.order),
        "beyond": listing.beyond if goes_on else "true",
        "inner": ", ".join(f"{key.expression} {listing.direction}" for key in listing.order),
        "outer": ", ".join(f"product.key_{key.name} {listing.direction}" for key in listing.order),
        "conditions": " AND ".join(conditions),
    }


def _walk(parts: Mapping[str, str], values: Mapping[str, object]) -> list[object]:
    return [key for (key,) in _rows(_WALK.format(**parts), values)]


def _rows(statement: str, values: Mapping[str, object]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, dict[str, Any](values))
        return list(cursor.fetchall())


def _literally(query: str) -> str:
    """The query without the meaning that LIKE gives to some characters."""
    return query.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
