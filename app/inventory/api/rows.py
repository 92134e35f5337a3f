"""What a row of a file may hold. All of it arrives as text, as spreadsheet programs write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo
from pydantic_core import PydanticCustomError

from inventory.api.forms import Barcode, Code, Cost, Flag, Name, Sku, Stock, Title
from inventory.models.catalogue import Unit

_UNITS: Mapping[str, Unit] = {
    **{unit.value: unit for unit in Unit},
    "pieza": Unit.PIECE,
    "caja": Unit.BOX,
    "gramo": Unit.GRAM,
    "mililitro": Unit.MILLILITRE,
    "milímetro": Unit.MILLIMETRE,
}
_TRUTHS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "1", "verdadero", "sí", "si"), True),
    **dict.fromkeys(("false", "no", "0", "falso"), False),
}
_WHOLE = re.compile(r"-?[0-9]{1,30}")
_DECIMAL = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


def _whole(cell: str) -> int:
    if not _WHOLE.fullmatch(cell):
        raise PydanticCustomError("int_parsing", "not whole")
    return int(cell)


def _decimal(cell: str, info: ValidationInfo) -> Decimal:
    """The number; a comma stands for the point where it separates no cells."""
    separator = (info.context or {}).get("separator")
    written = cell.replace(",", ".") if separator == ";" else cell
    if not _DECIMAL.fullmatch(written):
        raise PydanticCustomError("decimal_parsing", "not decimal")
    return Decimal(written)


def _truth(cell: str) -> bool:
    if cell.casefold() not in _TRUTHS:
        raise PydanticCustomError("enum", "not a truth", {"expected": ", ".join(_TRUTHS)})
    return _TRUTHS[cell.casefold()]


def _unit(cell: str) -> Unit:
    if cell.casefold() not in _UNITS:
        raise PydanticCustomError("enum", "not a unit", {"expected": ", ".join(_UNITS)})
    return _UNITS[cell.casefold()]


class ProductRow(BaseModel):
    """A product; a cell that is empty is None."""

    model_config = ConfigDict(use_enum_values=True)

    sku: Sku
    name: Title | None = None
    barcode: Barcode | None = None
    category: Name | None = None
    supplier: Name | None = None
    unit: Annotated[Unit, BeforeValidator(_unit)] | None = None
    unit_cost: Annotated[Cost, BeforeValidator(_decimal)] | None = None
    reorder_point: Annotated[Stock, BeforeValidator(_whole)] | None = None
    active: Annotated[Flag, BeforeValidator(_truth)] | None = None


class CountRow(BaseModel):
    """What was counted of a product at a location."""

    sku: Sku
    location: Code
    quantity: Annotated[Stock, BeforeValidator(_whole)]
