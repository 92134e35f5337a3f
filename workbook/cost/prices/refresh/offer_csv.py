"""Read offers in CSV line by line: files of gigabytes, of which a few lines are wanted."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from workbook.cost.prices.refresh.offers import ON_DEMAND, Offer, Row, Wanted, products, terms_named
from workbook.errors import PriceError
from workbook.lang import Text

ABOUT_LINES = 5
"""Lines about the file before the heading: its format, a disclaimer, when and in which version it was published."""
Cells = Mapping[str, str]


def from_csv(lines: Iterable[str], wanted: Wanted, where: str) -> Offer:
    """The wanted products of an offer file, or of a file of savings plans, which has a heading of its own.

    Raises:
        PriceError: it is no such file, a line of it is cut off, or prices in it cannot be used.
    """
    reader = csv.reader(lines)
    about = {cells[0]: cells[1] for cells in islice(reader, ABOUT_LINES) if len(cells) > 1}
    heading = next(reader, [])
    plan = "DiscountedUsageType" in heading
    missing = [name for name in (_PLAN if plan else _PRICE) if name not in heading]
    if "OfferCode" not in about or missing:
        raise PriceError(_NO_OFFER.format(where=where))
    attributes: dict[str, dict[str, str]] = {}
    rows: list[Row] = []
    for cells in _wanted_lines(reader, heading, wanted, "DiscountedUsageType" if plan else "usageType", where):
        row = _plan_row(cells) if plan else _row(cells)
        attributes[row.sku] = _attributes(cells)
        rows.append(row)
    found = products(attributes, rows, wanted, where)
    return Offer(about["OfferCode"], about.get("Version", ""), about.get("Publication Date", ""), found)


def _wanted_lines(
    lines: Iterable[list[str]], heading: list[str], wanted: Wanted, column: str, where: str
) -> Iterator[Cells]:
    """The lines with a wanted usage type."""
    place = heading.index(column)
    for cells in lines:
        if len(cells) != len(heading):
            raise PriceError(_LENGTH.format(where=where, count=len(cells), expected=len(heading)))
        if cells[place] in wanted.usage_types:
            yield dict(zip(heading, cells, strict=True))


def _row(cells: Cells) -> Row:
    reserved = cells["TermType"] == "Reserved"
    length, purchase, unit = cells.get("LeaseContractLength", ""), cells.get("PurchaseOption", ""), cells["Unit"]
    return Row(
        sku=cells["SKU"],
        terms=terms_named(length, purchase, unit) if reserved else ON_DEMAND,
        unit=unit,
        begin=cells["StartingRange"] or "0",
        end=cells["EndingRange"] or "Inf",
        usd=_dollars(cells["PricePerUnit"], cells),
    )


def _plan_row(cells: Cells) -> Row:
    """What a unit costs under a plan; the product is the one that the plan makes cheaper."""
    length = f"{cells['LeaseContractLength']}{'yr' if cells['LeaseContractLengthUnit'] == 'year' else ''}"
    return Row(
        sku=cells["DiscountedSKU"],
        terms=terms_named(length, cells["PurchaseOption"]),
        unit=cells["Unit"],
        begin="0",
        end="Inf",
        usd=_dollars(cells["DiscountedRate"], cells),
    )


def _dollars(amount: str, cells: Cells) -> str:
    """The amount, or in another currency than USD what cannot be taken for one."""
    return amount if cells["Currency"] == "USD" else f"{amount} {cells['Currency']}"


def _attributes(cells: Cells) -> dict[str, str]:
    """What the file says of a product, by the names that JSON has for it."""
    return {_NAMES.get(name, name): value for name, value in cells.items() if value}


_PRICE = ("SKU", "TermType", "StartingRange", "EndingRange", "Unit", "PricePerUnit", "Currency", "usageType")
_PLAN = (
    "DiscountedSKU", "DiscountedRate", "Unit", "DiscountedUsageType", "DiscountedServiceCode", "PurchaseOption",
    "LeaseContractLength", "LeaseContractLengthUnit", "Product Family", "Currency",
)  # fmt: skip
_NAMES = {
    "CapacityStatus": "capacitystatus",
    "DiscountedServiceCode": "servicecode",
    "DiscountedUsageType": "usagetype",
    "Operating System": "operatingSystem",
    "Pre Installed S/W": "preInstalledSw",
    "Product Family": "productFamily",
    "Tenancy": "tenancy",
    "usageType": "usagetype",
}
"""Headings that are not written as in JSON, of the attributes that rules name."""

_NO_OFFER = Text(
    en="what was read at {where} is not a file of the AWS price list in CSV; expected five lines about it, then its"
    " heading",
    es="lo leído en {where} no es un archivo CSV de la lista de precios de AWS; se esperaban cinco líneas sobre él y"
    " luego su encabezado",
)
_LENGTH = Text(
    en="a line at {where} has {count} cells; expected {expected}, as many as the heading",
    es="una línea en {where} tiene {count} celdas; se esperaban {expected}, tantas como el encabezado",
)
