"""Lists as files for spreadsheet programs, whole and in the order of the list."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Query, Router

from inventory.api import columns
from inventory.api.access import VIEWER
from inventory.api.forms import LevelSheetQuery, MovementSheetQuery, ProductSheetQuery
from inventory.api.sheets import CSV, Sheet
from inventory.selectors.catalogue import product_batches
from inventory.selectors.stock import level_batches, movement_batches
from inventory.text import Text

router = Router(tags=["exports"], auth=VIEWER)

PRODUCTS = Sheet(Text(en="products", es="productos"), columns.PRODUCT)
LEVELS = Sheet(Text(en="stock", es="existencias"), columns.LEVEL)
MOVEMENTS = Sheet(Text(en="movements", es="movimientos"), columns.MOVEMENT)

_FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The file, with headings in that language, else in the language of Accept-Language",
            "content": {CSV: {"schema": {"type": "string"}}},
        }
    }
}


@router.get("/products", openapi_extra=_FILE)
def product_export(request: HttpRequest, asked: Query[ProductSheetQuery]) -> StreamingHttpResponse:
    """The products that the list of products would show, as CSV."""
    batches = product_batches(query=asked.q, filters=asked.filters())
    return PRODUCTS.answer(request, batches, asked)


@router.get("/levels", openapi_extra=_FILE)
def level_export(request: HttpRequest, asked: Query[LevelSheetQuery]) -> StreamingHttpResponse:
    """The stock of each product at each location as CSV."""
    return LEVELS.answer(request, level_batches(filters=asked.filters()), asked)


@router.get("/movements", openapi_extra=_FILE)
def movement_export(request: HttpRequest, asked: Query[MovementSheetQuery]) -> StreamingHttpResponse:
    """The ledger as CSV, the newest lines first."""
    return MOVEMENTS.answer(request, movement_batches(filters=asked.filters()), asked)
