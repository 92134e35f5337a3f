"""Write rows by COPY into empty tables: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection, transaction

from inventory.demo.accounts import make_accounts
from inventory.demo.ledger import Ledger
from inventory.demo.rows import Catalogue, Row
from inventory.models import Category, Location, Product, Role, StockLevel, StockMovement, Supplier, User

# What holds rows of the inventory; of these, none may hold any before demo data comes.
HOLDERS = (Product, StockMovement, StockLevel, Location, Supplier, Category, User)

Told = Callable[[str, int], None]
"""Is called with the name of a table and how many rows of it are written."""

_CHUNK = 5000

# One statement moves a million rows, and waits between statements for rows to be made.
_PATIENCE = "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; "
_MEMORY = "SET LOCAL maintenance_work_mem = '256MB'"

# Making an index or checking references once for all rows takes a fraction of doing so row by row.
_INDEXES = """
SELECT format('DROP INDEX %%I', index.relname), pg_get_indexdef(index.oid)
FROM pg_index JOIN pg_class AS index ON index.oid = indexrelid JOIN pg_class AS held ON held.oid = indrelid
WHERE held.relname = ANY(%(tables)s) AND NOT indisunique
"""
_REFERENCES = """
SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I', held.relname, conname),
    format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', held.relname, conname, pg_get_constraintdef(reference.oid))
FROM pg_constraint AS reference JOIN pg_class AS held ON held.oid = conrelid
WHERE held.relname = ANY(%(tables)s) AND contype = 'f'
"""

# The tables that refuse to be rewritten, whichever they come to be.
_GUARDED = """
SELECT DISTINCT guarded.relname
FROM pg_trigger JOIN pg_class AS guarded ON guarded.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE proname = 'inventory_refuse_rewriting' AND NOT tgisinternal
"""


def first_holder() -> tuple[str, int] | None:
    """The first table that holds rows, by its name for people, and how many; None where all are empty."""
    for model in HOLDERS:
        if model._default_manager.exists():  # noqa: SLF001 - documented
            return str(model._meta.verbose_name_plural), model._default_manager.count()  # noqa: SLF001 - as above
    return None


def load(catalogue: Catalogue, tell: Told) -> None:
    """Fill every table, empty so far."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_PATIENCE + _MEMORY)
        users = make_accounts()
        ledger = Ledger(catalogue, [users[role].pk for role in (Role.CLERK, Role.MANAGER)])
        with _set_aside(cursor, [model._meta.db_table for model in (Product, StockLevel, StockMovement)], tell):  # noqa: SLF001
            for model, rows in _tables(catalogue, ledger):
                _copy(cursor, model._meta.db_table, rows, tell)  # noqa: SLF001 - documented
        cursor.execute(f"ANALYZE {', '.join(model._meta.db_table for model in HOLDERS)}")  # noqa: SLF001


def empty() -> None:
    """Remove everything that the inventory holds, its users and the ledger included."""
    tables = ", ".join(model._meta.db_table for model in HOLDERS)  # noqa: SLF001 - documented
    with transaction.atomic(), connection.cursor() as cursor:
        connection.check_constraints()  # nothing may be left to the end of the transaction
        cursor.execute(_GUARDED)
        guarded = [name for (name,) in cursor.fetchall()]
        for table in guarded:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
        for table in guarded:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _tables(catalogue: Catalogue, ledger: Ledger) -> Iterator[tuple[type[Any], Iterable[Row]]]:
    """In an order in which nothing refers to what is not there yet."""
    yield Supplier, catalogue.suppliers()
    yield Category, catalogue.categories()
    yield Location, catalogue.locations()
    yield Product, catalogue.products()
    yield StockMovement, ledger.lines()
    yield StockLevel, ledger.levels()


@contextmanager
def _set_aside(cursor: Any, tables: list[str], tell: Told) -> Iterator[None]:  # noqa: ANN401 - Django's has no type of its own
    """Take indexes and references away, and make them anew, thereby checked, when the tables are full."""
    anew: list[str] = []
    for kept in (_INDEXES, _REFERENCES):
        cursor.execute(kept, {"tables": tables})
        for drop, make in cursor.fetchall():
            cursor.execute(drop)
            anew.append(make)
    yield
    for number, make in enumerate(anew, start=1):
        cursor.execute(make)
        tell("index", number)


def _copy(cursor: Any, table: str, rows: Iterable[Row], tell: Told) -> None:  # noqa: ANN401 - as above
    remaining, written = iter(rows), 0
    columns = ", ".join(COLUMNS[table])
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        while chunk := list(islice(remaining, _CHUNK)):
            copy.write("".join(map(_line, chunk)))
            written += len(chunk)
            tell(table, written)
    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, max(written, 1)])


def _line(row: Row) -> str:
    """A row in the text form of COPY; no value of ours holds a tab, a backslash or the end of a line."""
    return "\t".join(["\\N" if value is None else str(value) for value in row]) + "\n"


COLUMNS = {
    "inventory_supplier": ("id", "name", "email", "phone", "active"),
    "inventory_category": ("id", "name"),
    "inventory_location": ("id", "code", "name", "active"),
    "inventory_product": (
        "id",
        "sku",
        "barcode",
        "name",
        "category_id",
        "supplier_id",
        "unit",
        "unit_cost",
        "reorder_point",
        "active",
        "created_at",
        "updated_at",
    ),
    "inventory_stockmovement": (
        "id",
        "act_id",
        "kind",
        "product_id",
        "location_id",
        "change",
        "balance",
        "reason",
        "user_id",
        "request_id",
        "created_at",
    ),
    "inventory_stocklevel": ("id", "product_id", "location_id", "quantity", "updated_at"),
}
