"""What a broken constraint of the database means to the client."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import IntegrityError, connection, transaction

from inventory.problems import DUPLICATE, UNKNOWN_REFERENCE, Problem


@contextmanager
def constraints_checked() -> Iterator[None]:
    """Check at the end of a block what is checked at the end of a transaction otherwise; all of the block or nothing.

    Raises:
        Problem: another has the same value already, or what is referred to is not there.
    """
    try:
        with transaction.atomic():
            yield
            connection.check_constraints()
    except IntegrityError as error:
        raise _problem_of(error) from error


def _problem_of(error: IntegrityError) -> Exception:
    """The problem; anything unforeseen stays what it is."""
    cause = error.__cause__
    if not isinstance(cause, psycopg.errors.UniqueViolation | psycopg.errors.ForeignKeyViolation):
        return error
    kind = DUPLICATE if isinstance(cause, psycopg.errors.UniqueViolation) else UNKNOWN_REFERENCE
    field = _field_of(cause.diag.table_name, cause.diag.constraint_name)
    return error if field is None else Problem(kind, field=field)


def _field_of(table: str | None, constraint: str | None) -> str | None:
    """The one field that a constraint is about; the server says it in words alone, and in its own language."""
    if table is None or constraint is None:
        return None
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table).get(constraint)
    columns = found["columns"] if found else []
    return columns[0].removesuffix("_id") if len(columns) == 1 else None
