"""Files from spreadsheet programs: all rows are written or none."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import asdict
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from ninja import Query, Router

from inventory.api import columns
from inventory.api.access import MANAGER
from inventory.api.answers import answer
from inventory.api.failures import problem_body, problem_of_failure, rows_response
from inventory.api.forms import ImportQuery
from inventory.api.intake import SheetIntake
from inventory.api.movements import Key
from inventory.api.rows import CountRow, ProductRow
from inventory.api.shapes import ImportShape
from inventory.api.sheets import CSV
from inventory.api.uploads import Upload
from inventory.problems import NOT_CSV, Problem
from inventory.senders import actor_of
from inventory.services.count_import import COUNTS
from inventory.services.faults import RowsProblem
from inventory.services.imports import Plan, Progress, Report, import_file
from inventory.services.product_import import PRODUCTS

NDJSON = "application/x-ndjson"

Steps = Generator[Progress, None, Report]

router = Router(tags=["imports"], auth=MANAGER)

_FILE: dict[str, Any] = {
    "requestBody": {"required": True, "content": {CSV: {"schema": {"type": "string", "format": "binary"}}}},
    "responses": {
        200: {
            "content": {
                NDJSON: {
                    "schema": {
                        "type": "string",
                        "description": "For whoever accepts it, a line of JSON for each event: progress with done "
                        "and rows, then done with the report, or failed with the problem.",
                    }
                }
            }
        }
    },
}


@router.post("/products", response=ImportShape, openapi_extra=_FILE)
def product_import(request: HttpRequest, asked: Query[ImportQuery], key: Key) -> HttpResponseBase:
    """Add the products of a CSV file, and change those whose SKU is there."""
    intake = SheetIntake(_upload(request), key, request.path, form=ProductRow, known=columns.PRODUCT)
    return _imported(request, PRODUCTS, intake, dry_run=asked.dry_run)


@router.post("/counts", response=ImportShape, openapi_extra=_FILE)
def count_import(request: HttpRequest, asked: Query[ImportQuery], key: Key) -> HttpResponseBase:
    """Set stock to what a CSV file says: opening stock, or what was counted."""
    intake = SheetIntake(_upload(request), key, request.path, form=CountRow, known=columns.LEVEL)
    return _imported(request, COUNTS, intake, dry_run=asked.dry_run)


def _upload(request: HttpRequest) -> Upload:
    if request.content_type != CSV:
        raise Problem(NOT_CSV, got=request.content_type or "-")
    return Upload(request)


def _imported(request: HttpRequest, plan: Plan, intake: SheetIntake, *, dry_run: bool) -> HttpResponseBase:
    """The report, or all events for whoever accepts lines of JSON. Rows are checked before the answer begins."""
    steps = import_file(actor_of(request), plan, intake, dry_run=dry_run)
    try:
        event = _step(steps)
    except RowsProblem as problem:
        return rows_response(request, problem, intake.headings)
    if NDJSON in request.headers.get("Accept", ""):
        return StreamingHttpResponse(Events(request, event, steps), content_type=NDJSON)
    while isinstance(event, Progress):
        event = _step(steps)
    return answer(event)


def _step(steps: Steps) -> Progress | Report:
    """The next progress of an import, or its report where it has ended."""
    try:
        return next(steps)
    except StopIteration as end:
        report: Report = end.value
        return report


class Events:
    """The events of an import as lines of JSON; a client that goes away undoes what it does not wait for."""

    def __init__(self, request: HttpRequest, first: Progress | Report, steps: Steps) -> None:
        self._request, self._steps = request, steps
        self._lines = self._write(first)

    def __iter__(self) -> Iterator[bytes]:
        return self._lines

    def close(self) -> None:
        """End the import where it is, before its connection is given back."""
        self._lines.close()
        self._steps.close()

    def _write(self, event: Progress | Report) -> Generator[bytes, None, None]:
        try:
            while isinstance(event, Progress):
                yield _line(event="progress", **asdict(event))
                event = _step(self._steps)
            yield _line(event="done", **asdict(event))
        except Exception as error:  # noqa: BLE001 - the status is sent, so every failure becomes the last line
            problem = problem_of_failure(self._request, error)
            yield _line(event="failed", problem=problem_body(self._request, problem))


def _line(**values: object) -> bytes:
    return orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE)
