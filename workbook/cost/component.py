"""What a meter says: one thing that AWS charges for, how much of it, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workbook.cost.number import Number
from workbook.lang import Text, quantity, same


class Kind(StrEnum):
    """Whether a cost is there before the first user comes, or follows what the users do."""

    FIXED = "fixed"
    USAGE = "usage"


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that is charged for by the month.

    `price` is the key of the price in the book and `quantity` is in the unit of that price; a quantity of None means
    that the usage is not given, so that a report shows the rate instead of an amount. `formula` says in words how the
    quantity comes about, with `{fields}` that `terms` fill. `path` is the template path that it rests on, and `place`
    says where the price holds if that is not the region of the stack: `edge:US` for CloudFront, another region.
    """

    name: Text
    price: str
    quantity: Number | None
    kind: Kind
    formula: Text
    terms: Mapping[str, Number | str | Text] = field(default_factory=dict)
    path: str = ""
    place: str | None = None

    def explained(self) -> Text:
        """The formula with its numbers filled in, for a single scenario."""
        return self.formula.format(**{name: _shown(term) for name, term in self.terms.items()})


def _shown(term: Number | str | Text) -> Text:
    if isinstance(term, Text):
        return term
    return same(term) if isinstance(term, str) else quantity(float(term))


@dataclass(frozen=True, slots=True)
class Unsure:
    """What a report says beside the amounts, and the template path that it rests on."""

    reason: Text
    path: str = ""


@dataclass(frozen=True, slots=True)
class Unpriced(Unsure):
    """Something that AWS charges for and the price book cannot price: a report lists it instead of leaving it out."""


@dataclass(frozen=True, slots=True)
class Doubt(Unsure):
    """Something that is priced, and that may come out otherwise or would not run as it is priced."""
