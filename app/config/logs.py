"""Logs for machines: one line of JSON for each event on the standard output, without secrets or personal data."""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from config.tracing import current_request_id

SLOW_QUERY = 0.5  # seconds

# From these lines on PostgreSQL repeats the values of a row. A value may hold line breaks, and look like the next line
# of an error or like another error, so nothing that follows in the same text is kept.
_VALUES = re.compile(r"^([ |]*(?:DETAIL|CONTEXT)):.*", re.MULTILINE | re.DOTALL)
_LED_TO = "\nThe above exception led to the following one:\n\n"

_queries = logging.getLogger("inventory.queries")


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON; what a record carries under `extra["fields"]` stands beside the message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _without_values(record.getMessage()),
            "request_id": current_request_id.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line["exception"] = _LED_TO.join(map(_told, _chain(record.exc_info[1])))
        return json.dumps({name: value for name, value in line.items() if value is not None}, default=str)


def _without_values(text: str) -> str:
    return _VALUES.sub(r"\1: left out", text)


def _told(error: BaseException) -> str:
    """One exception with its traceback; each is told by itself, or where its values end could not be known."""
    return _without_values("".join(traceback.format_exception(error, chain=False)))


def _chain(error: BaseException) -> list[BaseException]:
    """An exception after those from which it came."""
    found: list[BaseException] = []
    came_from: BaseException | None = error
    while came_from is not None and came_from not in found:
        found.append(came_from)
        came_from = came_from.__cause__ or (None if came_from.__suppress_context__ else came_from.__context__)
    return found[::-1]


def configure(settings: dict[str, str]) -> None:
    """Send every record of the process to the standard output, and watch for slow queries."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings["level"])
    # A host that is not ours, and a client's mistake, are the client's affair: the access log counts them.
    logging.getLogger("django.security.DisallowedHost").setLevel(logging.CRITICAL)
    logging.getLogger("django.request").setLevel(logging.ERROR)
    # The pool says by itself what it tries; only what it could not do is told.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    connection_created.connect(_watch, dispatch_uid="slow queries")


def _watch(connection: BaseDatabaseWrapper, **_: object) -> None:
    if log_slow_queries not in connection.execute_wrappers:
        connection.execute_wrappers.append(log_slow_queries)


def log_slow_queries(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401, FBT001 - the signature is Django's
    """Run a query and log its text, never its values, where it takes `SLOW_QUERY` or longer."""
    start = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        seconds = time.perf_counter() - start
        if seconds >= SLOW_QUERY:
            fields = {"seconds": round(seconds, 3), "sql": " ".join(sql.split())}
            _queries.warning("a query was slow", extra={"fields": fields})
