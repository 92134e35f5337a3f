"""Headers that Django does not set by itself."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

API = "/api/"
DOCUMENTATION = "/api/v1/docs"

_NOTHING = "default-src 'none'; frame-ancestors 'none'"
_OWN_FILES = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class HeadersMiddleware:
    """Answers of the API may load nothing and are kept nowhere; the admin's pages load their own files only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and add the headers that are not there."""
        response = self._get_response(request)
        is_data = request.path.startswith(API) and request.path != DOCUMENTATION
        response.headers.setdefault("Content-Security-Policy", _NOTHING if is_data else _OWN_FILES)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if is_data:
            response.headers.setdefault("Cache-Control", "no-store")
        return response
