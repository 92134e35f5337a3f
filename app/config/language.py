"""The language of pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware

from config.headers import API


class PagesLocaleMiddleware(LocaleMiddleware):
    """Django's, for its own pages; the API itself chooses the language of those few answers that have one."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, in the language of the client where Django speaks."""
        if request.path.startswith(API):
            return self.get_response(request)  # type: ignore[return-value] # nothing here is asynchronous
        return super().__call__(request)  # type: ignore[return-value] # as above
