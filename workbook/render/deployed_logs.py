"""Lines of logs, to read and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from workbook.deploy.logs import LogLine
from workbook.lang import Lang, Text
from workbook.render.table import Page


def log_page(lines: Sequence[LogLine], lang: Lang) -> Page:
    """The lines, the oldest first."""
    if not lines:
        return Page((_NONE[lang],))
    return Page(("\n".join(map(log_line, lines)),))


def log_line(line: LogLine) -> str:
    """When, which log, and what it says."""
    return f"{_moment(line)} {line.log} {line.message}"


def logs_json(lines: Sequence[LogLine]) -> Mapping[str, object]:
    """The lines in the form of docs/reference/json.md."""
    return {
        "schema": 1,
        "lines": [
            {"time": _moment(line), "log": line.log, "stream": line.stream, "message": line.message} for line in lines
        ],
    }


def _moment(line: LogLine) -> str:
    return datetime.fromtimestamp(line.time / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_NONE = Text(en="No line was written in that time.", es="No se escribió ninguna línea en ese tiempo.")
