"""What the endpoints accept. Fields that are not named here are refused, so that none can be set by guessing."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from ninja import Path
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from inventory.api.calendar import is_time_zone
from inventory.models.catalogue import CODE, Unit
from inventory.models.stock import MovementKind
from inventory.models.users import Role

# Patterns have a sentence each in `expectations`.
NO_NUL = r"^[^\x00]*$"  # PostgreSQL stores no such character
# What \s means differs between languages by a few signs, all of which are named here.
_SPACES = r"\s\x00-\x1f\x7f-\x9f\ufeff"
SAYS_SOMETHING = rf"^[^\x00]*[^{_SPACES}][^\x00]*$"
ADDRESS = rf"^([^@{_SPACES}]+@[^@{_SPACES}]+)?$"
# What Django takes for an address as well, without quoted and foreign letters.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
MAILBOX = rf"^{_ATOM}(\.{_ATOM})*@({_LABEL}\.)+[A-Za-z]([A-Za-z0-9-]{{0,61}}[A-Za-z0-9])$"
DIALLED = r"^[0-9+() -]*$"
DIGITS = r"^[0-9]{8,14}$"
CURSOR = r"^[A-Za-z0-9_-]+$"
KEY = r"^[\x21-\x7e]+$"


def _whole(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """7 for 7.0: JSON has one kind of numbers, and either is whole."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Refuse what `Decimal` reads and nobody would take for a number of money."""
    if isinstance(value, bool) or (isinstance(value, str) and not _DECIMAL.fullmatch(value)):
        raise PydanticCustomError("decimal_parsing", "not decimal")
    return value


def _timed(value: Any) -> Any:  # noqa: ANN401 - any text
    """A moment by the letter of RFC 3339, with its distance from UTC; pydantic takes more than that.

    It goes on in UTC, since PostgreSQL knows no distance of 16 hours.
    """
    try:
        return datetime.fromisoformat(value.upper()).astimezone(UTC) if _MOMENT.fullmatch(value) else _refuse_moment()
    except (ValueError, OverflowError):
        return _refuse_moment()


def _refuse_moment() -> None:
    raise PydanticCustomError("date_time", "not a moment")


def _placed(value: str) -> str:
    if not is_time_zone(value):
        raise PydanticCustomError("time_zone", "not a time zone")
    return value


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.IGNORECASE | re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_COST = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 99999999.9999, "multipleOf": 0.0001},
        {"type": "string", "pattern": r"^0*[0-9]{1,8}(\.[0-9]{1,4})?$"},
    ]
}

# Bodies know numbers, so that neither true nor "7" is one there; addresses are all text.
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Pk = Annotated[Id, Path(..., alias="id")]
Ref = Annotated[int, Field(strict=True, ge=1, le=2**63 - 1), BeforeValidator(_whole)]
Quantity = Annotated[int, Field(strict=True, ge=1, le=10**9), BeforeValidator(_whole)]
Stock = Annotated[int, Field(strict=True, ge=0, le=10**9), BeforeValidator(_whole)]
Difference = Annotated[
    int,
    Field(strict=True, ge=-(10**9), le=10**9, json_schema_extra={"not": {"const": 0}}),
    BeforeValidator(_whole),
]
Flag = Annotated[bool, Field(strict=True)]
Cost = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=4), BeforeValidator(_plain), WithJsonSchema(_COST)]
Code = Annotated[str, StringConstraints(pattern=CODE, max_length=30)]
Sku = Annotated[str, StringConstraints(pattern=CODE, max_length=40)]
Barcode = Annotated[str, StringConstraints(pattern=DIGITS)]
# Spaces around them are taken off last, so that the lengths that are described are those of what is sent.
_STRIPPED = AfterValidator(str.strip)
Name = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=SAYS_SOMETHING), _STRIPPED]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=SAYS_SOMETHING), _STRIPPED]
Words = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL), _STRIPPED]
Email = Annotated[str, StringConstraints(max_length=254, pattern=ADDRESS)]
Phone = Annotated[str, StringConstraints(max_length=30, pattern=DIALLED)]
Cursor = Annotated[str, StringConstraints(max_length=500, pattern=CURSOR)]


Moment = Annotated[datetime, BeforeValidator(_timed)]
TimeZone = Annotated[str, StringConstraints(max_length=64, pattern=NO_NUL), AfterValidator(_placed)]
EmailAddress = Annotated[str, StringConstraints(max_length=254, pattern=MAILBOX)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL)]
Sort = Literal["sku", "-sku", "name", "-name", "newest"]


