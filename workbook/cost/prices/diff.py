"""What differs between two sets of prices: what came, what went, and what changed by how much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbook.cost.prices.model import Price

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Change:
    """A price that differs, from the quantity `start` on.

    `old` and `new` are what the unit costs from there on, in USD.
    """

    before: Price
    after: Price
    start: Decimal
    old: Decimal
    new: Decimal

    @property
    def percent(self) -> Decimal | None:
        """By how much the price rose or, below zero, fell; None where it cost nothing, or was for another unit.

        >>> from datetime import date
        >>> from workbook.cost.prices.model import Tier
        >>> old, new = (
        ...     Price("k", "global", "S", "U", "", "GB", "", (Tier(Decimal(0), None, Decimal(usd)),), "", date.min)
        ...     for usd in ("0.50", "0.57")
        ... )
        >>> compare([old], [new]).changed[0].percent
        Decimal('14.00')
        """
        if self.old == 0 or self.before.unit != self.after.unit:
            return None
        return ((self.new - self.old) / self.old * HUNDRED).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Difference:
    """The prices that only the newer set has, those that only the older one has, and those that differ."""

    added: tuple[Price, ...]
    removed: tuple[Price, ...]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare(old: Iterable[Price], new: Iterable[Price]) -> Difference:
    """What differs from the old prices to the new ones, sorted by key and place; sources and dates do not count."""
    before = {(price.key, price.place): price for price in old}
    after = {(price.key, price.place): price for price in new}
    return Difference(
        added=tuple(after[pair] for pair in sorted(after.keys() - before.keys())),
        removed=tuple(before[pair] for pair in sorted(before.keys() - after.keys())),
        changed=tuple(
            change for pair in sorted(before.keys() & after.keys()) for change in _changes(before[pair], after[pair])
        ),
    )


def _changes(before: Price, after: Price) -> Iterator[Change]:
    """One change for each quantity from which on another price holds; tiers may have moved."""
    other_unit = before.unit != after.unit
    for start in sorted({tier.start for price in (before, after) for tier in price.tiers}):
        old, new = before.at(start), after.at(start)
        if old != new or other_unit:
            yield Change(before, after, start, old, new)
