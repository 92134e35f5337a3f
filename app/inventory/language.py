"""Which of the two languages a client reads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request


def language_of(request: HttpRequest) -> str:
    """The code of the language that the client prefers among ours."""
    return get_language_from_request(request)


def mark_language(response: HttpResponseBase, language: str) -> None:
    """Say of a response which language it is in, and that another client may get another one."""
    response.headers["Content-Language"] = language
    patch_vary_headers(response, ["Accept-Language"])
