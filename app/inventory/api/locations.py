"""Locations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from inventory.api.access import MANAGER, VIEWER
from inventory.api.answers import json_answer
from inventory.api.forms import LocationChanges, LocationForm, PageQuery, Pk
from inventory.api.shapes import LocationShape, Page
from inventory.models import Location
from inventory.selectors.catalogue import LOCATIONS
from inventory.senders import actor_of
from inventory.services.catalogue import entry_change, entry_create

router = Router(tags=["locations"])


@router.get("", auth=VIEWER, response=Page[LocationShape])
def location_list(request: HttpRequest, asked: Query[PageQuery]) -> HttpResponse:
    """Locations by code."""
    return json_answer(LOCATIONS.page([], {}, after=asked.after, limit=asked.limit))


@router.post("", auth=MANAGER, response={201: LocationShape})
def location_create(request: HttpRequest, form: LocationForm) -> HttpResponse:
    """Add a location."""
    return json_answer(LOCATIONS.item(entry_create(actor_of(request), Location, form.model_dump())), status=201)


@router.get("/{id}", auth=VIEWER, response=LocationShape)
def location_get(request: HttpRequest, pk: Pk) -> HttpResponse:
    """One location."""
    return json_answer(LOCATIONS.item(pk))


@router.patch("/{id}", auth=MANAGER, response=LocationShape)
def location_change(request: HttpRequest, pk: Pk, changes: LocationChanges) -> HttpResponse:
    """Change the given fields of a location, and no other."""
    given = changes.model_dump(exclude_unset=True)
    return json_answer(LOCATIONS.item(entry_change(actor_of(request), Location, pk, given)))
