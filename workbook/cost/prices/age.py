"""How old prices are, and how well they are supported, on a given day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workbook.cost.prices.model import Price


@dataclass(frozen=True, slots=True)
class Summary:
    """How many prices there are, from which days, and how many of them are in doubt for which reason.

    `stale` ones are older than their limit, `assumed` ones were not read from a source, `one_source` ones were read
    from a single source, and of `disputed` ones the sources disagree. A price may be in doubt for several reasons.
    """

    count: int
    oldest: date | None
    newest: date | None
    stale: int
    assumed: int
    one_source: int
    disputed: int


def summarize(prices: Iterable[Price], today: date) -> Summary:
    """What can be said of some prices together."""
    known = tuple(prices)
    dates = [price.dated for price in known]
    return Summary(
        count=len(known),
        oldest=min(dates, default=None),
        newest=max(dates, default=None),
        stale=sum(price.stale(today) for price in known),
        assumed=sum(price.assumed for price in known),
        one_source=sum(price.one_source for price in known),
        disputed=sum(price.dispute is not None for price in known),
    )


def summaries(prices: Iterable[Price], today: date) -> Mapping[str, Summary]:
    """The same for each service, by its name in the price list, sorted."""
    by_service: dict[str, list[Price]] = {}
    for price in prices:
        by_service.setdefault(price.service, []).append(price)
    return {service: summarize(found, today) for service, found in sorted(by_service.items())}


def stale_prices(prices: Iterable[Price], today: date) -> tuple[Price, ...]:
    """The prices that are older than their limit, the longest overdue first."""
    stale = (price for price in prices if price.stale(today))
    return tuple(sorted(stale, key=lambda price: (price.stale_after_days - price.age(today), price.key, price.place)))
