"""Query parameters that an operation does not know: ninja passes over them, and a misspelt filter would find all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja.errors import ValidationError
from ninja.operation import Operation

View = Callable[..., HttpResponseBase]


def known_only(view: View) -> View:
    """The function of an operation, which is called with query parameters of its own alone."""
    known = _names(view._ninja_operation)  # type: ignore[attr-defined] # noqa: SLF001 - set by ninja for decorators

    @wraps(view)
    def checked(request: HttpRequest, **values: object) -> HttpResponseBase:
        unknown = [name for name in request.GET if name not in known]
        if unknown:
            raise ValidationError([{"type": "extra_forbidden", "loc": ("query", name)} for name in unknown])
        return view(request, **values)

    return checked


def _names(operation: Operation) -> set[str]:
    queries = [model for model in operation.models if model.__ninja_param_source__ == "query"]
    return {name for model in queries for name in model.__ninja_flatten_map__}