class Form(BaseModel):
    """Something to read from a request."""

    model_config = ConfigDict(extra="forbid")


def _describe_changes(schema: dict[str, Any]) -> None:
    """Say what `Changes` checks: something has to change, and a field may be left out without being nullable."""
    schema["minProperties"] = 1
    for name, field in schema["properties"].items():
        field.pop("default", None)
        if name not in _NULLABLE:
            kept = [choice for choice in field.pop("anyOf") if choice != {"type": "null"}]
            field.update(kept[0] if len(kept) == 1 else {"anyOf": kept})


class Changes(Form):
    """Fields to change, each of them optional; those in `nullable` may be emptied by null."""

    model_config = ConfigDict(json_schema_extra=_describe_changes)

    @field_validator("*")
    @classmethod
    def _needs_a_value(cls, value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401 - of any field
        if value is None and info.field_name not in _NULLABLE:
            raise PydanticCustomError("not_null", "null")
        return value

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("nothing_to_change", "nothing to change")
        return self


_NULLABLE = {"barcode", "category_id", "supplier_id"}


class PageQuery(Form):
    """Which page of a list: after which cursor, and of how many items."""

    after: Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 25


class SheetQuery(Form):
    """How a spreadsheet is written: with the semicolon goes the decimal comma, as programs in Spanish read it."""

    separator: Literal["comma", "semicolon"] = "comma"
    language: Literal["en", "es"] | None = None  # a link cannot say Accept-Language


class ProductFilter(Form):
    """Which products: `q` searches SKU, name and barcode."""

    q: Annotated[str, StringConstraints(max_length=100, pattern=NO_NUL)] | None = None
    category_id: Id | None = None
    supplier_id: Id | None = None
    active: bool | None = None

    def filters(self) -> dict[str, object]:
        """What selectors narrow a list by, beside a search."""
        return {"category_id": self.category_id, "supplier_id": self.supplier_id, "active": self.active}


class ProductQuery(ProductFilter, PageQuery):
    """Which page of which products, in which order; `newest` begins with those that were added last."""

    sort: Sort = "sku"


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
    since: Moment | None = None

    def filters(self) -> dict[str, object]:
        """What selectors narrow a list by."""
        return {**super().filters(), "kind": self.kind, "since": self.since}


class MovementQuery(MovementFilter, PageQuery):
    """Which page of which lines of the ledger."""


class MovementSheetQuery(MovementFilter, SheetQuery):
    """Which lines of the ledger to export."""


class ActivityQuery(Form):
    """Of how many days, and where a day begins."""

    days: Annotated[int, Field(ge=1, le=92)] = 14
    time_zone: TimeZone = "UTC"


class HistoryQuery(Form):
    """Of which product, at one location or all, for how many days, and where a day ends."""

    product_id: Id
    location_id: Id | None = None
    days: Annotated[int, Field(ge=1, le=366)] = 90
    time_zone: TimeZone = "UTC"


class TotalsQuery(Form):
    """Of which products."""

    product_id: Annotated[list[Id], Field(min_length=1, max_length=200)]


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

    @field_validator("change")
    @classmethod
    def _changes_something(cls, change: int) -> int:
        if change == 0:
            raise PydanticCustomError("zero_change", "zero")
        return change


class TransferForm(Form):
    """Stock of one product from a location to another."""

    product_id: Ref
    from_id: Ref
    to_id: Ref
    quantity: Quantity
    reason: Words = ""

    @field_validator("to_id")
    @classmethod
    def _leads_elsewhere(cls, to_id: int, info: ValidationInfo) -> int:
        if to_id == info.data.get("from_id"):
            raise PydanticCustomError("same_location", "same")
        return to_id


class Credentials(Form):
    """Who wants to sign in."""

    email: Annotated[str, StringConstraints(min_length=3, max_length=254, pattern=NO_NUL)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class UserForm(Form):
    """A new user, who can sign in at once."""

    email: EmailAddress
    name: Name
    role: Role
    password: Password


class UserChanges(Changes):
    """What may change about a user; the e-mail address is what they sign in with."""

    name: Name | None = None
    role: Role | None = None
    active: Flag | None = None
    password: Password | None = None
