"""Lines of logs, to read and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from workbook.deploy.logs import LogLine
from workbook.lang import Lang, Text
from workbook.visible import visible


def log_words(lines: Sequence[LogLine], lang: Lang) -> str:
    """The lines, the oldest first, each ended."""
    return "".join(f"{each}\n" for each in (map(log_line, lines) if lines else [_NONE[lang]]))


def log_line(line: LogLine) -> str:
    """When, which log, and what it says, on one line; nothing in it acts on a terminal."""
    return visible(f"{_moment(line)} {line.log} {line.message}")


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
