"""Middleware of Django that serves its pages, kept away from the API, whose every answer would pay for it."""

from __future__ import annotations

from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import deactivate

from config.headers import API


class _PagesMiddleware(MiddlewareMixin):
    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with what the middleware does where a page is asked for."""
        if request.path.startswith(API):
            return self.get_response(request)  # type: ignore[return-value] # nothing here is asynchronous
        return super().__call__(request)  # type: ignore[return-value] # as above


class PagesLocaleMiddleware(_PagesMiddleware, LocaleMiddleware):
    """Django's language of a page; the API chooses that of those few answers that have one."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Name that language, and leave none behind: the next request of the thread may be one to the API."""
        try:
            return super().process_response(request, response)
        finally:
            deactivate()


class PagesMessageMiddleware(_PagesMiddleware, MessageMiddleware):
    """Django's notes from one page to the next."""
