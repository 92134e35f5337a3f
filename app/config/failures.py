"""Failures that no endpoint answers, in the form of those that endpoints answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.views.csrf import csrf_failure as csrf_page
from django.views.defaults import server_error as error_page

from config.headers import API
from inventory.api.failures import CONTENT_TYPE, fault_of_ours, problem_into, problem_of_database, problem_response
from inventory.problems import CSRF, FORBIDDEN, MALFORMED, METHOD, NOT_FOUND, Kind, Problem

_KINDS: Mapping[int, Kind] = {400: MALFORMED, 403: FORBIDDEN, 404: NOT_FOUND, 405: METHOD}


class ProblemsMiddleware:
    """Turns what Django itself answers under the API's path into problem details."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and see to the form of what Django refused; the headers of other layers stay on it."""
        response = self._get_response(request)
        kind = _KINDS.get(response.status_code)
        if kind and request.path.startswith(API) and response.headers.get("Content-Type") != CONTENT_TYPE:
            problem_into(response, request, Problem(kind, got=request.method))
        return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Whatever nobody caught; a database that does not answer is told apart from our own faults."""
    problem = problem_of_database(sys.exception())
    if problem is None and not request.path.startswith(API):
        return error_page(request)
    return problem_response(request, problem or fault_of_ours(request))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of the admin's pages without its token."""
    if request.path.startswith(API):
        return problem_response(request, Problem(CSRF))
    return csrf_page(request, reason=reason)
