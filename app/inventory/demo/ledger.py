"""A ledger whose every line follows from those before it, and the levels that it leads to."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from random import Random

from inventory.demo.articles import ARTICLES, BROKEN, FOUND, LOCATIONS, WAREHOUSES
from inventory.demo.rows import LINES_PER_PRODUCT, Catalogue, Row
from inventory.models.stock import MovementKind

REQUEST = "demo"
"""Stands where a line of the ledger says from which request it came."""


class Ledger:
    """First every product is delivered; then some move more often than others. Twice as many lines as products.

    A product lies at one warehouse and, once it was transferred, at one more place: for each of the two there is a
    row of stock. `lines` is read to its end before `levels`.
    """

    def __init__(self, catalogue: Catalogue, users: Sequence[int]) -> None:
        self._catalogue, self._users = catalogue, users
        self._dice = Random(f"ledger {catalogue.seed}").random  # noqa: S311 - believable, not secret
        size = catalogue.size
        self._places = (array("b", bytes(size)), array("b", bytes(size)))
        self._held = (array("q", bytes(8 * size)), array("q", bytes(8 * size)))
        self._moved = array("q", bytes(8 * size))
        self._written = 0

    @property
    def size(self) -> int:
        """How many lines there will be."""
        return LINES_PER_PRODUCT * self._catalogue.size

    def lines(self) -> Iterator[Row]:
        """Every line, the oldest first."""
        for product in range(self._catalogue.size):
            self._places[0][product] = 1 + int(self._dice() * WAREHOUSES)
            yield self._receive(product)
        while self._written < self.size:
            yield from self._move(int(self._dice() * self._dice() * self._catalogue.size))

    def levels(self) -> Iterator[Row]:
        """What the lines add up to."""
        number = 0
        for product in range(self._catalogue.size):
            time = self._catalogue.time_of_line(self._moved[product])
            for places, held in zip(self._places, self._held, strict=True):
                if places[product]:
                    number += 1
                    yield number, product + 1, places[product], held[product], time

    def _move(self, product: int) -> Iterator[Row]:
        chance, lot = self._dice(), self._lot(product)
        side = 1 if self._held[1][product] > self._held[0][product] else 0
        held = self._held[side][product]
        if held == 0 or 0.55 <= chance < 0.75:
            yield self._receive(product)
        elif chance < 0.55:
            yield self._line(MovementKind.ISSUE, product, side, -self._some(min(held, lot // 2 + 1)))
        elif chance < 0.87 and self._written + 2 <= self.size:
            yield from self._transfer(product, side, self._some(held))
        elif chance < 0.95:
            found = self._dice() < 0.4
            reason = (FOUND if found else BROKEN).say(self._catalogue.language)
            yield self._line(MovementKind.ADJUSTMENT, product, side, 1 if found else -1, reason=reason)
        else:
            yield self._line(MovementKind.COUNT, product, side, int(self._dice() * 3) - 1)

    def _receive(self, product: int) -> Row:
        return self._line(MovementKind.RECEIPT, product, 0, self._some(self._lot(product)) + self._lot(product) // 4)

    def _transfer(self, product: int, side: int, quantity: int) -> Iterator[Row]:
        """Both lines under one act and time, that of the lower location first, as the application writes them."""
        if not self._places[1][product]:
            step = 1 + int(self._dice() * (len(LOCATIONS) - 1))
            self._places[1][product] = (self._places[0][product] - 1 + step) % len(LOCATIONS) + 1
        changes = [(self._places[way][product], way, quantity * (1 if way != side else -1)) for way in (0, 1)]
        act, user = self._written, self._user()
        for _, way, change in sorted(changes):
            yield self._line(MovementKind.TRANSFER, product, way, change, act=act, user=user)

    def _line(
        self,
        kind: str,
        product: int,
        side: int,
        change: int,
        *,
        reason: str = "",
        act: int | None = None,
        user: int | None = None,
    ) -> Row:
        self._held[side][product] += change
        balance, place = self._held[side][product], self._places[side][product]
        number = self._written
        act = number if act is None else act
        self._moved[product] = act
        self._written += 1
        return (
            number + 1,
            self._act(act),
            str(kind),
            product + 1,
            place,
            change,
            balance,
            reason,
            user or self._user(),
            REQUEST,
            self._catalogue.time_of_line(act),
        )

    def _lot(self, product: int) -> int:
        return ARTICLES[self._catalogue.articles[product]].lot

    def _some(self, most: int) -> int:
        return 1 + int(self._dice() * most)

    def _user(self) -> int:
        return self._users[int(self._dice() * len(self._users))]

    @staticmethod
    def _act(number: int) -> str:
        """A UUID of the version that leaves its bits to whoever makes it."""
        return f"00000000-0000-8000-8000-{number:012x}"
