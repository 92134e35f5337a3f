"""The name that every request has in logs and answers."""

from __future__ import annotations

from django.http import HttpRequest

META_KEY = "inventory.request_id"


def request_id_of(request: HttpRequest) -> str | None:
    """The name of a request; None where it was refused before it got one."""
    return request.META.get(META_KEY)
