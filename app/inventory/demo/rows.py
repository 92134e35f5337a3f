"""The rows of every table, in the order of their columns; plain values that depend on size, seed and language alone.

Of the generator only `random()` is used: it is the one whose numbers Python promises to keep between versions.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from inventory.demo.articles import ARTICLES, BRANDS, CATEGORIES, LOCATIONS, TRADES
from inventory.text import Text

Row = tuple[str | int | None, ...]

FIRST_DAY = date(2025, 1, 7)
_DAYS = [(FIRST_DAY + timedelta(days=day)).isoformat() for day in range(600)]
_OPENING, _WORKING = 8 * 3600, 10 * 3600  # seconds of a day


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Suppliers, categories, locations, and as many products as asked for, numbered from 1."""

    size: int
    seed: int
    language: str
    articles: array[int] = field(init=False)

    def __post_init__(self) -> None:
        dice = Random(f"articles {self.seed}").random  # noqa: S311 - believable, not secret
        chosen = array("b", (int(dice() * len(ARTICLES)) for _ in range(self.size)))
        object.__setattr__(self, "articles", chosen)

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
            taken_up = moment(number / (self.size + 1) / 100)
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


def moment(part: float) -> str:
    """The time at which a part of the whole period, from 0 to below 1, is over; all fall into working hours."""
    days = part * len(_DAYS)
    seconds = _OPENING + int((days % 1) * _WORKING)
    return f"{_DAYS[int(days)]} {seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}+00"
