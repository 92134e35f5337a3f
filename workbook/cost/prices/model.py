"""A unit price with its tiers, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import numpy as np

from workbook.cost.number import Number
from workbook.cost.units import written_out
from workbook.lang import Text

ZERO = Decimal(0)
LIST_DAYS = 180
"""Days after which a price of the price list should be read again; what is kept by hand says its own."""


def service_of(part: str) -> str:
    """The service that a part of a bill belongs to, as the price list names it.

    >>> service_of("AmazonEC2:NAT"), service_of("AmazonRDS")
    ('AmazonEC2', 'AmazonRDS')
    """
    return part.partition(":")[0]


class Basis(StrEnum):
    """What a price rests on; only one that was read is not assumed."""

    READ = "read"
    WEAK = "weak"
    US_EAST_1 = "as-us-east-1"
    DERIVED = "derived"
    RECALLED = "recalled"

    @property
    def text(self) -> Text:
        """The basis in words, to be followed by the source."""
        return _BASES[self]


@dataclass(frozen=True, slots=True)
class Tier:
    """A range of quantity with its own price; `end` is None where it never ends."""

    start: Decimal
    end: Decimal | None
    usd: Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit of something costs in one place: a region, an edge such as `edge:US`, or `global`.

    A price is as old as the oldest of its tiers. `second_source` is empty where only one source says it, and `dispute`
    says how sources disagree. `source` is where it was read; the source of the price in us-east-1 that it is taken to
    equal; or the keys that it is derived from.
    """

    key: str
    place: str
    service: str
    usage_type: str
    sku: str
    unit: str
    description: str
    tiers: tuple[Tier, ...]
    source: str
    dated: date
    second_source: str = ""
    dispute: Text | None = None
    basis: Basis = Basis.READ
    stale_after_days: int = LIST_DAYS

    @property
    def part(self) -> str:
        """Its service, with NAT gateways apart from the servers of EC2, among which AWS lists them.

        `service_of` gives the service back.
        """
        return f"{self.service}:NAT" if self.key.startswith("nat.") else self.service

    @property
    def per(self) -> Text:
        """What one of its units is called."""
        return written_out(self.unit)

    @property
    def assumed(self) -> bool:
        """Whether the price was not read from a source that can be relied on."""
        return self.basis is not Basis.READ

    def age(self, today: date) -> int:
        """How many days ago the price was read; 0 for a day that has not come."""
        return max((today - self.dated).days, 0)

    def stale(self, today: date) -> bool:
        """Whether the price is older than its limit."""
        return self.age(today) > self.stale_after_days

    @property
    def one_source(self) -> bool:
        """Whether the price was read, and from a single source."""
        return not self.assumed and not self.second_source

    def at(self, quantity: Decimal) -> Decimal:
        """What the next unit costs after this quantity, in USD."""
        return next(tier.usd for tier in reversed(self.tiers) if tier.start <= quantity)

    @property
    def first(self) -> Decimal:
        """The price of the first unit, in USD."""
        return self.tiers[0].usd

    def cost(self, quantity: Decimal) -> Decimal:
        """What a quantity costs in USD, each tier at its own price.

        >>> tiers = (Tier(Decimal(0), Decimal(10), Decimal(2)), Tier(Decimal(10), None, Decimal(1)))
        >>> price = Price("k", "global", "S", "U", "", "GB", "", tiers, "list", date(2026, 10, 1))
        >>> price.cost(Decimal(12))
        Decimal('22')
        """
        return sum((tier.usd * _within(quantity, tier) for tier in self.tiers), ZERO)

    def costs(self, quantities: Number) -> Number:
        """What each of many quantities costs in USD; the same sum as `cost`, in floats."""
        amounts = np.asarray(quantities, dtype=np.float64)
        total = np.zeros_like(amounts)
        for tier in self.tiers:
            end = np.inf if tier.end is None else float(tier.end)
            start = float(tier.start)
            total += float(tier.usd) * np.clip(amounts - start, 0.0, end - start)
        return total


def _within(quantity: Decimal, tier: Tier) -> Decimal:
    upper = quantity if tier.end is None else min(quantity, tier.end)
    return max(upper - tier.start, ZERO)


_BASES = {
    Basis.READ: Text(en="read in", es="leído en"),
    Basis.WEAK: Text(en="read in a weak source", es="leído en una fuente débil"),
    Basis.US_EAST_1: Text(en="taken to equal us-east-1", es="se supone igual que en us-east-1"),
    Basis.DERIVED: Text(en="derived from", es="derivado de"),
    Basis.RECALLED: Text(en="recalled, not read", es="recordado, no leído"),
}
