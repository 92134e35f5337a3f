"""A name for every request, in its logs and in its response, so that a complaint leads to the lines that explain it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from inventory.request_id import META_KEY

REQUEST_ID_HEADER = "X-Request-Id"
TRACE_HEADER = "X-Amzn-Trace-Id"

# Whatever else a client sends may be meant for those who read logs, and is replaced.
_ACCEPTABLE = re.compile(r"[A-Za-z0-9_-]{8,64}")

current_request_id: ContextVar[str | None] = ContextVar("current_request_id", default=None)


class TracingMiddleware:
    """Takes the client's request id where it is harmless, or makes one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer under the name of the request."""
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request_id = given if _ACCEPTABLE.fullmatch(given) else uuid4().hex
        request.META[META_KEY] = request_id
        token = current_request_id.set(request_id)
        try:
            response = self._get_response(request)
        finally:
            current_request_id.reset(token)
        response[REQUEST_ID_HEADER] = request_id
        return response
