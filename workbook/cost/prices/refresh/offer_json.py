"""Read offers in JSON: the files of the price list, and the answers of the pricing API, which have the same parts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbook.cost.prices.refresh.offers import NO_END, ON_DEMAND, Offer, Row, Wanted, products, terms_named
from workbook.errors import PriceError
from workbook.lang import Text

Said = Mapping[str, Any]


def from_json(content: bytes, wanted: Wanted, where: str) -> Offer:
    """The wanted products of an offer file.

    Raises:
        PriceError: it is no offer file, or prices in it cannot be used.
    """
    said = read_json(content, where)
    parts = {sku: part(body, "attributes", where) for sku, body in part(said, "products", where).items()}
    attributes = {
        sku: _attributes(said["products"][sku], found)
        for sku, found in parts.items()
        if found.get("usagetype") in wanted.usage_types
    }
    kinds = part(said, "terms", where)
    rows = [row for sku in attributes for row in _rows(sku, {kind: kinds[kind].get(sku, {}) for kind in kinds}, where)]
    found = products(attributes, rows, wanted, where)
    return Offer(str(said.get("offerCode")), str(said.get("version")), str(said.get("publicationDate")), found)


def from_answers(answers: Iterable[str], code: str, wanted: Wanted) -> Offer:
    """The wanted products in answers of the pricing API, each of which is one product as a text in JSON.

    Raises:
        PriceError: as `from_json`.
    """
    where = f"pricing API, {code}"
    attributes: dict[str, dict[str, str]] = {}
    rows: dict[str, list[Row]] = {}
    newest: Said = {}
    for answer in answers:
        said = read_json(answer.encode(), where)
        body = part(said, "product", where)
        sku = str(body.get("sku"))
        attributes[sku] = _attributes(body, part(body, "attributes", where))
        rows[sku] = list(_rows(sku, part(said, "terms", where), where))
        newest = max(newest, said, key=lambda each: str(each.get("publicationDate", "")))
    every = [row for found in rows.values() for row in found]
    found = products(attributes, every, wanted, where)
    return Offer(
        str(newest.get("serviceCode", code)), str(newest.get("version")), str(newest.get("publicationDate")), found
    )


def read_json(content: bytes, where: str) -> dict[str, Any]:
    """An object in JSON.

    Raises:
        PriceError: it is none.
    """
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise PriceError(_NOT_JSON.format(where=where, why=error)) from error
    if not isinstance(said, dict):
        raise PriceError(_NO_PART.format(where=where, part="{…}"))
    return said


def part(said: Any, name: str, where: str) -> dict[str, Any]:  # noqa: ANN401 - what was read may be anything
    """A part of an object, which must be an object itself.

    Raises:
        PriceError: it is not.
    """
    found = said.get(name) if isinstance(said, dict) else None
    if not isinstance(found, dict):
        raise PriceError(_NO_PART.format(where=where, part=name))
    return found


def _attributes(body: Said, attributes: Said) -> dict[str, str]:
    said = {name: str(value) for name, value in attributes.items()}
    return {**said, "productFamily": str(body.get("productFamily", ""))}


def _rows(sku: str, kinds: Said, where: str) -> Iterator[Row]:
    """The tiers of one product under all its terms, by kind of terms: `OnDemand` and `Reserved`."""
    for kind in kinds:
        for code, terms in part(kinds, kind, where).items():
            here = f"{where}, {code}"
            about = part(terms, "termAttributes", here) if kind == "Reserved" else {}
            for dimension in part(terms, "priceDimensions", here).values():
                yield _row(sku, about, dimension, here)


def _row(sku: str, about: Said, dimension: Any, where: str) -> Row:  # noqa: ANN401 - as above
    unit = str(dimension.get("unit", "")) if isinstance(dimension, dict) else ""
    names = str(about.get("LeaseContractLength", "")), str(about.get("PurchaseOption", ""))
    return Row(
        sku=sku,
        terms=terms_named(*names, unit) if about else ON_DEMAND,
        unit=unit,
        # What is paid once has no range.
        begin=str(dimension.get("beginRange", "0")) if isinstance(dimension, dict) else "",
        end=str(dimension.get("endRange", NO_END)) if isinstance(dimension, dict) else "",
        usd=str(part(dimension, "pricePerUnit", where).get("USD")),
    )


_NOT_JSON = Text(
    en="what was read at {where} is not JSON ({why}); expected a file of the AWS price list",
    es="lo leído en {where} no es JSON ({why}); se esperaba un archivo de la lista de precios de AWS",
)
_NO_PART = Text(
    en="what was read at {where} lacks {part}; expected the form of the AWS price list",
    es="a lo leído en {where} le falta {part}; se esperaba la forma de la lista de precios de AWS",
)
