"""Products."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from inventory.api.access import MANAGER, VIEWER
from inventory.api.answers import json_answer
from inventory.api.forms import Pk, ProductChanges, ProductForm, ProductQuery
from inventory.api.shapes import Page, ProductShape
from inventory.models import Product
from inventory.selectors.catalogue import PRODUCTS, product_page
from inventory.senders import actor_of
from inventory.services.catalogue import entry_change, entry_create

router = Router(tags=["products"])


@router.get("", auth=VIEWER, response=Page[ProductShape])
def product_list(request: HttpRequest, asked: Query[ProductQuery]) -> HttpResponse:
    """Products by SKU or in another order; `q` finds part of a SKU or name, a misspelt name, or a whole barcode."""
    page = product_page(query=asked.q, filters=asked.filters(), after=asked.after, limit=asked.limit, sort=asked.sort)
    return json_answer(page)


@router.post("", auth=MANAGER, response={201: ProductShape})
def product_create(request: HttpRequest, form: ProductForm) -> HttpResponse:
    """Add a product."""
    return json_answer(PRODUCTS.item(entry_create(actor_of(request), Product, form.model_dump())), status=201)


@router.get("/{id}", auth=VIEWER, response=ProductShape)
def product_get(request: HttpRequest, pk: Pk) -> HttpResponse:
    """One product."""
    return json_answer(PRODUCTS.item(pk))


@router.patch("/{id}", auth=MANAGER, response=ProductShape)
def product_change(request: HttpRequest, pk: Pk, changes: ProductChanges) -> HttpResponse:
    """Change the given fields of a product, and no other."""
    given = changes.model_dump(exclude_unset=True)
    return json_answer(PRODUCTS.item(entry_change(actor_of(request), Product, pk, given)))
