"""What the endpoints accept. Fields that are not named here are refused, so that none can be set by guessing."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from inventory.models.catalogue import CODE, Unit
from inventory.models.stock import MovementKind

_NO_NUL = r"^[^\x00]*$"  # PostgreSQL stores no such character

# Bodies know numbers, so that neither true nor "7" is one there; addresses are all text.
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Ref = Annotated[int, Field(strict=True, ge=1, le=2**63 - 1)]
Quantity = Annotated[int, Field(strict=True, ge=1, le=10**9)]
Stock = Annotated[int, Field(strict=True, ge=0, le=10**9)]
Difference = Annotated[int, Field(strict=True, ge=-(10**9), le=10**9)]
Flag = Annotated[bool, Field(strict=True)]
Cost = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=4)]
Code = Annotated[str, StringConstraints(pattern=CODE, max_length=30)]
Sku = Annotated[str, StringConstraints(pattern=CODE, max_length=40)]
Barcode = Annotated[str, StringConstraints(pattern=r"^[0-9]{8,14}$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=_NO_NUL)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=_NO_NUL)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=_NO_NUL)]
Email = Annotated[str, StringConstraints(max_length=254, pattern=r"^([^@\s\x00]+@[^@\s\x00]+)?$")]
Phone = Annotated[str, StringConstraints(max_length=30, pattern=r"^[0-9+() -]*$")]
Cursor = Annotated[str, StringConstraints(max_length=500, pattern=r"^[A-Za-z0-9_-]+$")]


class Form(BaseModel):
    """Something to read from a request."""

    model_config = ConfigDict(extra="forbid")


class Changes(Form):
    """Fields to change, each of them optional; those in `nullable` may be emptied by null."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        """Refuse a change of nothing, and null where a value is needed."""
        if not self.model_fields_set:
            raise PydanticCustomError("nothing_to_change", "nothing to change")
        empty = sorted(name for name in self.model_fields_set - _NULLABLE if getattr(self, name) is None)
        if empty:
            raise PydanticCustomError("not_null", "null", {"fields": ", ".join(empty)})
        return self


_NULLABLE = {"barcode", "category_id", "supplier_id"}


class PageQuery(Form):
    """Which page of a list: after which cursor, and of how many items."""

    after: Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 25


class SheetQuery(Form):
    """How a spreadsheet is written: with the semicolon goes the decimal comma, as programs in Spanish read it."""

    separator: Literal["comma", "semicolon"] = "comma"


class ProductFilter(Form):
    """Which products: `q` searches SKU, name and barcode."""

    q: Annotated[str, StringConstraints(max_length=100, pattern=_NO_NUL)] | None = None
    category_id: Id | None = None
    supplier_id: Id | None = None
    active: bool | None = None

    def filters(self) -> dict[str, object]:
        """What selectors narrow a list by, beside a search."""
        return {"category_id": self.category_id, "supplier_id": self.supplier_id, "active": self.active}


class ProductQuery(ProductFilter, PageQuery):
    """Which page of which products."""


class ProductSheetQuery(ProductFilter, SheetQuery):
    """Which products to export."""


class LevelFilter(Form):
    """Which levels."""

    product_id: Id | None = None
    location_id: Id | None = None

    def filters(self) -> dict[str, object]:
        """What selectors narrow a list by."""
        return {"product_id": self.product_id, "location_id": self.location_id}


class LevelQuery(LevelFilter, PageQuery):
    """Which page of which levels."""


class LevelSheetQuery(LevelFilter, SheetQuery):
    """Which levels to export."""


class MovementFilter(LevelFilter):
    """Which lines of the ledger."""

    kind: MovementKind | None = None

    def filters(self) -> dict[str, object]:
        """What selectors narrow a list by."""
        return {**super().filters(), "kind": self.kind}


class MovementQuery(MovementFilter, PageQuery):
    """Which page of which lines of the ledger."""


class MovementSheetQuery(MovementFilter, SheetQuery):
    """Which lines of the ledger to export."""


class ImportQuery(Form):
    """How to import: a dry run reports the same and writes nothing."""

    dry_run: bool = False


class ProductForm(Form):
    """A new product."""

    sku: Sku
    name: Title
    barcode: Barcode | None = None
    category_id: Ref | None = None
    supplier_id: Ref | None = None
    unit: Unit = Unit.PIECE
    unit_cost: Cost = Decimal(0)
    reorder_point: Stock = 0
    active: Flag = True


class ProductChanges(Changes):
    """What may change about a product; its SKU is its name for ever."""

    name: Title | None = None
    barcode: Barcode | None = None
    category_id: Ref | None = None
    supplier_id: Ref | None = None
    unit_cost: Cost | None = None
    reorder_point: Stock | None = None
    active: Flag | None = None


class SupplierForm(Form):
    """A new supplier."""

    name: Name
    email: Email = ""
    phone: Phone = ""
    active: Flag = True


class SupplierChanges(Changes):
    """What may change about a supplier."""

    name: Name | None = None
    email: Email | None = None
    phone: Phone | None = None
    active: Flag | None = None


class CategoryForm(Form):
    """A new category."""

    name: Name


class LocationForm(Form):
    """A new location."""

    code: Code
    name: Name
    active: Flag = True


class LocationChanges(Changes):
    """What may change about a location."""

    name: Name | None = None
    active: Flag | None = None


class PlaceForm(Form):
    """One product at one location, and why."""

    product_id: Ref
    location_id: Ref
    reason: Words = ""


class QuantityForm(PlaceForm):
    """A receipt or an issue."""

    quantity: Quantity


class CountForm(PlaceForm):
    """What was counted."""

    counted: Stock


class AdjustmentForm(PlaceForm):
    """A correction, which needs its reason."""

    change: Difference
    reason: Title

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.change == 0:
            raise PydanticCustomError("zero_change", "zero")
        return self


class TransferForm(Form):
    """Stock of one product from a location to another."""

    product_id: Ref
    from_id: Ref
    to_id: Ref
    quantity: Quantity
    reason: Words = ""

    @model_validator(mode="after")
    def _leads_elsewhere(self) -> Self:
        if self.from_id == self.to_id:
            raise PydanticCustomError("same_location", "same")
        return self


class Credentials(Form):
    """Who wants to sign in."""

    email: Annotated[str, StringConstraints(min_length=3, max_length=254, pattern=_NO_NUL)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=200)]
