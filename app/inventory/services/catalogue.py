"""Writes to the catalogue; each leaves a line that says who changed what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from inventory.models import Product
from inventory.problems import DUPLICATE, NOT_FOUND, UNKNOWN_REFERENCE, Problem
from inventory.services.acts import Actor
from inventory.services.changes import remember

# How PostgreSQL names the column of a broken constraint.
_COLUMN = re.compile(r"Key \((\w+?)(?:_id)?\)")


def entry_create(actor: Actor, model: type[models.Model], values: Mapping[str, Any]) -> int:
    """Write a product, supplier, category or location; its number.

    Raises:
        Problem: another has the same code or name, or what it refers to is not there.
    """
    return _save(actor, model(**values), values)


def entry_change(actor: Actor, model: type[models.Model], pk: int, values: Mapping[str, Any]) -> int:
    """Change the given values of an entry, and no other; its number.

    Raises:
        Problem: as for a new entry, or there is no such entry.
    """
    with transaction.atomic():
        entry = model._default_manager.select_for_update().filter(pk=pk).first()  # noqa: SLF001 - documented
        if entry is None:
            raise Problem(NOT_FOUND)
        for name, value in values.items():
            setattr(entry, name, value)
        if isinstance(entry, Product):
            entry.updated_at = timezone.now()
        return _save(actor, entry, values)


def _save(actor: Actor, entry: models.Model, values: Mapping[str, Any]) -> int:
    try:
        with transaction.atomic():
            entry.save()
            connection.check_constraints()  # references are checked at the end of a transaction otherwise
            remember(actor, entry, values)
    except IntegrityError as error:
        raise _problem_of(error) from error
    return int(entry.pk)


def _problem_of(error: IntegrityError) -> Exception:
    """What a broken constraint means to the client; anything unforeseen stays what it is."""
    cause = error.__cause__
    if not isinstance(cause, psycopg.errors.UniqueViolation | psycopg.errors.ForeignKeyViolation):
        return error
    column = _COLUMN.search(cause.diag.message_detail or "")
    kind = DUPLICATE if isinstance(cause, psycopg.errors.UniqueViolation) else UNKNOWN_REFERENCE
    return Problem(kind, field=column[1] if column else "code")
