"""Everything that goes wrong, as problem details (RFC 9457) in the language of the client."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

import orjson
import psycopg
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from inventory.api.expectations import expectation
from inventory.language import language_of, mark_language
from inventory.problems import (
    BUSY,
    DUPLICATE,
    FAILED,
    GONE_MEANWHILE,
    INVALID,
    NOT_FOUND,
    NOT_JSON,
    SIGN_IN,
    TOO_MUCH_STOCK,
    TOO_SLOW,
    UNAVAILABLE,
    Kind,
    Problem,
)
from inventory.request_id import request_id_of
from inventory.services.faults import RowsProblem, ValuesProblem

CONTENT_TYPE = "application/problem+json"

_log = logging.getLogger("inventory.failures")

# What the database refuses for a reason that is none of ours.
_REFUSALS: Mapping[type[psycopg.Error], Kind] = {
    psycopg.errors.LockNotAvailable: BUSY,
    psycopg.errors.DeadlockDetected: BUSY,
    psycopg.errors.SerializationFailure: BUSY,
    psycopg.errors.ForeignKeyViolation: GONE_MEANWHILE,
    psycopg.errors.NumericValueOutOfRange: TOO_MUCH_STOCK,
}


def problem_body(request: HttpRequest, problem: Problem, **more: object) -> dict[str, object]:
    """Why a request cannot be carried out, in the language of its client."""
    language, kind = language_of(request), problem.kind
    return {
        "type": f"urn:problem:{kind.name}",
        "title": kind.title.say(language),
        "status": kind.status,
        "detail": kind.detail.say(language, **problem.values),
        "request_id": request_id_of(request),
        **more,
    }


def problem_response(request: HttpRequest, problem: Problem, **more: object) -> HttpResponse:
    """The answer to a request that cannot be carried out."""
    response = HttpResponse(status=problem.kind.status)
    problem_into(response, request, problem, **more)
    return response


def problem_into(response: HttpResponse, request: HttpRequest, problem: Problem, **more: object) -> None:
    """Let a response that is there tell the problem."""
    response.content = orjson.dumps(problem_body(request, problem, **more))
    response.headers["Content-Type"] = CONTENT_TYPE
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))
    mark_language(response, language_of(request))
    if problem.kind.retry_after is not None:
        response.headers["Retry-After"] = str(problem.kind.retry_after)


def rows_response(request: HttpRequest, problem: RowsProblem, headings: Mapping[str, str]) -> HttpResponse:
    """The answer to a file with values that cannot be used; columns are called as the file calls them."""
    language = language_of(request)
    errors = [
        {
            "in": "file",
            "line": fault.line,
            "column": headings.get(fault.field, fault.field),
            "value": fault.value,
            "code": fault.code,
            "message": expectation({"type": fault.code, "ctx": fault.context}, language),
        }
        for fault in problem.faults
    ]
    return problem_response(request, problem, errors=errors, total=problem.values["count"])


def problem_of_failure(request: HttpRequest, error: Exception) -> Problem:
    """What a failure means to a client whose answer has begun; a fault of ours is logged."""
    problem = error if isinstance(error, Problem) else problem_of_database(error)
    if problem is None:
        _log.error("an answer ended early", exc_info=error)
        return fault_of_ours(request)
    return problem


def fault_of_ours(request: HttpRequest) -> Problem:
    """What a failure means that nobody foresaw: the client is told by which name we find it."""
    return Problem(FAILED, request_id=request_id_of(request))


def problem_of_database(error: BaseException | None) -> Problem | None:
    """What an error of the database means to the client, or None where it is a fault of ours."""
    if isinstance(error, DatabaseError) and (refusal := _REFUSALS.get(type(error.__cause__))):  # type: ignore[arg-type] # or none
        return Problem(refusal)
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    if isinstance(error.__cause__, psycopg.errors.QueryCanceled):
        _log.warning("a statement took longer than it may")
        return Problem(TOO_SLOW)
    _log.warning("the database did not answer: %s", type(error.__cause__ or error).__name__)
    return Problem(UNAVAILABLE)


def answer_failures(api: NinjaAPI) -> None:
    """Let the API answer what its endpoints raise; anything else goes on to Django, which logs it."""
    for error, handler in _HANDLERS.items():
        api.add_exception_handler(error, handler)


def _problem(request: HttpRequest, error: Problem) -> HttpResponse:
    if error.kind is not DUPLICATE:
        return problem_response(request, error)
    said = error.kind.detail.say(language_of(request), **error.values)
    fault = {"in": "body", "field": error.values["field"], "code": error.kind.name, "message": said}
    return problem_response(request, error, errors=[fault])


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    language = language_of(request)
    errors = [_entry(entry, language) for entry in error.errors]
    return problem_response(request, Problem(INVALID, count=len(errors)), errors=errors)


def _unusable(request: HttpRequest, error: ValuesProblem) -> HttpResponse:
    return _invalid(
        request,
        ValidationError(
            [{"type": each.code, "loc": ("body", "", each.field), "ctx": each.context} for each in error.faults]
        ),
    )


def _entry(error: Mapping[str, Any], language: str) -> dict[str, str]:
    place, *names = [str(part) for part in error["loc"]]
    # The first name in a body, and before one of several values in an address, is that of our argument, which takes all
    # of it; nobody out there knows it.
    field = ".".join(names[1:] if place == "body" or len(names) > 1 else names)
    code = str(error["type"])
    told = {"type": "missing_body"} if (place, field, code) == ("body", "", "missing") else error
    return {"in": place, "field": field, "code": code, "message": expectation(told, language)}


def _unknown(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
    return problem_response(request, Problem(SIGN_IN))


def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is not JSON; ninja wraps whatever the parser raises."""
    cause = error.__cause__
    return problem_response(request, cause if isinstance(cause, Problem) else Problem(NOT_JSON))


def _absent(request: HttpRequest, _: Http404) -> HttpResponse:
    return problem_response(request, Problem(NOT_FOUND))


def _database(request: HttpRequest, error: DatabaseError) -> HttpResponse:
    problem = problem_of_database(error)
    if problem is None:
        raise error
    return problem_response(request, problem)


_HANDLERS: Mapping[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    Problem: _problem,
    ValuesProblem: _unusable,
    ValidationError: _invalid,
    AuthenticationError: _unknown,
    HttpError: _unreadable,
    Http404: _absent,
    DatabaseError: _database,
}
