"""Hold offers against rules: exactly one product for each price, or several that cost the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbook.cost.prices.model import Price, Tier
from workbook.cost.prices.refresh.offers import Offer, Product, find
from workbook.cost.prices.refresh.rules import Rule
from workbook.errors import PriceError
from workbook.lang import Text, same

SHOWN = 5
OfferKey = tuple[str, str]
"""The code of an offer and the region of its file."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule with the product that it names, and the offer that holds it."""

    rule: Rule
    product: Product
    offer: Offer


def match(rules: Sequence[Rule], offers: Mapping[OfferKey, Offer]) -> tuple[Match, ...]:
    """The product of every rule.

    Raises:
        PriceError: a rule finds no product, products that cost differently, or another unit; all are named at once.
    """
    found, problems = [], []
    for rule in rules:
        offer = offers[rule.offer, rule.region]
        products = list(find(offer, rule.attributes))
        problem = _problem(rule, products)
        if problem is None:
            found.append(Match(rule, products[0], offer))
        else:
            problems.append(problem)
    if problems:
        raise PriceError(*problems)
    return tuple(found)


def _problem(rule: Rule, products: Sequence[Product]) -> Text | None:
    if not products:
        wanted = ", ".join(f"{name} {value}" for name, value in rule.attributes.items())
        return _NONE.format(key=rule.key, place=rule.place, offer=rule.offer, wanted=wanted)
    if len({(product.unit, product.tiers) for product in products}) > 1:
        candidates = "; ".join(_shown(product) for product in products[:SHOWN])
        return _SEVERAL.format(key=rule.key, place=rule.place, count=len(products), candidates=candidates)
    if products[0].unit.lower() != rule.unit.lower():
        return _UNIT.format(key=rule.key, place=rule.place, unit=products[0].unit, expected=rule.unit)
    return None


def _shown(product: Product) -> str:
    return f"{product.sku} {product.attributes.get('usagetype', '')} {_first(product.tiers)}"


def _first(tiers: tuple[Tier, ...]) -> Text:
    return same(f"{tiers[0].usd:f} USD")


def priced(found: Match, known: Price | None, source: str) -> Price:
    """The price of a match; what the price list does not say, such as our unit, stays as it was known."""
    rule, product = found.rule, found.product
    return Price(
        key=rule.key,
        place=rule.place,
        service=rule.offer,
        usage_type=product.attributes.get("usagetype", ""),
        sku=product.sku,
        unit=known.unit if known else rule.unit,
        description=known.description if known else product.attributes.get("usagetype", ""),
        tiers=product.tiers,
        source=source,
        dated=date.fromisoformat(found.offer.published[:10]),
        second_source=known.second_source if known else "",
    )


_NONE = Text(
    en="{key} in {place}: the offer {offer} has no product with {wanted}; mend its rule in rules.yaml",
    es="{key} en {place}: la oferta {offer} no tiene ningún producto con {wanted}; corrija su regla en rules.yaml",
)
_SEVERAL = Text(
    en="{key} in {place}: {count} products fit and cost differently ({candidates}); narrow its rule in rules.yaml",
    es="{key} en {place}: encajan {count} productos con precios distintos ({candidates}); haga más estrecha su regla en"
    " rules.yaml",
)
_UNIT = Text(
    en="{key} in {place}: the price list counts in {unit}; expected {expected}",
    es="{key} en {place}: la lista de precios cuenta en {unit}; se esperaba {expected}",
)
