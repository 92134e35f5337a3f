"""Filter patterns of CloudWatch Logs: terms, quoted terms, and selectors of JSON with comparisons."""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from typing import Any

Matches = Callable[[str], bool]

_TERM = re.compile(r'([-?]?)(?:"((?:[^"\\]|\\.)*)"|([\w]+))(?=\s|$)\s*')
_COMPARISON = re.compile(
    r'\s*(\$(?:\.[\w-]+)+)\s*(!=|<=|>=|=|<|>)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"()&|%\[\]{}]+))\s*(&&|\|\||$)'
)
_FIELD = re.compile(r"\$(\.[\w-]+)+")
_ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


class PatternError(Exception):
    """What of a filter is not understood, and what would be, in one sentence."""


def parse(pattern: str) -> Matches:
    """Says of a message whether a pattern matches it; an empty one matches all.

    Raises:
        PatternError: it is not understood.
    """
    text = pattern.strip()
    if text.startswith("{") and text.endswith("}"):
        return partial(_any_of, _alternatives(pattern, text[1:-1].strip()))
    return _Terms.of(pattern, text).match


def field(event: Any, selector: str) -> Any:
    """What a selector such as `$.request.status` finds in an event, or None."""
    for name in selector.split(".")[1:]:
        event = event.get(name) if isinstance(event, dict) else None
    return event


def is_field(text: str) -> bool:
    """Whether a text is a selector."""
    return _FIELD.fullmatch(text) is not None


def as_json(message: str) -> Any:
    """A message as JSON, or None where it is none."""
    try:
        return json.loads(message)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Terms:
    """All of the required, none of the excluded, and one of the optional where there are any."""

    required: tuple[str, ...]
    excluded: tuple[str, ...]
    optional: tuple[str, ...]

    @classmethod
    def of(cls, pattern: str, text: str) -> _Terms:
        found: dict[str, list[str]] = {"": [], "-": [], "?": []}
        rest = text
        while rest:
            term = _TERM.match(rest)
            if term is None:
                raise _not_understood(pattern, rest)
            found[term[1]].append(term[3] or _unescaped(term[2]))
            rest = rest[term.end() :]
        return cls(tuple(found[""]), tuple(found["-"]), tuple(found["?"]))

    def match(self, message: str) -> bool:
        return (
            all(term in message for term in self.required)
            and not any(term in message for term in self.excluded)
            and (not self.optional or any(term in message for term in self.optional))
        )


@dataclass(frozen=True, slots=True)
class _Comparison:
    selector: str
    relation: str
    value: str
    is_quoted: bool

    def holds(self, event: Any) -> bool:
        found = field(event, self.selector)
        if self.relation in _ORDER:
            wanted, has = number(self.value), number(found)
            return wanted is not None and has is not None and bool(_ORDER[self.relation](has, wanted))
        return found is not None and self._equals(found) is (self.relation == "=")

    def _equals(self, found: Any) -> bool:
        wanted = None if self.is_quoted else number(self.value)
        if wanted is not None and number(found) is not None:
            return number(found) == wanted
        text = str(found).lower() if isinstance(found, bool) else str(found)
        return fnmatchcase(text, self.value.replace("[", "[[]").replace("?", "[?]"))


def number(value: Any) -> float | None:
    """A value as a number, or None where it is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _alternatives(pattern: str, text: str) -> list[list[_Comparison]]:
    """Comparisons that are joined by `&&`, in lists that are joined by `||`, which binds less."""
    found: list[list[_Comparison]] = [[]]
    rest, joined_by = text, "&&"
    while joined_by:
        compared = _COMPARISON.match(rest)
        if compared is None:
            raise _not_understood(pattern, rest)
        if joined_by == "||":
            found.append([])
        quoted, plain = compared[3], compared[4]
        value = plain if quoted is None else _unescaped(quoted)
        found[-1].append(_Comparison(compared[1], compared[2], value, quoted is not None))
        rest, joined_by = rest[compared.end() :], compared[5]
    return found


def _any_of(alternatives: list[list[_Comparison]], message: str) -> bool:
    event = as_json(message)
    return event is not None and any(all(each.holds(event) for each in together) for together in alternatives)


def _not_understood(pattern: str, rest: str) -> PatternError:
    return PatternError(
        f"filter pattern {pattern!r} is not understood from {rest!r} on; expected terms, quoted terms, -excluded or "
        "?optional ones, or { $.field = value } with =, !=, <, <=, >, >=, && and ||; write it with these"
    )


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
