"""How large a request may be."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from inventory.api.failures import problem_response
from inventory.problems import TOO_LARGE, Problem


class BodyLimitMiddleware:
    """Refuses a body by the length that it announces, before any of it is read into memory."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse, or go on."""
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        length = request.headers.get("Content-Length", "")
        if length.isdecimal() and int(length[:20]) > limit:
            return problem_response(request, Problem(TOO_LARGE, got=length[:20], limit=limit))
        return self._get_response(request)
