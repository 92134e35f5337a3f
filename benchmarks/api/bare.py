"""The least that can answer the same requests: WSGI, a pool of psycopg with its health check, and orjson."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

import orjson
from psycopg_pool import ConnectionPool

StartResponse = Callable[..., Any]

_PRODUCT = (
    "SELECT id, sku, barcode, name, category_id, supplier_id, unit, unit_cost::text, reorder_point, active, "
    "created_at, updated_at FROM inventory_product"
)
_OF_PRODUCT = (
    *("id", "sku", "barcode", "name", "category_id", "supplier_id", "unit", "unit_cost", "reorder_point", "active"),
    *("created_at", "updated_at"),
)
_LIST = f"{_PRODUCT} ORDER BY sku LIMIT %s"
_DETAIL = f"{_PRODUCT} WHERE id = %s"
_CLAIM = (
    "INSERT INTO inventory_idempotencykey (user_id, key, fingerprint, act_id) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (user_id, key) DO NOTHING RETURNING act_id"
)
_RECEIVE = """
WITH level AS (
    INSERT INTO inventory_stocklevel AS held (product_id, location_id, quantity, updated_at)
    VALUES (%(product_id)s, %(location_id)s, %(quantity)s, clock_timestamp())
    ON CONFLICT (product_id, location_id)
    DO UPDATE SET quantity = held.quantity + EXCLUDED.quantity, updated_at = EXCLUDED.updated_at
    RETURNING product_id, location_id, quantity
)
INSERT INTO inventory_stockmovement
    (act_id, kind, product_id, location_id, change, balance, reason, user_id, request_id, created_at)
SELECT %(act)s, 'receipt', product_id, location_id, %(quantity)s, quantity, '', %(user)s, %(request)s,
    clock_timestamp()
FROM level
RETURNING id, act_id, kind, product_id, location_id, change, balance, reason, user_id, created_at
"""
_OF_LINE = ("id", "act_id", "kind", "product_id", "location_id", "change", "balance", "reason", "user_id", "created_at")


class Bare:
    """Three endpoints, without routing, sign-in, checks or failures."""

    def __init__(self, pool: ConnectionPool, *, user_id: int, limit: int) -> None:
        self._pool, self._user, self._limit = pool, user_id, limit

    def list(self, _: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """A page of products."""
        with self._pool.connection() as connection:
            rows = connection.execute(_LIST, (self._limit + 1,)).fetchall()
        items = [dict(zip(_OF_PRODUCT, row, strict=True)) for row in rows[: self._limit]]
        return _answer(start, {"items": items, "next": items[-1]["sku"]})

    def detail(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """One product."""
        number = int(environ["PATH_INFO"].rpartition("/")[2])
        with self._pool.connection() as connection:
            rows = connection.execute(_DETAIL, (number,)).fetchall()
        return _answer(start, dict(zip(_OF_PRODUCT, rows[0], strict=True)))

    def receipt(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """A receipt under its key, in one transaction."""
        asked = orjson.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        act = uuid4()
        given = {**asked, "act": act, "user": self._user, "request": "0" * 32}
        with self._pool.connection() as connection, connection.transaction():
            connection.execute(_CLAIM, (self._user, environ["HTTP_IDEMPOTENCY_KEY"], "0" * 64, act)).fetchone()
            rows = connection.execute(_RECEIVE, given).fetchall()
        return _answer(start, {"act_id": act, "lines": [dict(zip(_OF_LINE, row, strict=True)) for row in rows]})


def _answer(start: StartResponse, value: object) -> Iterable[bytes]:
    body = orjson.dumps(value)
    start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
