"""What is remembered about requests: those already carried out, and who changed what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from inventory.models.users import User
from inventory.models.words import name_of


class IdempotencyKey(models.Model):
    """A movement that a client named itself, so that sending it again moves nothing again."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="idempotency_keys", db_index=False)
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of what was asked
    act_id = models.UUIDField()
    created_at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "key"], name="idempotency_one_act_per_key"),
        ]

    def __str__(self) -> str:
        return str(self.act_id)


class Change(models.Model):
    """One write to the catalogue or to users: who, when, in which request, and the new values, or what was deleted.

    Append-only, as the ledger.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="changes")
    request_id = models.CharField(max_length=64)
    model = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    values = models.JSONField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["model", "object_id"], name="change_of_object"),
        ]

    def __str__(self) -> str:
        return f"{name_of(self.model)} {self.object_id}"


class Import(models.Model):
    """A file that was imported: by whom, in which request, and what came of its rows. Append-only, as the ledger."""

    act_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="imports")
    request_id = models.CharField(max_length=64)
    created = models.IntegerField()
    changed = models.IntegerField()
    unchanged = models.IntegerField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.act_id}"
