"""How much there is of each product at each location, and every movement that made it so."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from inventory.models.catalogue import Location, Product
from inventory.models.users import User
from inventory.text import Text, in_language_of_page

_LEVEL = Text(en="{product} at {location}: {quantity}", es="{product} en {location}: {quantity}")
_MOVEMENT = Text(en="{kind} {change:+} of {product} at {location}", es="{kind} {change:+} de {product} en {location}")


class StockLevel(models.Model):
    """The stock of one product at one location: always the sum of its movements. Services alone write it."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="levels")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="levels")
    quantity = models.BigIntegerField()
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("product", "location")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["product", "location"], name="level_one_per_product_and_location"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="level_quantity_not_negative"),
        ]

    def __str__(self) -> str:
        values = {"product": self.product_id, "location": self.location_id, "quantity": self.quantity}
        return str(in_language_of_page(_LEVEL, **values))


class MovementKind(models.TextChoices):
    """Why stock changed."""

    RECEIPT = "receipt", in_language_of_page(Text(en="Receipt", es="Entrada"))
    ISSUE = "issue", in_language_of_page(Text(en="Issue", es="Salida"))
    TRANSFER = "transfer", in_language_of_page(Text(en="Transfer", es="Traslado"))
    ADJUSTMENT = "adjustment", in_language_of_page(Text(en="Adjustment", es="Ajuste"))
    COUNT = "count", in_language_of_page(Text(en="Count", es="Recuento"))


_FITS_KIND = (
    Q(kind=MovementKind.RECEIPT, change__gt=0)
    | Q(kind=MovementKind.ISSUE, change__lt=0)
    | (Q(kind__in=[MovementKind.TRANSFER, MovementKind.ADJUSTMENT]) & ~Q(change=0))
    | Q(kind=MovementKind.COUNT)
)


class StockMovement(models.Model):
    """One line of the ledger; a trigger of the database refuses to change or remove it.

    The two lines of a transfer carry the same `act_id`. `change` is what was added, `balance` what there was after.
    """

    act_id = models.UUIDField()
    kind = models.CharField(max_length=10, choices=MovementKind.choices)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="movements", db_index=False)
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="movements", db_index=False)
    change = models.BigIntegerField()
    balance = models.BigIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="movements", db_index=False)
    request_id = models.CharField(max_length=64)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(F("product"), F("id").desc(), name="movement_of_product"),
            models.Index(F("location"), F("id").desc(), name="movement_at_location"),
            models.Index(fields=["act_id"], name="movement_of_act"),
            models.Index(fields=["created_at", "id"], name="movement_by_time"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=_FITS_KIND, name="movement_change_fits_kind"),
            models.CheckConstraint(condition=Q(balance__gte=0), name="movement_balance_not_negative"),
            models.CheckConstraint(
                condition=~Q(kind=MovementKind.ADJUSTMENT) | ~Q(reason=""), name="movement_adjustment_has_reason"
            ),
        ]

    def __str__(self) -> str:
        values = {"product": self.product_id, "location": self.location_id, "change": self.change}
        return str(in_language_of_page(_MOVEMENT, kind=self.get_kind_display(), **values))
