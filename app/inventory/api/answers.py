"""How an answer is written."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError
from ninja.parser import Parser

from inventory.api.uploads import refuse_cut_off

JSON = "application/json"


def json_answer(body: bytes, *, status: int = 200) -> HttpResponse:
    """JSON that is written already."""
    return HttpResponse(body, status=status, content_type=JSON)


def answer(value: object, *, status: int = 200) -> HttpResponse:
    """A value as JSON."""
    return json_answer(orjson.dumps(value), status=status)


class StrictParser(Parser):
    """Reads bodies by the letter of the standard: no NaN, no half of a character, nothing after the end."""

    def parse_body(self, request: HttpRequest) -> Any:  # noqa: ANN401 - any JSON
        """The body as plain values.

        Raises:
            HttpError: it is not JSON.
            Problem: the connection broke; what came may by chance be JSON.
        """
        refuse_cut_off(request, len(request.body))
        try:
            return orjson.loads(request.body)
        except orjson.JSONDecodeError as error:
            raise HttpError(400, "not JSON") from error
