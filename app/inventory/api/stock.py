"""Reads of stock."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from inventory.api.access import VIEWER
from inventory.api.answers import json_answer
from inventory.api.calendar import starts_of_days
from inventory.api.forms import ActivityQuery, HistoryQuery, LevelQuery, MovementQuery, PageQuery, TotalsQuery
from inventory.api.shapes import (
    ActivityShape,
    HistoryShape,
    LevelShape,
    LowShape,
    MovementShape,
    Page,
    TotalsShape,
    ValuationShape,
)
from inventory.selectors.days import activity, history
from inventory.selectors.stock import level_page, low_page, movement_page, totals, valuation

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


@router.get("/activity", response=ActivityShape)
def stock_activity(request: HttpRequest, asked: Query[ActivityQuery]) -> HttpResponse:
    """How many acts of each kind there were on each of the last days, today included."""
    return json_answer(activity(starts_of_days(asked.days, asked.time_zone)))


@router.get("/history", response=HistoryShape)
def stock_history(request: HttpRequest, asked: Query[HistoryQuery]) -> HttpResponse:
    """How much of a product there was at the end of each of the last days; of today, how much there is now."""
    starts = starts_of_days(asked.days, asked.time_zone)
    return json_answer(history(starts, product_id=asked.product_id, location_id=asked.location_id))


@router.get("/totals", response=TotalsShape)
def total_list(request: HttpRequest, asked: Query[TotalsQuery]) -> HttpResponse:
    """How much there is of each of these products over all locations."""
    return json_answer(totals(asked.product_id))
