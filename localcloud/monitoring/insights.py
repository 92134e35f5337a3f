"""Queries of Logs Insights: fields of JSON, comparisons, and statistics; what is not understood is refused by name."""

from __future__ import annotations

import json
import math
import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ministack.core.responses import error_response_json
from ministack.services import cloudwatch_logs as logs

from localcloud.monitoring.patterns import as_json, number

Row = dict[str, str]
Rows = list[Row]
Stage = Callable[[Rows], Rows]

_OK, _MOST = 200, 10_000
_POINTER, _MESSAGE = "@ptr", "@message"
_USUAL = ("@timestamp", _MESSAGE)
_NAME = r"(?:`[^`]+`|@?[A-Za-z_][\w.]*)"
_CONDITION = re.compile(
    rf"(?P<name>{_NAME})\s*(?:(?P<relation>!=|<=|>=|=|<|>)|(?P<like>like)\s)\s*"
    r"(?P<value>/(?:\\.|[^/])+/i?|\"[^\"]*\"|'[^']*'|-?[\d.]+)(?:\s+and\s+|\s*$)",
    re.IGNORECASE,
)
_AGGREGATE = re.compile(
    rf"(?P<whole>(?P<kind>count|avg|sum|min|max|pct)\(\s*(?P<name>\*|{_NAME})\s*(?:,\s*(?P<part>[\d.]+)\s*)?\))"
    rf"(?:\s+as\s+(?P<alias>{_NAME}))?\s*(?:,\s*|$)",
    re.IGNORECASE,
)
_STAGES = re.compile(r"""((?:/(?:\\.|[^/|])+/|"[^"]*"|'[^']*'|`[^`]*`|[^|])*)(?:\||$)""")
_RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class QueryError(Exception):
    """What of a query is not understood, and what would be, in one sentence."""


def install() -> None:
    """Take the place of what the emulator does."""
    start = logs._start_query

    def start_understood(data: Any) -> Any:
        try:
            query = Query.of(data.get("queryString", ""))
        except QueryError as error:
            return error_response_json("MalformedQueryException", str(error), 400)
        answer = start({**data, "queryString": ""})
        if answer[0] == _OK:
            entry = logs._queries[json.loads(answer[2])["queryId"]]
            records = logs._collect_query_records(
                logs._resolve_query_log_groups(data), data.get("startTime", 0), data.get("endTime", 0)
            )
            rows = query.run([as_row(logs._public_log_record(record)) for record in records])
            entry.update(queryString=data["queryString"], results=_told(rows[: data.get("limit") or _MOST]))
            entry["statistics"]["recordsMatched"] = float(len(rows))
        return answer

    logs._start_query = start_understood


def _told(rows: Rows) -> list[list[dict[str, str]]]:
    return [[{"field": name, "value": value} for name, value in row.items()] for row in rows]


def as_row(record: Mapping[str, str]) -> Row:
    """A record of a log with the fields of its message, where that is JSON; those inside others have dotted names."""
    return {**dict(_fields("", as_json(record[_MESSAGE]))), **record}


def _fields(prefix: str, value: Any) -> Iterable[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from _fields(f"{prefix}.{name}" if prefix else name, inside)
    elif prefix and value is not None:
        yield prefix, str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True, slots=True)
class Query:
    """The stages of a query, in order, and the fields that it shows."""

    stages: Sequence[Stage]
    shown: Sequence[str] | None
    """None where statistics say what is shown."""

    @classmethod
    def of(cls, text: str) -> Query:
        """As it is written.

        Raises:
            QueryError: it is not understood.
        """
        stages, shown = list[Stage](), list[str]()
        has_statistics = False
        for part in (found.strip() for found in _STAGES.findall(text) if found.strip()):
            word, _, rest = part.partition(" ")
            if word.lower() in {"fields", "display"}:
                shown += _names(part, rest)
                continue
            if word.lower() not in _WORDS:
                raise _not_understood(part)
            has_statistics = has_statistics or word.lower() == "stats"
            stages.append(_WORDS[word.lower()](part, rest.strip()))
        return cls(stages, None if has_statistics else [*(shown or _USUAL), _POINTER])

    def run(self, rows: Rows) -> Rows:
        """What it finds among the rows of a log."""
        for stage in self.stages:
            rows = stage(rows)
        if self.shown is None:
            return rows
        return [{name: row[name] for name in self.shown if name in row} for row in rows]


