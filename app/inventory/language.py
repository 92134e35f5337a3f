"""Which of the two languages a client reads."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_language_from_request


def language_of(request: HttpRequest) -> str:
    """The code of the language that the client prefers among ours."""
    return get_language_from_request(request)
