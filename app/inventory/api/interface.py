"""The whole API under its version, and its description."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from ninja import NinjaAPI
from ninja.operation import Operation

from inventory.api import (
    about,
    categories,
    exports,
    failures,
    imports,
    locations,
    movements,
    products,
    session,
    stock,
    suppliers,
    users,
)
from inventory.api.answers import StrictParser
from inventory.api.queries import known_only

_TEXT = {"type": "string"}
_NUMBER = {"type": "integer"}
_ERROR = {
    "type": "object",
    "description": "A value of the request by its field, or one of a file by its line and column.",
    "properties": {
        **dict.fromkeys(("in", "field", "code", "message", "column", "value"), _TEXT),
        "line": _NUMBER,
    },
}
_PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "Why a request was not carried out (RFC 9457), in the language of Accept-Language.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "Names the kind of problem; programs tell problems apart by it."},
        "title": _TEXT,
        "status": _NUMBER,
        "detail": _TEXT,
        "request_id": {"type": ["string", "null"]},
        "errors": {"type": "array", "items": _ERROR, "description": "The values that cannot be used, if any."},
        "total": {
            **_NUMBER,
            "description": "How many values of a file cannot be used, as far as it was read; errors holds the first.",
        },
    },
}


_TOKEN = {
    "in": "header",
    "name": "X-CSRFToken",
    "required": True,
    "schema": _TEXT,
    "description": "The csrf_token of /api/v1/session.",
}


class InventoryAPI(NinjaAPI):
    """Describes what all operations share: failures are problem details, and every write carries a token."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function; each is unique."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> Any:  # noqa: ANN401 - as ninja has it
        """The description as a tree of plain values."""
        schema = super().get_openapi_schema(**options)
        schema["components"]["schemas"]["Problem"] = _PROBLEM
        content = {failures.CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for operations in schema["paths"].values():
            for method, operation in operations.items():
                if method != "get":
                    operation.setdefault("parameters", []).append(_TOKEN)
                operation["responses"]["default"] = {"description": "It was not carried out", "content": content}
        return schema


api = InventoryAPI(
    title="Inventory",
    version=about.VERSION,
    description="Stock of a company: what there is, where it is, and every movement that made it so.",
    docs_decorator=staff_member_required,
    parser=StrictParser(),
)
api.add_decorator(known_only)
failures.answer_failures(api)
# What is asked for most comes first, since Django tries one address after the other.
for path, part in {
    "/session": session,
    "/products": products,
    "/movements": movements,
    "/stock": stock,
    "/categories": categories,
    "/suppliers": suppliers,
    "/locations": locations,
    "/exports": exports,
    "/imports": imports,
    "/users": users,
    "/about": about,
}.items():
    api.add_router(path, part.router)