def _filter(part: str, rest: str) -> Stage:
    conditions = _all_of(_CONDITION, part, rest)
    return lambda rows: [row for row in rows if all(_holds(each, row) for each in conditions)]


def _holds(condition: re.Match[str], row: Row) -> bool:
    """Whether a row is as a condition says; one without the field is only unequal."""
    found, value = row.get(_plain(condition["name"])), condition["value"]
    if condition["like"]:
        return found is not None and _is_like(found, value)
    if found is None:
        return condition["relation"] == "!="
    wanted = value.strip("\"'")
    has, compared = number(found), number(wanted)
    relation = _RELATIONS[condition["relation"]]
    return relation(found, wanted) if has is None or compared is None else relation(has, compared)


def _is_like(found: str, value: str) -> bool:
    if not value.startswith("/"):
        return value.strip("\"'") in found
    ignores_case = value.endswith("i")
    return re.search(value.removesuffix("i")[1:-1], found, re.IGNORECASE if ignores_case else 0) is not None


@dataclass(frozen=True, slots=True)
class _Statistics:
    aggregates: Sequence[re.Match[str]]
    by: Sequence[str]

    def run(self, rows: Rows) -> Rows:
        groups: dict[tuple[str, ...], Rows] = {}
        for row in rows:
            groups.setdefault(tuple(row.get(name, "") for name in self.by), []).append(row)
        return [{**dict(zip(self.by, key, strict=True)), **self._of(found)} for key, found in groups.items()]

    def _of(self, rows: Rows) -> Row:
        values = {_plain(each["alias"] or each["whole"]): _aggregate(each, rows) for each in self.aggregates}
        return {name: f"{value:g}" for name, value in values.items() if value is not None}


def _stats(part: str, rest: str) -> Stage:
    wanted, _, by = rest.partition(" by ")
    return _Statistics(_all_of(_AGGREGATE, part, wanted.strip()), _names(part, by) if by else []).run


def _aggregate(wanted: re.Match[str], rows: Rows) -> float | None:
    """A statistic over the rows that have a number there."""
    kind, name = wanted["kind"].lower(), _plain(wanted["name"])
    if kind == "count":
        return float(len(rows) if name == "*" else sum(name in row for row in rows))
    values = sorted(value for row in rows if (value := number(row.get(name))) is not None)
    if not values:
        return None
    if kind == "pct":
        return values[max(math.ceil(float(wanted["part"] or 50) / 100 * len(values)), 1) - 1]
    return {"avg": sum(values) / len(values), "sum": sum(values), "min": values[0], "max": values[-1]}[kind]


def _sort(part: str, rest: str) -> Stage:
    name, _, order = rest.rpartition(" ") if rest.lower().endswith((" asc", " desc")) else (rest, "", "desc")
    (key,) = _names(part, name)

    def place(row: Row) -> tuple[float, str]:
        value = number(row.get(key))
        return (value if value is not None else math.inf, row.get(key, ""))

    return lambda rows: sorted(rows, key=place, reverse=order.lower() == "desc")


def _limit(part: str, rest: str) -> Stage:
    if not rest.isdigit():
        raise _not_understood(part)
    return lambda rows: rows[: int(rest)]


_WORDS: Mapping[str, Callable[[str, str], Stage]] = {
    "filter": _filter,
    "stats": _stats,
    "sort": _sort,
    "limit": _limit,
}


def _all_of(form: re.Pattern[str], part: str, text: str) -> list[re.Match[str]]:
    """A text as one match after another, to its end."""
    found, place = list[re.Match[str]](), 0
    while place < len(text) or not found:
        match = form.match(text, place)
        if match is None:
            raise _not_understood(part)
        found.append(match)
        place = match.end()
    return found


def _names(part: str, text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if not all(re.fullmatch(_NAME, name) for name in names):
        raise _not_understood(part)
    return [_plain(name) for name in names]


def _plain(name: str) -> str:
    return name.strip("`")


def _not_understood(part: str) -> QueryError:
    return QueryError(
        f"{part!r} is not understood here; expected fields, filter with =, !=, <, <=, >, >=, like and and, stats with "
        "count, avg, sum, min, max and pct, sort by one field, or limit, with other names than letters in backticks"
    )
