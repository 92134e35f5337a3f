"""Suppliers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from inventory.api.access import MANAGER, VIEWER
from inventory.api.answers import json_answer
from inventory.api.forms import PageQuery, Pk, SupplierChanges, SupplierForm
from inventory.api.shapes import Page, SupplierShape
from inventory.models import Supplier
from inventory.selectors.catalogue import SUPPLIERS
from inventory.senders import actor_of
from inventory.services.catalogue import entry_change, entry_create

router = Router(tags=["suppliers"])


@router.get("", auth=VIEWER, response=Page[SupplierShape])
def supplier_list(request: HttpRequest, asked: Query[PageQuery]) -> HttpResponse:
    """Suppliers by number."""
    return json_answer(SUPPLIERS.page([], {}, after=asked.after, limit=asked.limit))


@router.post("", auth=MANAGER, response={201: SupplierShape})
def supplier_create(request: HttpRequest, form: SupplierForm) -> HttpResponse:
    """Add a supplier."""
    return json_answer(SUPPLIERS.item(entry_create(actor_of(request), Supplier, form.model_dump())), status=201)


@router.get("/{id}", auth=VIEWER, response=SupplierShape)
def supplier_get(request: HttpRequest, pk: Pk) -> HttpResponse:
    """One supplier."""
    return json_answer(SUPPLIERS.item(pk))


@router.patch("/{id}", auth=MANAGER, response=SupplierShape)
def supplier_change(request: HttpRequest, pk: Pk, changes: SupplierChanges) -> HttpResponse:
    """Change the given fields of a supplier, and no other."""
    given = changes.model_dump(exclude_unset=True)
    return json_answer(SUPPLIERS.item(entry_change(actor_of(request), Supplier, pk, given)))
