"""Writes to the catalogue; each leaves a line that says who changed what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models.functions import Now

from inventory.models import Product
from inventory.problems import NOT_FOUND, Problem
from inventory.services.acts import Actor
from inventory.services.changes import remember
from inventory.services.constraints import constraints_checked


def entry_create(actor: Actor, model: type[models.Model], values: Mapping[str, Any]) -> int:
    """Write a product, supplier, category or location; its number.

    Raises:
        Problem: another has the same code or name, or what it refers to is not there.
    """
    entry = model(**values)
    with constraints_checked():
        entry.save()
        remember(actor, entry, values)
    return int(entry.pk)


def entry_change(actor: Actor, model: type[models.Model], pk: int, values: Mapping[str, Any]) -> int:
    """Change the given values of an entry, one at least, and no other; its number.

    Raises:
        Problem: as for a new entry, or there is no such entry.
    """
    written = {**values, "updated_at": Now()} if model is Product else values
    with constraints_checked():
        # Reading the row first would lock it before the table, which an import has locked before it comes to the row,
        # and more strongly than movements of the product can bear.
        if not model._default_manager.filter(pk=pk).update(**written):  # noqa: SLF001 - documented
            raise Problem(NOT_FOUND)
        remember(actor, model(pk=pk), values)
    return pk
