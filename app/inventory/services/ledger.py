"""The statements that move stock: each changes one level under its conditions and writes the line of the ledger.

One statement does both, so that no crash, retry or rival can come between. A condition that does not hold changes
nothing and gives no line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from inventory.models.lines import Line
from inventory.services.acts import Actor

_LEDGER = f"""
INSERT INTO inventory_stockmovement
    (act_id, kind, product_id, location_id, change, balance, reason, user_id, request_id, created_at)
SELECT %(act)s, %(kind)s, product_id, location_id, change, quantity, %(reason)s, %(user)s, %(request)s,
    clock_timestamp()
FROM level
RETURNING {", ".join(Line.columns())}
"""  # noqa: S608 - names of columns that stand in this package

# Only what is active receives; the first receipt makes the level.
_ADD = """
WITH level AS (
    INSERT INTO inventory_stocklevel AS held (product_id, location_id, quantity, updated_at)
    SELECT product.id, location.id, %(change)s, clock_timestamp()
    FROM inventory_product AS product, inventory_location AS location
    WHERE product.id = %(product)s AND location.id = %(location)s AND product.active AND location.active
    ON CONFLICT (product_id, location_id)
    DO UPDATE SET quantity = held.quantity + EXCLUDED.quantity, updated_at = EXCLUDED.updated_at
    RETURNING product_id, location_id, quantity, %(change)s::bigint AS change
)
"""

_TAKE = """
WITH level AS (
    UPDATE inventory_stocklevel
    SET quantity = quantity + %(change)s, updated_at = clock_timestamp()
    WHERE product_id = %(product)s AND location_id = %(location)s AND quantity + %(change)s >= 0
    RETURNING product_id, location_id, quantity, %(change)s::bigint AS change
)
"""

# The lock comes first, so that the difference is counted from the stock that nobody else can change any more.
_COUNT = """
WITH held AS (
    SELECT id, quantity FROM inventory_stocklevel
    WHERE product_id = %(product)s AND location_id = %(location)s
    FOR UPDATE
), level AS (
    UPDATE inventory_stocklevel AS counted
    SET quantity = %(counted)s, updated_at = clock_timestamp()
    FROM held WHERE counted.id = held.id
    RETURNING counted.product_id, counted.location_id, counted.quantity, counted.quantity - held.quantity AS change
)
"""

_OPEN = """
INSERT INTO inventory_stocklevel (product_id, location_id, quantity)
SELECT product.id, location.id, 0
FROM inventory_product AS product, inventory_location AS location
WHERE product.id = %(product)s AND location.id = %(location)s AND product.active AND location.active
ON CONFLICT (product_id, location_id) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Place:
    """One product at one location."""

    product_id: int
    location_id: int


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one product from a location to another.

    Raises:
        ValueError: it ends where it begins.
    """

    product_id: int
    from_id: int
    to_id: int

    def __post_init__(self) -> None:
        if self.from_id == self.to_id:
            message = f"a transfer from location {self.from_id} to itself, expected two locations"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lines of one act have in common."""

    act_id: UUID
    kind: str
    actor: Actor
    reason: str = ""

    def add(self, place: Place, quantity: int) -> Line | None:
        """Add to a level; None where product or location is not there or not active."""
        return self._write(_ADD, place, change=quantity)

    def take(self, place: Place, quantity: int) -> Line | None:
        """Take from a level; None where it does not hold as much."""
        return self._write(_TAKE, place, change=-quantity)

    def count(self, place: Place, quantity: int) -> Line | None:
        """Set a level to what was counted; None where there is none and none may be opened."""
        with connection.cursor() as cursor:
            cursor.execute(_OPEN, {"product": place.product_id, "location": place.location_id})
        return self._write(_COUNT, place, counted=quantity)

    def _write(self, statement: str, place: Place, **values: int) -> Line | None:
        common: dict[str, Any] = {
            "act": self.act_id,
            "kind": self.kind,
            "reason": self.reason,
            "user": self.actor.user_id,
            "request": self.actor.request_id,
            "product": place.product_id,
            "location": place.location_id,
        }
        with connection.cursor() as cursor:
            cursor.execute(statement + _LEDGER, {**common, **values})
            row = cursor.fetchone()
        return Line(*row) if row else None
