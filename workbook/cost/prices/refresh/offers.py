"""Read what AWS publishes of prices: offer files in JSON and CSV, and the answers of the pricing API, as products."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

from workbook.cost.prices.model import Tier
from workbook.errors import PriceError
from workbook.lang import Text

CSV_HEAD = 5
"""Lines of metadata before the heading of an offer file in CSV."""


@dataclass(frozen=True, slots=True)
class Product:
    """One product on demand: what it is, and what it costs. Tiers that are free at the start are left out of them."""

    sku: str
    attributes: Mapping[str, str]
    unit: str
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """The products of one offer with the version and the date that AWS gave to it."""

    code: str
    version: str
    published: str
    products: tuple[Product, ...]


def from_json(content: bytes, where: str) -> Offer:
    """The offer in a file in JSON.

    Raises:
        PriceError: it is no offer file, or a price in it cannot be read.
    """
    said = _json(content, where)
    terms = _at(said, "terms", "OnDemand")
    products = [
        product(sku, body, list(terms.get(sku, {}).values()), where) for sku, body in _at(said, "products").items()
    ]
    version, published = str(said.get("version", "")), str(said.get("publicationDate", ""))
    return Offer(str(said.get("offerCode", "")), version, published, tuple(each for each in products if each))


def from_api(items: Iterable[str], code: str) -> Offer:
    """The offer in the answers of the pricing API, each of which is a text in JSON.

    Raises:
        PriceError: as `from_json`.
    """
    found, version, published = [], "", ""
    for item in items:
        said = _json(item.encode(), code)
        body = _at(said, "product")
        terms = list(said.get("terms", {}).get("OnDemand", {}).values())
        found.append(product(str(body.get("sku", "")), body, terms, code))
        version, published = str(said.get("version", version)), str(said.get("publicationDate", published))
    return Offer(code, version, published, tuple(each for each in found if each))


def from_csv(lines: Iterable[str], wanted: frozenset[str], where: str) -> Offer:
    """The products of some usage types out of a file in CSV, which is read line by line, as it may be of gigabytes.

    Raises:
        PriceError: as `from_json`.
    """
    stream = iter(lines)
    head = {line[0]: line[1] for line in csv.reader(islice(stream, CSV_HEAD)) if len(line) > 1}
    rows: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(stream):
        if row.get("usageType") in wanted and row.get("TermType") == "OnDemand":
            rows.setdefault(str(row.get("SKU")), []).append(row)
    if "OfferCode" not in head:
        raise PriceError(_NO_OFFER.format(where=where))
    products = tuple(_from_rows(sku, found, where) for sku, found in sorted(rows.items()))
    return Offer(head["OfferCode"], head.get("Version", ""), head.get("Publication Date", ""), products)


def product(sku: str, body: Mapping[str, Any], terms: list[Mapping[str, Any]], where: str) -> Product | None:
    """A product with its price on demand; None for one that is not sold on demand."""
    dimensions = [each for term in terms for each in term.get("priceDimensions", {}).values()]
    if not dimensions:
        return None
    attributes = {**body.get("attributes", {}), "productFamily": body.get("productFamily", "")}
    try:
        tiers = [_tier(each["beginRange"], each["endRange"], each["pricePerUnit"]["USD"]) for each in dimensions]
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise PriceError(_BAD_PRICE.format(sku=sku, where=where, why=repr(error))) from error
    return Product(sku, attributes, str(dimensions[0].get("unit", "")), _paid(tiers, sku, where))


def _from_rows(sku: str, rows: list[dict[str, str]], where: str) -> Product:
    first = rows[0]
    try:
        tiers = [_tier(row["StartingRange"], row["EndingRange"], row["PricePerUnit"]) for row in rows]
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise PriceError(_BAD_PRICE.format(sku=sku, where=where, why=repr(error))) from error
    attributes = {_NAMES.get(name, name): value for name, value in first.items() if value}
    return Product(sku, attributes, first.get("Unit", ""), _paid(tiers, sku, where))


def _tier(begin: str, end: str, usd: str) -> Tier:
    tier = Tier(Decimal(begin), None if end in {"Inf", ""} else Decimal(end), Decimal(usd))
    if not tier.usd.is_finite() or tier.usd < 0 or tier.start < 0:
        raise ValueError(usd)
    return tier


def _paid(tiers: list[Tier], sku: str, where: str) -> tuple[Tier, ...]:
    """The tiers in order, each beginning where the one before it ends, counted from the first unit that is paid."""
    ordered = sorted(tiers, key=lambda tier: tier.start)
    ends = [Decimal(0), *(tier.end for tier in ordered)]
    if [tier.start for tier in ordered] != ends[:-1] or ends[-1] is not None:
        raise PriceError(_BAD_TIERS.format(sku=sku, where=where))
    free = ordered[0].end if len(ordered) > 1 and ordered[0].usd == 0 else None
    if free is None:
        return tuple(ordered)
    return tuple(Tier(t.start - free, None if t.end is None else t.end - free, t.usd) for t in ordered[1:])


def _json(content: bytes, where: str) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise PriceError(_NOT_JSON.format(where=where, why=error)) from error
    if not isinstance(said, dict):
        raise PriceError(_NO_OFFER.format(where=where))
    return said


def _at(said: Mapping[str, Any], *path: str) -> dict[str, Any]:
    found: Any = said
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    if not isinstance(found, dict):
        raise PriceError(_NO_PART.format(part=".".join(path)))
    return found


def find(offer: Offer, attributes: Mapping[str, str]) -> Iterator[Product]:
    """The products of an offer that have all of these attributes."""
    for each in offer.products:
        if all(each.attributes.get(name) == value for name, value in attributes.items()):
            yield each


_NAMES = {
    "usageType": "usagetype",
    "Product Family": "productFamily",
    "Operating System": "operatingSystem",
    "Tenancy": "tenancy",
    "Pre Installed S/W": "preInstalledSw",
    "CapacityStatus": "capacitystatus",
    "Instance Type": "instanceType",
}
"""Headings of the CSV files that differ from the attributes in JSON."""

_NOT_JSON = Text(
    en="what was read for {where} is not JSON ({why}); expected an offer file of the AWS price list",
    es="lo leído para {where} no es JSON ({why}); se esperaba un archivo de oferta de la lista de precios de AWS",
)
_NO_OFFER = Text(
    en="what was read for {where} is no offer file of the AWS price list",
    es="lo leído para {where} no es un archivo de oferta de la lista de precios de AWS",
)
_NO_PART = Text(
    en="an offer file lacks {part}; expected the form of the AWS price list",
    es="a un archivo de oferta le falta {part}; se esperaba la forma de la lista de precios de AWS",
)
_BAD_PRICE = Text(
    en="the price of the product {sku} in {where} cannot be read ({why}); expected decimals from 0 in USD",
    es="no se puede leer el precio del producto {sku} en {where} ({why}); se esperaban decimales desde 0 en USD",
)
_BAD_TIERS = Text(
    en="the tiers of the product {sku} in {where} leave gaps or overlap; expected them from 0 to Inf",
    es="los tramos del producto {sku} en {where} dejan huecos o se solapan; se esperaban desde 0 hasta Inf",
)
