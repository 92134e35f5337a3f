"""Put prices on charges: tiers are marginal and, like free allowances, shared by everything in the account."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from workbook.cost.component import Component
from workbook.cost.number import Number, exact
from workbook.cost.prices.book import PriceBook
from workbook.cost.prices.free import Allowance
from workbook.cost.prices.model import Price
from workbook.errors import PriceError
from workbook.lang import Text
from workbook.template.model import Evidence

Floats = NDArray[np.float64]
Amount = TypeVar("Amount", Decimal, Floats)
Pool = tuple[str, str]
"""A key and a place: everything that is priced together, tier by tier."""


@dataclass(frozen=True, slots=True)
class Charge:
    """A component with the resource that causes it and the place whose prices hold for it."""

    owner: Evidence
    component: Component
    place: str

    @property
    def pool(self) -> Pool:
        """What the charge is priced together with."""
        return self.component.price, self.component.place or self.place


@dataclass(frozen=True, slots=True)
class Line:
    """A charge with its price; `quantity` and `monthly` (USD) are None where the usage is not given.

    `free` is the part of the quantity that a free allowance covers.
    """

    charge: Charge
    price: Price
    quantity: Decimal | None
    free: Decimal
    monthly: Decimal | None


@dataclass(frozen=True, slots=True)
class _Arithmetic(Generic[Amount]):
    """What differs between one exact scenario and many at once."""

    read: Callable[[Number], Amount]
    smaller: Callable[[Amount, Amount], Amount]
    cost: Callable[[Price, Amount], Amount]
    share: Callable[[Amount, Amount], Amount]


def price_lines(charges: Sequence[Charge], book: PriceBook, allowances: Sequence[Allowance]) -> tuple[Line, ...]:
    """The charges of one scenario, each with its price and its share of what its pool costs, exact to the cent.

    Raises:
        PriceError: the book has no price for a charge in its place; all of them are named at once.
    """
    prices = _prices(charges, book)
    known = [(charge.pool, charge.component.quantity) for charge in charges]
    settled = iter(_settle(known, prices, allowances, _EXACT))
    lines = []
    for charge in charges:
        quantity, free, cost = next(settled)
        given = charge.component.quantity is not None
        lines.append(Line(charge, prices[charge.pool], quantity if given else None, free, cost if given else None))
    return tuple(lines)


def cost_arrays(charges: Sequence[Charge], book: PriceBook, allowances: Sequence[Allowance]) -> list[Floats]:
    """What each charge costs in USD a month, for many scenarios at once; a usage that is not given costs 0 here.

    Raises:
        PriceError: as `price_lines`.
    """
    prices = _prices(charges, book)
    known = [(charge.pool, charge.component.quantity) for charge in charges]
    return [cost for _, _, cost in _settle(known, prices, allowances, _MANY)]


def _settle(
    wanted: Sequence[tuple[Pool, Number | None]],
    prices: Mapping[Pool, Price],
    allowances: Sequence[Allowance],
    arithmetic: _Arithmetic[Amount],
) -> list[tuple[Amount, Amount, Amount]]:
    """Quantity, free part and cost of each charge: its pool is priced once and split in proportion to quantity."""
    quantities = [arithmetic.read(0.0 if quantity is None else quantity) for _, quantity in wanted]
    totals: dict[Pool, Amount] = {}
    for (pool, _), quantity in zip(wanted, quantities, strict=True):
        totals[pool] = totals[pool] + quantity if pool in totals else quantity
    free = _free_parts(totals, allowances, arithmetic)
    costs = {pool: arithmetic.cost(prices[pool], totals[pool] - free[pool]) for pool in totals}
    settled = []
    for (pool, _), quantity in zip(wanted, quantities, strict=True):
        share = arithmetic.share(quantity, totals[pool])
        settled.append((quantity, free[pool] * share, costs[pool] * share))
    return settled


def _free_parts(
    totals: Mapping[Pool, Amount], allowances: Iterable[Allowance], arithmetic: _Arithmetic[Amount]
) -> dict[Pool, Amount]:
    nothing = arithmetic.read(0.0)
    free = dict.fromkeys(totals, nothing)
    for allowance in allowances:
        left = arithmetic.read(allowance.amount)
        for key in allowance.keys:
            for pool in sorted(pool for pool in totals if pool[0] == key):
                taken = arithmetic.smaller(totals[pool] - free[pool], left)
                free[pool] = free[pool] + taken
                left = left - taken
    return free


def _prices(charges: Sequence[Charge], book: PriceBook) -> dict[Pool, Price]:
    found = {pool: book.find(*pool) for pool in dict.fromkeys(charge.pool for charge in charges)}
    missing = [pool for pool, price in found.items() if price is None]
    if missing:
        raise PriceError(*(_missing(book, *pool) for pool in missing))
    return {pool: price for pool, price in found.items() if price is not None}


def _missing(book: PriceBook, key: str, place: str) -> Text:
    places = book.places(key)
    if not places:
        return _NOWHERE.format(key=key)
    return _ELSEWHERE.format(key=key, place=place, places=", ".join(places))


def _divide(part: Decimal, whole: Decimal) -> Decimal:
    return part / whole if whole else Decimal(0)


def _divide_each(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros(np.broadcast(part, whole).shape), where=whole != 0)


_EXACT: _Arithmetic[Decimal] = _Arithmetic(exact, min, Price.cost, _divide)
_MANY: _Arithmetic[Floats] = _Arithmetic(
    lambda number: np.asarray(number, dtype=np.float64),
    np.minimum,
    lambda price, quantity: np.asarray(price.costs(quantity)),
    _divide_each,
)

_NOWHERE = Text(
    en="the price book has no price {key}; add it as docs/howto/add-a-price.md tells",
    es="el libro de precios no tiene el precio {key}; añádalo como indica docs/howto/add-a-price.md",
)
_ELSEWHERE = Text(
    en="the price book has no price {key} in {place}; it has one in {places}: choose one of those with --region",
    es="el libro de precios no tiene el precio {key} en {place}; lo tiene en {places}: elija uno de ellos con --region",
)
