"""Hold offers against rules: exactly one product for each price, or several that cost the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbook.cost.prices.refresh.offers import Offer, Product, Rate
from workbook.cost.prices.refresh.rules import Rule, accepted_units
from workbook.errors import PriceError
from workbook.lang import Text

SHOWN = 5
"""Candidates that an error names; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule with the product that it names, and what that costs."""

    rule: Rule
    product: Product
    rate: Rate


def match(rule: Rule, offer: Offer, free: Mapping[str, frozenset[Decimal]], known_sku: str = "") -> Match:
    """The product of a rule, and of several that cost the same the one that was known before, or the first.

    `free` are the amounts that are free each month by key: the list may begin with one of them, or with none.

    Raises:
        PriceError: no product, products that cost differently, another unit, an amount that is free or a price that
            was not expected.
    """
    products = [product for product in offer.products if _fits(product, rule)]
    if not products:
        raise PriceError(_NONE.format(**_told(rule), wanted=rule.wanted))
    rates = [(product, rate) for product in products for rate in product.rates if rate.terms == rule.terms]
    if not rates:
        skus = ", ".join(product.sku for product in products[:SHOWN])
        raise PriceError(_NO_TERMS.format(**_told(rule), skus=skus, terms=rule.terms))
    if len({(rate.unit.lower(), rate.free, rate.tiers) for _, rate in rates}) > 1:
        candidates = "; ".join(_shown(product, rate) for product, rate in rates[:SHOWN])
        raise PriceError(_SEVERAL.format(**_told(rule), count=len(rates), candidates=candidates))
    product, rate = next((each for each in rates if each[0].sku == known_sku), rates[0])
    problems = list(_problems(rule, product, rate, free.get(rule.key, frozenset())))
    if problems:
        raise PriceError(*problems)
    return Match(rule, product, rate)


def _fits(product: Product, rule: Rule) -> bool:
    return product.usage_type in rule.usage_types and all(
        product.attributes.get(name) in values for name, values in rule.attributes.items()
    )


def _problems(rule: Rule, product: Product, rate: Rate, free: frozenset[Decimal]) -> Iterator[Text]:
    accepted = accepted_units(rule.unit)
    if rate.unit.lower() not in accepted:
        expected = ", ".join(sorted(accepted))
        yield _UNIT.format(**_told(rule), sku=product.sku, unit=rate.unit, expected=expected)
    if rate.free and rate.free not in free:
        known = ", ".join(f"{amount:f}" for amount in sorted(free)) or "0"
        yield _FREE.format(**_told(rule), sku=product.sku, free=f"{rate.free:f}", known=known)
    first = rate.tiers[0].usd
    if not rule.least <= first <= rule.most:
        between = {"least": f"{rule.least:f}", "most": f"{rule.most:f}"}
        yield _UNBELIEVABLE.format(**_told(rule), sku=product.sku, usd=f"{first:f}", **between)


def _told(rule: Rule) -> dict[str, str]:
    return {"key": rule.key, "place": rule.place, "offer": f"{rule.offer} {rule.region}"}


def _shown(product: Product, rate: Rate) -> str:
    return f"{product.sku} {product.usage_type} {rate.tiers[0].usd:f} USD / {rate.unit}"


_NONE = Text(
    en="{key} in {place}: the offer {offer} has no product with {wanted}; mend its rule in rules.yaml",
    es="{key} en {place}: la oferta {offer} no tiene ningún producto con {wanted}; corrija su regla en rules.yaml",
)
_NO_TERMS = Text(
    en="{key} in {place}: the offer {offer} has the product {skus}, but no price of it under the terms {terms}; mend"
    " its rule in rules.yaml",
    es="{key} en {place}: la oferta {offer} tiene el producto {skus}, pero sin precio en las condiciones {terms};"
    " corrija su regla en rules.yaml",
)
_SEVERAL = Text(
    en="{key} in {place}: {count} products of {offer} fit and cost differently ({candidates}); narrow its rule in"
    " rules.yaml",
    es="{key} en {place}: encajan {count} productos de {offer} con precios distintos ({candidates}); haga más estrecha"
    " su regla en rules.yaml",
)
_UNIT = Text(
    en="{key} in {place}: the product {sku} of {offer} counts in “{unit}”; expected one of {expected}: mend its rule in"
    " rules.yaml, or units.yaml",
    es="{key} en {place}: el producto {sku} de {offer} cuenta en «{unit}»; se esperaba una de {expected}: corrija su"
    " regla en rules.yaml, o units.yaml",
)
_FREE = Text(
    en="{key} in {place}: the product {sku} of {offer} is free up to {free}; expected {known}: correct free-tier.yaml",
    es="{key} en {place}: el producto {sku} de {offer} es gratuito hasta {free}; se esperaba {known}: corrija"
    " free-tier.yaml",
)
_UNBELIEVABLE = Text(
    en="{key} in {place}: the product {sku} of {offer} costs {usd} USD; expected {least} to {most}: mend its rule in"
    " rules.yaml",
    es="{key} en {place}: el producto {sku} de {offer} cuesta {usd} USD; se esperaba de {least} a {most}: corrija su"
    " regla en rules.yaml",
)
