"""JSON text to plain values, with the line of every fault."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NoReturn

from workbook.errors import SourceError
from workbook.lang import Text
from workbook.template import problems
from workbook.template.raw import MAX_DEPTH, MAX_VALUES, Raw

TOKEN = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?|[\[{]|[\]}]', re.DOTALL)


LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half of a character, which JSON can write as an escape but no file or terminal can show."""


class _DuplicateKeyError(Exception):
    """One object has the same key twice."""


def read_json(text: str, where: str) -> Raw:
    """The value that a JSON text stands for.

    Raises:
        SourceError: the text is not JSON, breaks off, repeats a key or is nested too deeply.
    """
    try:
        root: Raw = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except _DuplicateKeyError as error:
        raise SourceError(*(_duplicate(key, line, where) for key, line in _repeated_keys(text))) from error
    except RecursionError as error:
        raise _too_deep(where) from error
    except ValueError as error:
        raise SourceError(_broken(text, error, where)) from error
    _check_size(root, where)
    if "\\u" in text and LONE_SURROGATE.search(json.dumps(root, ensure_ascii=False)):
        raise SourceError(problems.LONE_SURROGATE.format(where=where))
    return root


def _unique(pairs: list[tuple[str, Raw]]) -> dict[str, Raw]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _DuplicateKeyError
    return members


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON value")


def _broken(text: str, error: ValueError, where: str) -> Text:
    if not isinstance(error, json.JSONDecodeError):
        # int() refuses numbers of thousands of digits, and the constants above carry no position.
        found = re.search(r"\d{4301,}|\b(?:NaN|Infinity)\b", text)
        error = json.JSONDecodeError("not a JSON number", text, found.start() if found else 0)
    cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    template = problems.TRUNCATED_JSON if cut else problems.BROKEN_JSON
    return template.format(where=where, line=error.lineno, column=error.colno, reason=error.msg)


def _duplicate(key: str, line: int, where: str) -> Text:
    return problems.DUPLICATE_KEY.format(where=where, key=key, line=line)


def _repeated_keys(text: str) -> Iterator[tuple[str, int]]:
    """Every key that repeats an earlier one of its object, with its line; the text is JSON up to the first of them."""
    open_objects: list[set[str]] = []
    for token in TOKEN.finditer(text):
        if token[0] in "[{":
            open_objects.append(set())
        elif token[0] in "]}":
            if open_objects:
                open_objects.pop()
        elif token[2] and open_objects:
            key = json.loads(token[1], strict=False)
            if key in open_objects[-1]:
                yield key, text.count("\n", 0, token.start()) + 1
            open_objects[-1].add(key)


def _check_size(root: Raw, where: str) -> None:
    """Refuse a value that is nested too deeply or holds too many others, level by level."""
    level = [root] if isinstance(root, (dict, list)) else []
    depth = count = 0
    while level:
        depth += 1
        count += sum(map(len, level))
        if depth > MAX_DEPTH:
            raise _too_deep(where)
        if count > MAX_VALUES:
            raise SourceError(problems.TOO_MANY_VALUES.format(where=where, limit=MAX_VALUES))
        members = (value.values() if isinstance(value, dict) else value for value in level)
        level = [inner for values in members for inner in values if isinstance(inner, (dict, list))]


def _too_deep(where: str) -> SourceError:
    return SourceError(problems.TOO_DEEP.format(where=where, limit=MAX_DEPTH))
