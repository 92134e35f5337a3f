"""Reads of stock."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from inventory.api.access import VIEWER
from inventory.api.answers import json_answer
from inventory.api.forms import LevelQuery, MovementQuery, PageQuery
from inventory.api.shapes import LevelShape, LowShape, MovementShape, Page, ValuationShape
from inventory.selectors.stock import level_page, low_page, movement_page, valuation

router = Router(tags=["stock"], auth=VIEWER)


@router.get("/levels", response=Page[LevelShape])
def level_list(request: HttpRequest, asked: Query[LevelQuery]) -> HttpResponse:
    """How much there is of each product at each location."""
    return json_answer(level_page(filters=asked.filters(), after=asked.after, limit=asked.limit))


@router.get("/low", response=Page[LowShape])
def low_list(request: HttpRequest, asked: Query[PageQuery]) -> HttpResponse:
    """Active products that have come down to their reorder point."""
    return json_answer(low_page(after=asked.after, limit=asked.limit))


@router.get("/valuation", response=ValuationShape)
def stock_valuation(request: HttpRequest) -> HttpResponse:
    """What stock is worth at the unit costs of now."""
    return json_answer(valuation())


@router.get("/movements", response=Page[MovementShape])
def movement_list(request: HttpRequest, asked: Query[MovementQuery]) -> HttpResponse:
    """The ledger, the newest lines first."""
    return json_answer(movement_page(filters=asked.filters(), after=asked.after, limit=asked.limit))
