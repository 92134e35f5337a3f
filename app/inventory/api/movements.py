"""Movements of stock. Each carries a key that its client made up, so that it can be sent again without moving twice."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Header, Router

from inventory.api.access import CLERK, MANAGER
from inventory.api.answers import answer
from inventory.api.forms import KEY, AdjustmentForm, CountForm, Form, PlaceForm, QuantityForm, TransferForm
from inventory.api.shapes import ActShape
from inventory.models.lines import Line
from inventory.senders import actor_of
from inventory.services import movements
from inventory.services.acts import Named
from inventory.services.ledger import Place, Route

router = Router(tags=["movements"], auth=CLERK)

Key = Annotated[
    str,
    Header(
        ...,
        alias="Idempotency-Key",
        min_length=8,
        max_length=100,
        pattern=KEY,
        description="Made up by the client, one for each movement; a UUID is a good one.",
    ),
]


@router.post("/receipts", response={201: ActShape})
def receipt_create(request: HttpRequest, form: QuantityForm, key: Key) -> HttpResponse:
    """Add what has come in."""
    named, place = _named(request, key, form), _place(form)
    lines = movements.stock_receive(actor_of(request), named, place=place, quantity=form.quantity, reason=form.reason)
    return _written(lines)


@router.post("/issues", response={201: ActShape})
def issue_create(request: HttpRequest, form: QuantityForm, key: Key) -> HttpResponse:
    """Take what goes out."""
    named, place = _named(request, key, form), _place(form)
    lines = movements.stock_issue(actor_of(request), named, place=place, quantity=form.quantity, reason=form.reason)
    return _written(lines)


@router.post("/transfers", response={201: ActShape})
def transfer_create(request: HttpRequest, form: TransferForm, key: Key) -> HttpResponse:
    """Move stock from one location to another: both lines or none."""
    named, route = _named(request, key, form), Route(form.product_id, form.from_id, form.to_id)
    lines = movements.stock_transfer(actor_of(request), named, route=route, quantity=form.quantity, reason=form.reason)
    return _written(lines)


@router.post("/counts", response={201: ActShape})
def count_create(request: HttpRequest, form: CountForm, key: Key) -> HttpResponse:
    """Set the stock to what was counted."""
    named, place = _named(request, key, form), _place(form)
    lines = movements.stock_count(actor_of(request), named, place=place, counted=form.counted, reason=form.reason)
    return _written(lines)


@router.post("/adjustments", auth=MANAGER, response={201: ActShape})
def adjustment_create(request: HttpRequest, form: AdjustmentForm, key: Key) -> HttpResponse:
    """Correct the stock by a difference, for a reason."""
    named, place = _named(request, key, form), _place(form)
    lines = movements.stock_adjust(actor_of(request), named, place=place, change=form.change, reason=form.reason)
    return _written(lines)


def _named(request: HttpRequest, key: str, form: Form) -> Named:
    """The key with a digest of what is asked for; spaces and the order of fields make no difference."""
    asked = orjson.dumps([request.path, form.model_dump()], option=orjson.OPT_SORT_KEYS)
    return Named(key=key, fingerprint=hashlib.sha256(asked).hexdigest())


def _place(form: PlaceForm) -> Place:
    return Place(product_id=form.product_id, location_id=form.location_id)


def _written(lines: Sequence[Line]) -> HttpResponse:
    return answer({"act_id": lines[0].act_id, "lines": lines}, status=201)
