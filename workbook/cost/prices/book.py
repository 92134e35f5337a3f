"""Look a price up in the book; a price that is missing is an error that names the places which have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from workbook.cost.prices.model import Price

GLOBAL = "global"
"""The place of prices that are the same everywhere, such as those of hosted zones."""
STRAY = 0.1
"""A region with a smaller part of the prices of the fullest one has stray prices alone."""


@dataclass(frozen=True)
class PriceBook:
    """All prices by key and place."""

    prices: Mapping[tuple[str, str], Price] = field(hash=False)

    def find(self, key: str, place: str) -> Price | None:
        """The price of a key in a place, or the one that holds everywhere; None where the book has neither."""
        return self.prices.get((key, place)) or self.prices.get((key, GLOBAL))

    def places(self, key: str) -> tuple[str, ...]:
        """The places that have a price for a key, sorted; none for a key that the book does not know."""
        return self._places.get(key, ())

    @cached_property
    def _places(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for key, place in sorted(self.prices):
            found.setdefault(key, []).append(place)
        return {key: tuple(places) for key, places in found.items()}

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """The AWS regions that the book covers, sorted; one of which it has stray prices alone is none of them."""
        counts = Counter(place for _, place in self.prices if place != GLOBAL and ":" not in place)
        fullest = max(counts.values(), default=0)
        return tuple(sorted(place for place, count in counts.items() if count >= STRAY * fullest))

    def dates(self, used: Iterable[Price] | None = None) -> tuple[date, date]:
        """The oldest and the newest date among these prices, or among all of them."""
        dates = [price.dated for price in (self.prices.values() if used is None else used)]
        return min(dates), max(dates)
