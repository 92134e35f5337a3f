"""What AWS offers, in one form for whatever it was read from: products, and what each costs under which terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from workbook.cost.prices.model import ZERO, Tier
from workbook.errors import PriceError
from workbook.lang import Text

ON_DEMAND = "on-demand"
"""The terms of a product that is neither reserved nor under a plan."""
NO_END = "Inf"


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit costs under some terms: from the first paid one on, after a `free` amount each month."""

    terms: str
    unit: str
    free: Decimal
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Something that is sold, by what the price list says of it."""

    sku: str
    attributes: Mapping[str, str]
    rates: tuple[Rate, ...]

    @property
    def usage_type(self) -> str:
        """The usage type, under which it appears on a bill."""
        return self.attributes.get("usagetype", "")


@dataclass(frozen=True, slots=True)
class Offer:
    """The products of an offer that were asked for, with the version and the moment of publication that AWS gives."""

    code: str
    version: str
    published: str
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to take out of an offer, which has thousands of products more."""

    usage_types: frozenset[str]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One tier of one product, as it is written."""

    sku: str
    terms: str
    unit: str
    begin: str
    end: str
    usd: str


def terms_named(length: str, purchase: str, unit: str = "") -> str:
    """The name of the terms of a reservation or plan; a reservation has two prices, told apart by their units.

    >>> terms_named("1yr", "Partial Upfront", "Quantity"), terms_named("3yr", "No Upfront")
    ('1yr-partial-upfront.upfront', '3yr-no-upfront')
    """
    name = f"{length} {purchase}".lower().replace(" ", "-")
    if not unit:
        return name
    return f"{name}.upfront" if unit == "Quantity" else f"{name}.hour"


def products(
    attributes: Mapping[str, Mapping[str, str]], rows: Iterable[Row], wanted: Wanted, where: str
) -> tuple[Product, ...]:
    """The products of these attributes by SKU, each with its rates under the terms that are wanted.

    Raises:
        PriceError: prices or tiers cannot be used; all of them are named.
    """
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.terms in wanted.terms:
            grouped.setdefault((row.sku, row.terms), []).append(row)
    rates: dict[str, list[Rate]] = {}
    problems: list[Text] = []
    for (sku, _), found in sorted(grouped.items()):
        try:
            rates.setdefault(sku, []).append(_rate(found, where))
        except PriceError as error:
            problems.extend(error.problems)
    if problems:
        raise PriceError(*problems)
    return tuple(Product(sku, said, tuple(rates.get(sku, ()))) for sku, said in sorted(attributes.items()))


def _rate(rows: list[Row], where: str) -> Rate:
    tiers = sorted((_tier(row, where) for row in rows), key=lambda tier: tier.start)
    first = rows[0]
    ends = [ZERO, *(tier.end for tier in tiers)]
    if [tier.start for tier in tiers] != ends[:-1] or ends[-1] is not None:
        raise PriceError(_BAD_TIERS.format(sku=first.sku, where=where))
    units = sorted({row.unit for row in rows})
    if len(units) > 1:
        raise PriceError(_UNITS.format(sku=first.sku, where=where, units=", ".join(units)))
    free = tiers[0].end if len(tiers) > 1 and tiers[0].usd == 0 else None
    if free is None:
        return Rate(first.terms, units[0], ZERO, tuple(tiers))
    paid = (Tier(tier.start - free, None if tier.end is None else tier.end - free, tier.usd) for tier in tiers[1:])
    return Rate(first.terms, units[0], free, tuple(paid))


def _tier(row: Row, where: str) -> Tier:
    """The tier of a row; amounts lose the zeros that the list writes behind them."""
    start, usd = _amount(row.begin), _amount(row.usd)
    end = None if row.end == NO_END else _amount(row.end)
    if start is None or usd is None or (end is None and row.end != NO_END):
        said = f"{row.begin!r}, {row.end!r}, {row.usd!r}"
        raise PriceError(_BAD_PRICE.format(sku=row.sku, where=where, said=said))
    return Tier(start, end, usd)


def _amount(written: str) -> Decimal | None:
    try:
        number = Decimal(written)
    except (InvalidOperation, TypeError, ValueError):
        return None
    if not number.is_finite() or number < 0:
        return None
    return Decimal(f"{number.normalize():f}")


_BAD_PRICE = Text(
    en="the price of the product {sku} in {where} is {said} (from, to, USD); expected decimals of 0 or more",
    es="el precio del producto {sku} en {where} es {said} (desde, hasta, USD); se esperaban decimales desde 0",
)
_BAD_TIERS = Text(
    en="the tiers of the product {sku} in {where} leave gaps or overlap; expected them to go from 0 to Inf",
    es="los tramos del producto {sku} en {where} dejan huecos o se solapan; se esperaba que fueran de 0 a Inf",
)
_UNITS = Text(
    en="the tiers of the product {sku} in {where} count in {units}; expected one unit",
    es="los tramos del producto {sku} en {where} cuentan en {units}; se esperaba una sola unidad",
)
