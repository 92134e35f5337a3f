"""A table of one's own for the rows of a file: they are compared where the others are, and cost no memory here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice

from django.db import Error, connection

from inventory.problems import TOO_MANY_ROWS, Problem

MOST_ROWS = 200_000

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Table:
    """Its name, the columns that come from the file after `number` and `line`, and those that are found out."""

    name: str
    given: Mapping[str, str]
    found: Mapping[str, str]


@contextmanager
def staged(table: Table, rows: Iterable[Sequence[object]]) -> Iterator[int]:
    """Read all rows into the table; their number.

    No transaction is open while they are read, since that takes as long as the client takes to send them.

    Raises:
        Problem: there are too many.
    """
    _create(table)
    try:
        yield _fill(table, iter(rows))
    finally:
        with suppress(Error):  # with its connection the table goes too
            _run(f"DROP TABLE IF EXISTS pg_temp.{table.name}")


def _create(table: Table) -> None:
    columns = {"number": "integer PRIMARY KEY", "line": "integer", **table.given, **table.found}
    described = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    _run(f"DROP TABLE IF EXISTS pg_temp.{table.name}")
    _run(f"CREATE TEMPORARY TABLE {table.name} ({described})")


def _fill(table: Table, rows: Iterator[Sequence[object]]) -> int:
    copy_in = f"COPY {table.name} ({', '.join(['number', 'line', *table.given])}) FROM STDIN"
    total = 0
    while batch := list(islice(rows, _BATCH)):
        if total + len(batch) > MOST_ROWS:
            raise Problem(TOO_MANY_ROWS, limit=MOST_ROWS)
        with connection.cursor() as cursor, cursor.copy(copy_in) as copy:
            for number, row in enumerate(batch, start=total):
                copy.write_row((number, *row))
        total += len(batch)
    _run(f"ANALYZE {table.name}")
    return total


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
