"""The rows of every table, in the order of their columns: plain values of size, seed, language and time alone.

Of the generator only `random()` is used: it is the one whose numbers Python promises to keep between versions.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from inventory.demo.articles import ARTICLES, BRANDS, CATEGORIES, LOCATIONS, TRADES
from inventory.demo.period import Period
from inventory.text import Text

Row = tuple[str | int | None, ...]

LINES_PER_PRODUCT = 2

_LEAD = 0.01  # the part of all that happens before the first product moves


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Suppliers, categories, locations, and as many products as asked for, numbered from 1."""

    size: int
    seed: int
    language: str
    end: datetime
    articles: array[int] = field(init=False)
    _period: Period = field(init=False)

    def __post_init__(self) -> None:
        dice = Random(f"articles {self.seed}").random  # noqa: S311 - believable, not secret
        chosen = array("b", (int(dice() * len(ARTICLES)) for _ in range(self.size)))
        object.__setattr__(self, "articles", chosen)
        object.__setattr__(self, "_period", Period(self.end, self.seed))

    def time_of_line(self, number: int) -> str:
        """When a line of the ledger is written, of those that there are for all products; numbers begin with 0."""
        return self._period.moment(_LEAD + (1 - _LEAD) * number / (LINES_PER_PRODUCT * self.size))

    def _time_of_product(self, number: int) -> str:
        """When a product is taken up: some time before it is delivered, which is what its first line says."""
        return self._period.moment((1 - _LEAD) * number / (LINES_PER_PRODUCT * self.size))

    def suppliers(self) -> Iterator[Row]:
        """Numbers, names, e-mail addresses and telephone numbers that are kept for fiction."""
        for number, (trade, brand) in enumerate(((trade, brand) for trade in TRADES for brand in BRANDS), start=1):
            mail = f"orders@{brand.lower()}-{TRADES.index(trade) + 1}.example"
            yield number, self._say(trade, brand=brand), mail, f"+1 202 555 {100 + number:04}", "t"

    def categories(self) -> Iterator[Row]:
        """Numbers and names."""
        for number, name in enumerate(CATEGORIES, start=1):
            yield number, self._say(name)

    def locations(self) -> Iterator[Row]:
        """Numbers, codes and names."""
        for number, (code, name) in enumerate(LOCATIONS, start=1):
            yield number, code, self._say(name), "t"

    def products(self) -> Iterator[Row]:
        """Products in the order in which they were taken up."""
        dice = Random(f"products {self.seed}").random  # noqa: S311 - as above
        names = [self._say(article.name) for article in ARTICLES]
        for number in range(1, self.size + 1):
            index = self.articles[number - 1]
            article, brand = ARTICLES[index], int(dice() * len(BRANDS))
            model = f"{BRANDS[brand][0]}{100 + int(dice() * 900)}"
            option = article.options[int(dice() * len(article.options))]
            supplier = 1 + brand + len(BRANDS) * int(dice() * len(TRADES))
            cost = max(article.cost * (0.6 + 0.8 * dice()), 0.0001)
            taken_up = self._time_of_product(number - 1)
            yield (
                number,
                f"{article.code}-{number:07}",
                barcode(number) if dice() < 0.9 else None,
                f"{names[index]} {BRANDS[brand]} {model}, {option}",
                article.category + 1,
                supplier,
                article.unit.value,
                f"{cost:.4f}" if article.cost < 1 else f"{cost:.2f}",
                reorder_point(article.lot, dice()),
                "t" if dice() < 0.97 else "f",
                taken_up,
                taken_up,
            )

    def _say(self, text: Text, **values: object) -> str:
        return text.say(self.language, **values)


def reorder_point(lot: int, chance: float) -> int:
    """From a tenth to a half of what is bought at once; one product in twenty is not watched."""
    return 0 if chance < 0.05 else max(1, int(lot * (0.1 + 0.4 * chance)))


def barcode(number: int) -> str:
    """An EAN-13 of those that every company may use inside its own walls."""
    digits = f"20{number:010}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"
