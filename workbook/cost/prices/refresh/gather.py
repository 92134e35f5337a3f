"""Read the offers that rules need, and hold them against each other; whatever is wrong is said at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import allowances
from workbook.cost.prices.model import Price
from workbook.cost.prices.refresh.acceptance import renewed
from workbook.cost.prices.refresh.api import RefusedError
from workbook.cost.prices.refresh.catalogue import Source
from workbook.cost.prices.refresh.download import NoFileError
from workbook.cost.prices.refresh.match import match
from workbook.cost.prices.refresh.offers import Offer, Wanted
from workbook.cost.prices.refresh.rules import Rule
from workbook.errors import PriceError
from workbook.lang import Text

Pair = tuple[str, str]
"""The key of a price and its place; or the code of an offer and its region."""
Known = Mapping[Pair, Price]
ReadOffer = Callable[[str, str, Sequence[Rule], Wanted], tuple[Offer, Source]]


@dataclass(slots=True)
class Gathered:
    """The prices that were read and their sources, and the `absent` ones: those that are not sold in a place.

    A price is absent where the list has other products of the offer but not this one, and the book never had it.
    """

    prices: dict[Pair, Price] = field(default_factory=dict)
    absent: list[Pair] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    problems: list[Text] = field(default_factory=list)


def gather(rules: Iterable[Rule], known: Known, read_offer: ReadOffer, day: date) -> Gathered:
    """The prices of some rules as of a day.

    Raises:
        NoFileError: a file cannot be had.
        RefusedError: the API does not answer.
        PriceError: whatever is wrong with any offer or rule.
    """
    gathered = Gathered()
    free = free_amounts()
    for (code, region), some in _by_offer(rules):
        with _noted(gathered):
            offer, source = read_offer(code, region, some, _wanted(some))
            gathered.sources.append(source)
            for rule in some:
                with _noted(gathered):
                    _add(gathered, rule, offer, known.get((rule.key, rule.place)), free, (source, day))
    if gathered.problems:
        raise PriceError(*gathered.problems)
    return gathered


def free_amounts() -> Mapping[str, frozenset[Decimal]]:
    """The amounts that are free each month for some accounts, by key."""
    found: dict[str, set[Decimal]] = {}
    for allowance in allowances(FreeTier.LEGACY_12_MONTHS):
        for key in allowance.keys:
            found.setdefault(key, set()).add(Decimal(f"{allowance.amount:f}"))
    return {key: frozenset(amounts) for key, amounts in found.items()}


@contextmanager
def _noted(gathered: Gathered) -> Iterator[None]:
    """Note what is wrong and go on; only what would be wrong with everything ends the work."""
    try:
        yield
    except (NoFileError, RefusedError):
        raise
    except PriceError as error:
        gathered.problems.extend(error.problems)


def _add(
    gathered: Gathered,
    rule: Rule,
    offer: Offer,
    before: Price | None,
    free: Mapping[str, frozenset[Decimal]],
    read: tuple[Source, date],
) -> None:
    pair = rule.key, rule.place
    if before is None and offer.products and not _is_sold(rule, offer):
        gathered.absent.append(pair)
        return
    found = match(rule, offer, free, before.sku if before else "")
    gathered.prices[pair] = renewed(found, before, *read)


def _is_sold(rule: Rule, offer: Offer) -> bool:
    """Whether there is anything of its usage type under its terms; if so, a rule that does not fit is a fault."""
    found = (product for product in offer.products if product.usage_type in rule.usage_types)
    return any(rate.terms == rule.terms for product in found for rate in product.rates)


def _wanted(rules: Iterable[Rule]) -> Wanted:
    every = list(rules)
    usage_types = frozenset(name for rule in every for name in rule.usage_types)
    return Wanted(usage_types, frozenset(rule.terms for rule in every))


def _by_offer(rules: Iterable[Rule]) -> Iterator[tuple[Pair, list[Rule]]]:
    grouped: dict[Pair, list[Rule]] = {}
    for rule in rules:
        grouped.setdefault((rule.offer, rule.region), []).append(rule)
    yield from sorted(grouped.items())
