"""Lines that say who changed what. Whoever writes one does so in the transaction of the change itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from inventory.models import Change
from inventory.services.acts import Actor

PASSWORD_CHANGED: Mapping[str, str] = {"password": "changed"}
"""What is remembered of a new password; neither it nor its digest is."""

PASSWORD_REMOVED: Mapping[str, str] = {"password": "removed"}


def remember(actor: Actor, entry: models.Model, values: Mapping[str, Any]) -> None:
    """Write the line of an entry that has been given these values."""
    plain = {name: value if isinstance(value, bool | int | None) else str(value) for name, value in values.items()}
    Change.objects.create(
        user_id=actor.user_id,
        request_id=actor.request_id,
        model=entry._meta.model_name or "",  # noqa: SLF001 - the documented way to the name of a model
        object_id=entry.pk,
        values=plain,
    )


def remember_deletion(actor: Actor, entry: models.Model) -> None:
    """Write the line of an entry that is about to be deleted."""
    remember(actor, entry, {"deleted": entry})
