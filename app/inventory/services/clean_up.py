"""Removing what is needed for a while only, in batches: no lock is held for long, and no statement takes long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from inventory.models import IdempotencyKey, Session, SignInFailure
from inventory.services.accounts import WINDOW

KEYS_AFTER = timedelta(days=30)
"""How long a key keeps a movement from being carried out again. Clients retry for minutes, a device that was without
a network for days; whoever comes later than this has been counted by a stocktaking since."""

BATCH = 2000
"""Rows of a statement, which takes some ten milliseconds for them."""


def remove_old_keys(after: timedelta = KEYS_AFTER) -> int:
    """Remove the keys of movements and imports that are older than that; their number."""
    return _remove(IdempotencyKey, lambda now: {"created_at__lt": now - after}, order="created_at")


def remove_old_failures() -> int:
    """Remove failed sign-ins that count no more; their number.

    They are walked in the order in which they were written, so that none needs an index for this.
    """
    return _remove(SignInFailure, lambda now: {"created_at__lt": now - WINDOW}, order="id")


def remove_expired_sessions() -> int:
    """Remove sessions that have expired; their number."""
    return _remove(Session, lambda now: {"expire_date__lt": now}, order="expire_date")


def _remove(model: type[models.Model], old: Callable[[datetime], dict[str, Any]], *, order: str) -> int:
    """Remove rows, the oldest first, each batch in a transaction of its own; what others hold is left to them."""
    rows = model._default_manager.filter(**old(timezone.now())).order_by(order)  # noqa: SLF001 - documented
    batch = rows.select_for_update(skip_locked=True).values("pk")[:BATCH]
    removed = 0
    while gone := model._default_manager.filter(pk__in=batch).delete()[0]:  # noqa: SLF001 - as above
        removed += gone
    return removed
