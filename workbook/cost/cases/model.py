"""A published figure: what was priced, how it was used, and what the source says that it costs."""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from workbook.cost.component import Component
from workbook.cost.prices.free import FreeTier
from workbook.errors import WorkbookError
from workbook.lang import Text, quantity

CENT = Decimal("0.01")
LARGEST = 10**15
"""No number of a case is larger: more than any bill has of anything, and few enough digits to print."""

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 60


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

    def number(self, key: str, default: float = 0.0, most: float = LARGEST) -> float:
        """A number of the properties or of the usage; the default where the case has none.

        Raises:
            CaseError: there is something else, or it is negative, too large or not finite.
        """
        said = self._value(key)
        if said is None:
            return default
        value = _from_words(said) if isinstance(said, str) else said
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
            raise CaseError(_NO_NUMBER.format(key=key, value=shown(said), most=quantity(most)))
        return float(value)

    def count(self, key: str, default: int = 0) -> int:
        """How many there are of something.

        Raises:
            CaseError: as `number`, and where it is no whole number.
        """
        number = self.number(key, float(default))
        if not number.is_integer():
            raise CaseError(_NOT_WHOLE.format(key=key, value=shown(self._value(key))))
        return int(number)

    def text(self, key: str, default: str = "") -> str:
        """A text of the properties or of the usage; the default where the case has none.

        Raises:
            CaseError: there is a list or a mapping.
        """
        value = self._value(key)
        if isinstance(value, (list, Mapping)):
            raise CaseError(_NO_TEXT.format(key=key, value=shown(value)))
        return default if value is None else str(value)

    def one_of(self, key: str, *known: str) -> str:
        """One of some words, however its letters are; the first where the case has none.

        Raises:
            CaseError: there is another word.
        """
        words = self.text(key, known[0])
        found = next((word for word in known if word.lower() == words.lower()), None)
        if found is None:
            raise CaseError(_NO_WORD.format(key=key, value=shown(words), known=", ".join(known)))
        return found

    def flag(self, key: str) -> bool:
        """A truth of the properties or of the usage; false where the case has none.

        Raises:
            CaseError: there is something else than true or false.
        """
        return self.one_of(key, "false", "true") == "true"

    def has(self, key: str) -> bool:
        """Whether the case says something under a key."""
        return self._value(key) is not None

    @property
    def unread(self) -> tuple[str, ...]:
        """The keys of the case that its reader did not look for."""
        return tuple(key for key in (*self.properties, *self.usage) if key not in self.asked)

    def _value(self, key: str) -> object:
        self.asked.add(key)
        used = self.usage.get(key)
        return self.properties.get(key) if used is None else used


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


def shown(value: object) -> str:
    """A value of a file as a sentence shows it, however large or deep it is."""
    return _SHORT.repr(value)


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
    en="{key} is {value}; expected a number from 0 to {most}",
    es="{key} es {value}; se esperaba un número de 0 a {most}",
)
_NOT_WHOLE = Text(
    en="{key} is {value}; expected a whole number",
    es="{key} es {value}; se esperaba un número entero",
)
_NO_TEXT = Text(
    en="{key} is {value}; expected a text",
    es="{key} es {value}; se esperaba un texto",
)
