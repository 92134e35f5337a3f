"""Categories."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from inventory.api.access import MANAGER, VIEWER
from inventory.api.answers import json_answer
from inventory.api.forms import CategoryForm, PageQuery, Pk
from inventory.api.shapes import CategoryShape, Page
from inventory.models import Category
from inventory.selectors.catalogue import CATEGORIES
from inventory.senders import actor_of
from inventory.services.catalogue import entry_create

router = Router(tags=["categories"])


@router.get("", auth=VIEWER, response=Page[CategoryShape])
def category_list(request: HttpRequest, asked: Query[PageQuery]) -> HttpResponse:
    """Categories by number."""
    return json_answer(CATEGORIES.page([], {}, after=asked.after, limit=asked.limit))


@router.post("", auth=MANAGER, response={201: CategoryShape})
def category_create(request: HttpRequest, form: CategoryForm) -> HttpResponse:
    """Add a category."""
    return json_answer(CATEGORIES.item(entry_create(actor_of(request), Category, form.model_dump())), status=201)


@router.get("/{id}", auth=VIEWER, response=CategoryShape)
def category_get(request: HttpRequest, pk: Pk) -> HttpResponse:
    """One category."""
    return json_answer(CATEGORIES.item(pk))
