"""What is kept in stock, where, and who supplies it."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Func
from django.db.models.functions import Now

from inventory.text import Text, in_language_of_page

CODE = r"^[A-Z0-9][A-Z0-9._/-]*$"
_CODE_SAYS = Text(
    en="Capital letters, digits and . _ / - only, beginning with a letter or a digit.",
    es="Solo mayúsculas, dígitos y . _ / -, empezando por una letra o un dígito.",
)
_BARCODE_SAYS = Text(en="8 to 14 digits.", es="De 8 a 14 dígitos.")
_BARCODE_TWICE = Text(
    en="Product with this Barcode already exists.", es="Ya existe un producto con este código de barras."
)
_CODE = RegexValidator(CODE, in_language_of_page(_CODE_SAYS))
_BARCODE = RegexValidator(r"^[0-9]{8,14}$", in_language_of_page(_BARCODE_SAYS))

# Codes are compared byte by byte, so that their order, and with it every page of a list, is the same everywhere.
_BYTES = "C"

_ACCENTED = "ÁÀÂÄÃÅÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÇÑáàâäãåéèêëíìîïóòôöõúùûüçñ"
_BARE = "aaaaaaeeeeiiiiooooouuuucn" * 2
# Most names have plain letters alone, for which this takes a tenth of the time.
_FOLDED = (
    'CASE WHEN octet_length({0}) = char_length({0}) THEN lower({0} COLLATE "C") '
    f"ELSE translate(lower({{0}} COLLATE \"C\"), '{_ACCENTED}', '{_BARE}') END"
)


def folded(name: str) -> str:
    """A name as it is ordered, in SQL: capitals and accents make no difference.

    No collation of the system is asked: another version of it may order otherwise, and an index of before would be
    wrong.
    """
    return _FOLDED.format(name)


class Supplier(models.Model):
    """A company that products come from."""

    name = models.CharField(max_length=100, unique=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    active = models.BooleanField(default=True, db_default=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """A kind of products."""

    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """A warehouse, or a place in one."""

    code = models.CharField(max_length=30, unique=True, validators=[_CODE], db_collation=_BYTES)
    name = models.CharField(max_length=100)
    active = models.BooleanField(default=True, db_default=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Unit(models.TextChoices):
    """What one of a product is; small enough that stock is always a whole number."""

    PIECE = "piece", in_language_of_page(Text(en="Piece", es="Pieza"))
    BOX = "box", in_language_of_page(Text(en="Box", es="Caja"))
    GRAM = "gram", in_language_of_page(Text(en="Gram", es="Gramo"))
    MILLILITRE = "millilitre", in_language_of_page(Text(en="Millilitre", es="Mililitro"))
    MILLIMETRE = "millimetre", in_language_of_page(Text(en="Millimetre", es="Milímetro"))


class Product(models.Model):
    """Something that is kept in stock."""

    sku = models.CharField(max_length=40, unique=True, validators=[_CODE], db_collation=_BYTES)
    barcode = models.CharField(max_length=14, null=True, blank=True, validators=[_BARCODE])  # noqa: DJ001 - unique
    name = models.CharField(max_length=200)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, blank=True, related_name="products")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, null=True, blank=True, related_name="products")
    unit = models.CharField(max_length=10, choices=Unit.choices, default=Unit.PIECE)
    unit_cost = models.DecimalField(
        max_digits=12, decimal_places=4, default=Decimal(0), validators=[MinValueValidator(Decimal(0))]
    )
    reorder_point = models.BigIntegerField(default=0, validators=[MinValueValidator(0)])
    active = models.BooleanField(default=True, db_default=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("sku",)
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["sku", "name"], opclasses=["gin_trgm_ops", "gin_trgm_ops"], name="product_search"),
            # All that a search looks at, so that walking one of the orders reads no row.
            models.Index(
                fields=["sku"],
                include=["name", "barcode", "category", "supplier", "active"],
                name="product_walk",
            ),
            models.Index(
                Func("name", template=folded("%(expressions)s")),
                F("id"),
                include=["name", "sku", "barcode", "category", "supplier", "active"],
                name="product_walk_by_name",
            ),
            models.Index(
                fields=["created_at", "id"],
                include=["sku", "name", "barcode", "category", "supplier", "active"],
                name="product_walk_by_age",
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(reorder_point__gte=0), name="product_reorder_point_not_negative"),
            models.CheckConstraint(condition=models.Q(unit_cost__gte=0), name="product_unit_cost_not_negative"),
            models.CheckConstraint(condition=~models.Q(barcode=""), name="product_barcode_is_null_where_none"),
            # Not the whole column: no reference can rest on this index, so changing a barcode waits for no movement.
            models.UniqueConstraint(
                fields=["barcode"],
                condition=models.Q(barcode__isnull=False),
                name="product_barcode",
                violation_error_code="unique",
                violation_error_message=in_language_of_page(_BARCODE_TWICE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sku} {self.name}"
