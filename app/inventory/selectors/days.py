"""What happened on each day of a calendar, and what there was at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from inventory.problems import LOCATION, NOT_THERE, PRODUCT, Problem
from inventory.selectors.catalogue import location_is_there, product_is_there

# `starts` are the moments at which the days begin. Of a transfer, whose two lines are one act, the line that adds is
# counted; an import counts many levels in one act, so these alone are grouped by act.
_ACTIVITY = """
SELECT day.name AS day, coalesce(moved.receipt, 0) AS receipt, coalesce(moved.issue, 0) AS issue,
    coalesce(moved.transfer, 0) AS transfer, coalesce(moved.adjustment, 0) AS adjustment,
    coalesce(moved.count, 0) AS count
FROM unnest(%(names)s::text[]) WITH ORDINALITY AS day (name, number)
LEFT JOIN (
    SELECT number,
        sum(lines) FILTER (WHERE kind = 'receipt') AS receipt,
        sum(lines) FILTER (WHERE kind = 'issue') AS issue,
        sum(lines) FILTER (WHERE kind = 'transfer') AS transfer,
        sum(lines) FILTER (WHERE kind = 'adjustment') AS adjustment,
        count(*) FILTER (WHERE kind = 'count') AS count
    FROM (
        SELECT width_bucket(created_at, %(starts)s::timestamptz[]) AS number, kind,
            CASE WHEN kind = 'count' THEN act_id END AS act,
            count(*) FILTER (WHERE kind <> 'transfer' OR change > 0) AS lines
        FROM inventory_stockmovement WHERE created_at >= %(first)s
        GROUP BY 1, 2, 3
    ) AS line
    GROUP BY number
) AS moved USING (number)
"""

# From what there is now, back to the end of each day by what was added after it.
_HISTORY = """
SELECT day.name AS day, held.quantity - coalesce(sum(moved.change) OVER (
    ORDER BY number ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
), 0) AS quantity
FROM unnest(%(names)s::text[]) WITH ORDINALITY AS day (name, number)
CROSS JOIN (
    SELECT coalesce(sum(quantity), 0) AS quantity FROM inventory_stocklevel WHERE product_id = %(product_id)s {there}
) AS held
LEFT JOIN (
    SELECT width_bucket(created_at, %(starts)s::timestamptz[]) AS number, sum(change) AS change
    FROM inventory_stockmovement
    WHERE product_id = %(product_id)s {there} AND created_at >= %(first)s
    GROUP BY 1
) AS moved USING (number)
"""
_THERE = "AND location_id = %(location_id)s"
_DAYS = "SELECT coalesce(string_agg(row_to_json(item)::text, ',' ORDER BY item.day), '') FROM ({}) AS item"


def activity(starts: Sequence[datetime]) -> bytes:
    """How many acts of each kind there were on each of the days that begin at these moments, as JSON."""
    return _answer(_ACTIVITY, starts, {})


def history(starts: Sequence[datetime], *, product_id: int, location_id: int | None) -> bytes:
    """How much of a product there was at the end of each of these days, everywhere or at one location, as JSON.

    Raises:
        Problem: there is no such product or location.
    """
    if not product_is_there(product_id):
        raise Problem(NOT_THERE, what=PRODUCT, number=product_id)
    if location_id is not None and not location_is_there(location_id):
        raise Problem(NOT_THERE, what=LOCATION, number=location_id)
    statement = _HISTORY.format(there="" if location_id is None else _THERE)
    return _answer(statement, starts, {"product_id": product_id, "location_id": location_id})


def _answer(statement: str, starts: Sequence[datetime], values: Mapping[str, object]) -> bytes:
    filled: dict[str, Any] = {
        **values,
        "names": [start.date().isoformat() for start in starts],
        "starts": list(starts),
        "first": starts[0],
    }
    with connection.cursor() as cursor:
        cursor.execute(_DAYS.format(statement), filled)
        return f'{{"items":[{cursor.fetchone()[0]}]}}'.encode()
