"""Take what was read into the book: renew what is as before, and refuse what changed too much to be believed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from workbook.cost.prices.diff import Change
from workbook.cost.prices.model import Basis, Price
from workbook.cost.prices.refresh.catalogue import Source
from workbook.cost.prices.refresh.match import Match
from workbook.errors import PriceError
from workbook.lang import Text

JUMP = 50
"""Percent beyond which a change must be accepted by hand: more often than a new price it is a fault of a rule."""
OWN = "AWS "
"""How the sources begin that are AWS itself."""


def renewed(found: Match, known: Price | None, source: Source, day: date) -> Price:
    """The price of a match, as of a day.

    Where it is as before, only its source and date are new, and what said it before becomes the second source. A
    dispute between sources ends, since AWS has said.
    """
    price = _price(found, source, day)
    if known is None:
        return price
    if (known.unit, known.tiers) != (price.unit, price.tiers):
        return replace(price, description=known.description, stale_after_days=known.stale_after_days)
    if known.dated == day and known.basis is Basis.READ and known.source.startswith(OWN):
        return known
    return replace(
        known,
        usage_type=price.usage_type,
        sku=price.sku,
        source=price.source,
        dated=day,
        second_source=known.second_source or _before(known),
        dispute=None,
        basis=Basis.READ,
    )


def check_jumps(changes: Iterable[Change]) -> None:
    """Refuse changes by more than half.

    Raises:
        PriceError: there are some; all of them are named.
    """
    jumps = [change for change in changes if _jumps(change)]
    if jumps:
        raise PriceError(*(_JUMP.format(**_told(change)) for change in jumps))


def check_day(day: date, wanted: Iterable[Price]) -> None:
    """Refuse a price list that is older than the prices that it would replace.

    Raises:
        PriceError: it is.
    """
    newer = max(wanted, key=lambda price: price.dated, default=None)
    if newer is not None and newer.dated > day:
        raise PriceError(_OLD.format(day=day, key=newer.key, place=newer.place, dated=newer.dated))


def _price(found: Match, source: Source, day: date) -> Price:
    return Price(
        key=found.rule.key,
        place=found.rule.place,
        service=found.rule.offer,
        usage_type=found.product.usage_type,
        sku=found.product.sku,
        unit=found.rule.unit,
        description=found.rule.wanted,
        tiers=found.rate.tiers,
        source=str(source),
        dated=day,
    )


def _before(known: Price) -> str:
    """What said the price before, unless that was AWS itself, or nobody."""
    return "" if known.assumed or known.source.startswith(OWN) else f"{known.source}, {known.dated}"


def _jumps(change: Change) -> bool:
    """Whether it is too large; what cost nothing before, and counts in another unit, has no percentage."""
    return change.percent is None or abs(change.percent) > JUMP


def _told(change: Change) -> Mapping[str, str]:
    return {
        "key": change.after.key,
        "place": change.after.place,
        "start": f"{change.start:f}",
        "old": f"{change.old:f}",
        "new": f"{change.new:f}",
        "sku": change.after.sku,
        "usage_type": change.after.usage_type,
        "jump": str(JUMP),
    }


_JUMP = Text(
    en="{key} in {place} would go from {old} to {new} USD, from {start} on (product {sku}, {usage_type}): by more than"
    " {jump} %; look at it, and take it with --accept",
    es="{key} en {place} pasaría de {old} a {new} USD a partir de {start} (producto {sku}, {usage_type}): más de un"
    " {jump} %; revíselo y acéptelo con --accept",
)
_OLD = Text(
    en="the price list is of {day}, but {key} in {place} was read on {dated}; expected one that is as new: fetch it"
    " again",
    es="la lista de precios es del {day}, pero {key} en {place} se leyó el {dated}; se esperaba una igual de nueva:"
    " vuelva a descargarla",
)
