"""What it is that answers."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from inventory.api.answers import answer
from inventory.api.shapes import AboutShape

VERSION = "1.0.0"
"""Of the API."""

router = Router(tags=["about"], auth=None)


@router.get("", response=AboutShape)
def about(request: HttpRequest) -> HttpResponse:
    """Which version of the API answers, and from which revision of its source it was built."""
    return answer({"version": VERSION, "build": settings.BUILD})
