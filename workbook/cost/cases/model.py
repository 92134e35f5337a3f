"""A published figure: what was priced, how it was used, and what the source says that it costs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from workbook.cost.component import Component
from workbook.cost.prices.free import FreeTier
from workbook.errors import WorkbookError
from workbook.lang import Text

CENT = Decimal("0.01")


class CaseError(WorkbookError):
    """A file of cases, or one case in it, cannot be used."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case; `asked` gathers the keys that its reader looks for, so that one which nobody knows can be told."""

    id: str
    resource_type: str
    place: str
    hours: float
    free_tier: FreeTier
    properties: Mapping[str, object]
    usage: Mapping[str, object]
    expected: Decimal
    published: Decimal | None = None
    tolerance: Decimal = CENT
    explained: str = ""
    asked: set[str] = field(default_factory=set, compare=False)

    def number(self, key: str, default: float = 0.0) -> float:
        """A number of the properties or of the usage; the default where the case has none.

        Raises:
            CaseError: there is something else, or it is negative or not finite.
        """
        value = self._value(key)
        if value is None:
            return default
        if isinstance(value, str):
            value = _from_words(value)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < math.inf:
            raise CaseError(_NO_NUMBER.format(key=key, value=repr(self._value(key))))
        return float(value)

    def text(self, key: str, default: str = "") -> str:
        """A text of the properties or of the usage; the default where the case has none."""
        value = self._value(key)
        return default if value is None else str(value)

    def one_of(self, key: str, *known: str) -> str:
        """One of some words, however its letters are; the first where the case has none.

        Raises:
            CaseError: there is another word.
        """
        words = self.text(key, known[0])
        found = next((word for word in known if word.lower() == words.lower()), None)
        if found is None:
            raise CaseError(_NO_WORD.format(key=key, value=repr(words), known=", ".join(known)))
        return found

    def flag(self, key: str, *, default: bool = False) -> bool:
        """A truth of the properties or of the usage; the default where the case has none."""
        value = self._value(key)
        return default if value is None else str(value).lower() == "true"

    def has(self, key: str) -> bool:
        """Whether the case says something under a key."""
        return self._value(key) is not None

    @property
    def unread(self) -> tuple[str, ...]:
        """The keys of the case that its reader did not look for."""
        return tuple(key for key in (*self.properties, *self.usage) if key not in self.asked)

    def _value(self, key: str) -> object:
        self.asked.add(key)
        return self.usage.get(key, self.properties.get(key))


CaseReader: TypeAlias = Callable[[Case], Iterator[Component]]


class Verdict(StrEnum):
    """What comes out of a case."""

    AGREES = "agrees"
    DIFFERS = "differs"
    LEFT_OUT = "left out"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with what the meters compute, and why where they compute nothing."""

    case: Case
    verdict: Verdict
    computed: Decimal | None = None
    reason: Text | None = None

    @property
    def difference(self) -> Decimal | None:
        """What was computed less what was expected."""
        return None if self.computed is None else self.computed - self.case.expected


def _from_words(words: str) -> object:
    try:
        return float(words)
    except ValueError:
        return words


_NO_WORD = Text(
    en="{key} is {value}; expected one of {known}",
    es="{key} es {value}; se esperaba uno de {known}",
)
_NO_NUMBER = Text(
    en="{key} is {value}; expected a number from 0",
    es="{key} es {value}; se esperaba un número desde 0",
)
