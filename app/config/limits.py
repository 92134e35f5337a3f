"""Which bodies are read, and how much of them."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.headers import API
from inventory.api.answers import JSON
from inventory.api.failures import problem_response
from inventory.api.sheets import CSV
from inventory.problems import NO_LENGTH, TOO_LARGE, UNREADABLE, Problem

IMPORTS = "/api/v1/imports/"

# Of forms Django would read the fields, and the API find nothing left; scripts that send none mean JSON.
_READ = {JSON, ""}


class BodyLimitMiddleware:
    """Refuses a body by the length that it announces, before any of it is read into memory."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse, or go on."""
        # Django reads as much as Content-Length says; a body in chunks would pass for an empty one.
        if "Transfer-Encoding" in request.headers:
            return problem_response(request, Problem(NO_LENGTH))
        limit = settings.IMPORT_MAX_SIZE if _is_file(request) else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        length = request.headers.get("Content-Length", "")
        if length.isdecimal() and int(length[:20]) > limit:
            return problem_response(request, Problem(TOO_LARGE, got=length[:20], limit=limit))
        if length not in {"", "0"} and _is_unreadable(request):
            return problem_response(request, Problem(UNREADABLE, got=request.content_type, expected=JSON))
        return self._get_response(request)


def _is_unreadable(request: HttpRequest) -> bool:
    """Whether the API can make nothing of such a body; imports say by themselves what they read."""
    is_import = request.path.startswith(IMPORTS)
    return request.path.startswith(API) and not is_import and request.content_type not in _READ


def _is_file(request: HttpRequest) -> bool:
    """Whether the body is read piece by piece; one of another type would be taken whole."""
    return request.path.startswith(IMPORTS) and request.content_type == CSV
