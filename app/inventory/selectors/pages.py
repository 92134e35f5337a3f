"""Pages of a list by the key of the last row: as fast on the last page as on the first, and no row twice.

The database builds the JSON of each row, which costs a fraction of building it here.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import orjson
from django.db import connection

from inventory.problems import INVALID_CURSOR, NOT_FOUND, Problem

NOTHING = b'{"items":[],"next":null}'
"""A page without items."""

_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Key:
    """A column that a list is ordered by: its name in an item, how it is written in SQL, and its type.

    `given` is the same expression of the value that a cursor holds, where that is not the value itself.
    """

    name: str
    expression: str
    type: type
    given: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """How to list: the columns of an item, where they come from, and the order, whose keys name exactly one row.

    Lists of the same items in several orders have a `mark` each in their cursors, so that none passes for another's.
    """

    columns: str
    tables: str
    order: tuple[Key, ...]
    backwards: bool = False
    mark: str = ""

    @property
    def direction(self) -> str:
        """Of the order, in SQL."""
        return "DESC" if self.backwards else "ASC"

    @property
    def beyond(self) -> str:
        """The condition of the rows after a key."""
        columns = ", ".join(key.expression for key in self.order)
        values = ", ".join(key.given or f"%(after_{key.name})s" for key in self.order)
        return f"({columns}) {'<' if self.backwards else '>'} ({values})"

    def after(self, key: Sequence[object] | None) -> dict[str, object]:
        """The values of `beyond`."""
        return {} if key is None else {f"after_{part.name}": each for part, each in zip(self.order, key, strict=True)}

    def key_in(self, cursor: str | None) -> list[object] | None:
        """The key that a cursor holds.

        Raises:
            Problem: the cursor is none of ours.
        """
        return None if cursor is None else read_cursor(cursor, [key.type for key in self.order], mark=self.mark)

    def page(self, where: Sequence[str], values: Mapping[str, object], *, after: str | None, limit: int) -> bytes:
        """The page after a cursor as JSON: its items, and the cursor of the next page or null.

        Raises:
            Problem: the cursor is none of ours.
        """
        rows = self._fetch(where, values, key=self.key_in(after), limit=limit + 1)
        following = write_cursor(rows[limit - 1][1:], mark=self.mark) if len(rows) > limit else None
        items = ",".join(row[0] for row in rows[:limit])
        return f'{{"items":[{items}],"next":{orjson.dumps(following).decode()}}}'.encode()

    def batches(
        self, where: Sequence[str], values: Mapping[str, object], *, size: int = 1000
    ) -> Iterator[list[dict[str, Any]]]:
        """All items, so many at a time; each batch is a query of its own, so that a slow reader holds none open."""
        key = None
        while rows := self._fetch(where, values, key=key, limit=size):
            yield [orjson.loads(row[0]) for row in rows]
            key = rows[-1][1:]

    def item(self, pk: int) -> bytes:
        """The item with that `id` as JSON.

        Raises:
            Problem: there is none.
        """
        rows = f"SELECT {self.columns} FROM {self.tables}"  # noqa: S608 - parts of this package only
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT row_to_json(item)::text FROM ({rows}) AS item WHERE item.id = %(pk)s", {"pk": pk})  # noqa: S608
            row = cursor.fetchone()
        if row is None:
            raise Problem(NOT_FOUND)
        return str(row[0]).encode()

    def _fetch(
        self, where: Sequence[str], values: Mapping[str, object], *, key: Sequence[object] | None, limit: int
    ) -> list[Any]:
        """The JSON and the key of each row after the given key."""
        filled: dict[str, Any] = {**values, **self.after(key), "limit": limit}
        with connection.cursor() as cursor:
            cursor.execute(_statement(self, tuple(where), goes_on=key is not None), filled)
            return list(cursor.fetchall())


@cache
def _statement(listing: Listing, where: tuple[str, ...], *, goes_on: bool) -> str:
    """The whole query; each part of it stands in this package, and values travel apart from it."""
    conditions = [*where, listing.beyond] if goes_on else where
    keys = ", ".join(f"item.{key.name}" for key in listing.order)
    order = ", ".join(f"{key.expression} {listing.direction}" for key in listing.order)
    chosen = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = f"SELECT {listing.columns} FROM {listing.tables} {chosen} ORDER BY {order} LIMIT %(limit)s"  # noqa: S608
    return f"SELECT row_to_json(item)::text, {keys} FROM ({rows}) AS item"  # noqa: S608


def given(filters: Mapping[str, object | None], conditions: Mapping[str, str]) -> tuple[list[str], dict[str, object]]:
    """The conditions of those filters that have a value, and these values."""
    values = {name: value for name, value in filters.items() if value is not None}
    return [conditions[name] for name in values], values


def write_cursor(values: Sequence[object], *, mark: str = "") -> str:
    """The key of a row as one word that is safe in an address."""
    marked = [mark, *values] if mark else list(values)
    return base64.urlsafe_b64encode(orjson.dumps(marked)).decode().rstrip("=")


def read_cursor(cursor: str, types: Sequence[type], *, mark: str = "") -> list[object]:
    """The key that a cursor holds.

    Raises:
        Problem: the cursor is none of ours.
    """
    try:
        read = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        read = None
    values = read if isinstance(read, list) else []
    if mark:
        values = values[1:] if values[:1] == [mark] else []
    if len(values) == len(types):
        values = [_timed(value) if kind is datetime else value for value, kind in zip(values, types, strict=True)]
    if [type(value) for value in values] != list(types) or not all(map(_is_storable, values)):
        raise Problem(INVALID_CURSOR)
    return values


def _timed(value: object) -> object:
    """The moment that a text names, if it names one, in UTC: PostgreSQL knows no distance of 16 hours."""
    try:
        moment = datetime.fromisoformat(str(value))
        return moment.astimezone(UTC) if moment.tzinfo else value
    except (ValueError, OverflowError):
        return value


def _is_storable(value: object) -> bool:
    return -_LARGEST <= value < _LARGEST if isinstance(value, int) else "\0" not in str(value)
