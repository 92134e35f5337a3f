"""Finding products by part of a SKU or name, in the order of SKUs, however many there are.

No single plan is fast for every search: walking the SKUs finds at once what many products hold, and passes all of them
for what few hold; the index of trigrams finds the few, and is slow where there are many. The planner cannot tell which
is which, since it does not know how names and SKUs hang together, so each is tried here as far as it is cheap.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

# Part of a SKU or name in any case, or a whole barcode.
MATCHES = "(product.sku ILIKE %(pattern)s OR product.name ILIKE %(pattern)s OR product.barcode = %(query)s)"

REACH = 5000
"""How many SKUs are walked first; takes some three milliseconds."""

FEW = 50_000
"""How many matches are sorted rather than walked to; takes some fifty milliseconds."""

# Letters or digits from which the index of trigrams can find anything: three in a row, or where a word begins or ends.
_INDEXED = re.compile(r"[a-z0-9]{3}|[ -/:-@\[-`{-~][a-z0-9]|[a-z0-9]{2}[ -/:-@\[-`{-~]", re.IGNORECASE | re.ASCII)

# All columns stand in one index in this order. A limit, be it NULL, keeps conditions out of the inner query, and so the
# planner from any other way.
_WALK = """
SELECT product.sku FROM (
    SELECT sku, name, barcode, category_id, supplier_id, active FROM inventory_product
    WHERE sku > %(beyond)s ORDER BY sku LIMIT %(reach)s
) AS product
WHERE {conditions} ORDER BY product.sku LIMIT %(wanted)s
"""

_SORT = """
WITH few AS MATERIALIZED (
    SELECT product.sku FROM inventory_product AS product WHERE product.sku > %(beyond)s AND {conditions} LIMIT %(most)s
)
SELECT (SELECT count(*) FROM few), ARRAY(SELECT sku FROM few ORDER BY sku LIMIT %(wanted)s)
"""


def searched(query: str) -> dict[str, object]:
    """The values of `MATCHES`."""
    return {"query": query, "pattern": f"%{_literally(query)}%"}


def matching_skus(where: Sequence[str], values: Mapping[str, object], *, beyond: str, wanted: int) -> list[str]:
    """The first SKUs after `beyond` that match a search, and the conditions of filters."""
    conditions = " AND ".join([*where, MATCHES])
    filled = {**values, "beyond": beyond, "wanted": wanted}
    near = _walk(conditions, {**filled, "reach": REACH})
    if len(near) == wanted:
        return near
    if _INDEXED.search(str(values["query"])):
        ((number, few),) = _rows(_SORT.format(conditions=conditions), {**filled, "most": FEW + 1})
        if number <= FEW:
            return list(few)
    return _walk(conditions, {**filled, "reach": None})


def _walk(conditions: str, values: Mapping[str, object]) -> list[str]:
    return [sku for (sku,) in _rows(_WALK.format(conditions=conditions), values)]


def _rows(statement: str, values: Mapping[str, object]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, dict[str, Any](values))
        return list(cursor.fetchall())


def _literally(query: str) -> str:
    """The query without the meaning that LIKE gives to some characters."""
    return query.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
