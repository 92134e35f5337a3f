"""A whole price list, made from the rules and from the prices that it is to hold, in both shapes of its files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from workbook.cost.prices.model import Price, Tier
from workbook.cost.prices.refresh.catalogue import PLANS, STREAMED
from workbook.cost.prices.refresh.offers import ON_DEMAND
from workbook.cost.prices.refresh.rules import Rule, accepted_units

Pair = tuple[str, str]
VERSION = "20261101000000"
PUBLISHED = "2026-11-01T00:00:00Z"
HEADINGS = {
    "usagetype": "usageType",
    "productFamily": "Product Family",
    "operatingSystem": "Operating System",
    "tenancy": "Tenancy",
    "capacitystatus": "CapacityStatus",
    "preInstalledSw": "Pre Installed S/W",
    "operation": "operation",
}


def write_price_list(root: Path, rules: Iterable[Rule], known: Mapping[Pair, Price], day: date) -> None:
    """Files below a folder that hold, for each rule with a known price, one product at that price."""
    grouped: dict[Pair, list[Rule]] = {}
    for rule in rules:
        if (rule.key, rule.place) in known:
            grouped.setdefault((rule.offer, rule.region), []).append(rule)
    offers: dict[str, list[str]] = {}
    for (code, region), some in grouped.items():
        offers.setdefault(code, []).append(region)
        kind = "savingsPlan" if code in PLANS else "offers"
        path = f"/{kind}/v1.0/aws/{code}/{VERSION}/{region}/index.{'csv' if code in STREAMED else 'json'}"
        _write(root, path, _content(code, some, known))
    for code, regions in offers.items():
        _write(root, *_region_index(code, regions))
    listed = {
        code: {"currentRegionIndexUrl": f"/offers/v1.0/aws/{code}/current/region_index.json"}
        for code in offers.keys() - PLANS.keys()
    }
    _write(root, "/offers/v1.0/aws/index.json", json.dumps({"publicationDate": f"{day}T08:00:00Z", "offers": listed}))


def _region_index(code: str, regions: Sequence[str]) -> tuple[str, str]:
    if code in PLANS:
        found = [
            {"regionCode": name, "versionUrl": f"/savingsPlan/v1.0/aws/{code}/{VERSION}/{name}/index.json"}
            for name in regions
        ]
        return PLANS[code], json.dumps({"regions": found})
    paths = {name: {"currentVersionUrl": f"/offers/v1.0/aws/{code}/{VERSION}/{name}/index.json"} for name in regions}
    return f"/offers/v1.0/aws/{code}/current/region_index.json", json.dumps({"regions": paths})


def _content(code: str, rules: Sequence[Rule], known: Mapping[Pair, Price]) -> str:
    if code in PLANS:
        return _csv(code, [_plan_row(rule, known[rule.key, rule.place]) for rule in rules])
    if code in STREAMED:
        return _csv(code, [row for rule in rules for row in _rows(rule, known[rule.key, rule.place])])
    return json.dumps(_offer(code, rules, known))


def _offer(code: str, rules: Sequence[Rule], known: Mapping[Pair, Price]) -> dict[str, object]:
    products: dict[str, object] = {}
    terms: dict[str, dict[str, dict[str, object]]] = {"OnDemand": {}, "Reserved": {}}
    for rule in rules:
        sku, attributes = sku_of(rule), attributes_of(rule)
        products[sku] = {"sku": sku, "productFamily": attributes.pop("productFamily", ""), "attributes": attributes}
        price = known[rule.key, rule.place]
        if rule.terms == ON_DEMAND:
            terms["OnDemand"].setdefault(sku, {})[f"{sku}.T"] = {"priceDimensions": dimensions(rule, price.tiers)}
            continue
        length, *purchase = rule.terms.partition(".")[0].split("-")
        code_of = f"{sku}.{length}{purchase[0]}"
        found = terms["Reserved"].setdefault(sku, {}).setdefault(code_of, {"priceDimensions": {}})
        about = {"LeaseContractLength": length, "PurchaseOption": " ".join(purchase).title()}
        found["termAttributes"] = about  # type: ignore[index]
        found["priceDimensions"].update(dimensions(rule, price.tiers))  # type: ignore[index]
    return {"offerCode": code, "version": VERSION, "publicationDate": PUBLISHED, "products": products, "terms": terms}


def sku_of(rule: Rule) -> str:
    """One SKU for each product; several rules may name the same one under other terms."""
    said = [rule.offer, rule.region, rule.usage_types[0], *(values[0] for values in rule.attributes.values())]
    return "".join(letter for letter in "".join(said).upper() if letter.isalnum())


def attributes_of(rule: Rule) -> dict[str, str]:
    return {"usagetype": rule.usage_types[0], **{name: values[0] for name, values in rule.attributes.items()}}


def unit_of(rule: Rule) -> str:
    return "Quantity" if rule.terms.endswith(".upfront") else min(accepted_units(rule.unit))


def dimensions(rule: Rule, tiers: Iterable[Tier]) -> dict[str, object]:
    part = rule.terms.rpartition(".")[2]
    return {
        f"{rule.key}.{part}.{number}": {
            "unit": unit_of(rule),
            "beginRange": f"{tier.start:f}",
            "endRange": "Inf" if tier.end is None else f"{tier.end:f}",
            "pricePerUnit": {"USD": f"{tier.usd:.14f}"},
        }
        for number, tier in enumerate(tiers)
    }


def _rows(rule: Rule, price: Price) -> list[dict[str, str]]:
    attributes = {HEADINGS[name]: value for name, value in attributes_of(rule).items()}
    return [
        {
            "SKU": sku_of(rule),
            "TermType": "OnDemand",
            "StartingRange": f"{tier.start:f}",
            "EndingRange": "Inf" if tier.end is None else f"{tier.end:f}",
            "Unit": unit_of(rule),
            "PricePerUnit": f"{tier.usd:.10f}",
            "Currency": "USD",
            **attributes,
        }
        for tier in price.tiers
    ]


def _plan_row(rule: Rule, price: Price) -> dict[str, str]:
    length, *purchase = rule.terms.split("-")
    return {
        "DiscountedSKU": sku_of(rule),
        "DiscountedRate": f"{Decimal(price.first):.10f}",
        "Currency": "USD",
        "Unit": unit_of(rule),
        "DiscountedUsageType": rule.usage_types[0],
        "DiscountedServiceCode": rule.attributes["servicecode"][0],
        "PurchaseOption": " ".join(purchase).title(),
        "LeaseContractLength": length.removesuffix("yr"),
        "LeaseContractLengthUnit": "year",
        "Product Family": rule.attributes["productFamily"][0],
    }


def _csv(code: str, rows: Sequence[Mapping[str, str]]) -> str:
    lines = [
        ("FormatVersion", "v1.0"),
        ("Disclaimer", "made by a test"),
        ("Publication Date", PUBLISHED),
        ("Version", VERSION),
        ("OfferCode", code),
    ]
    heading = list(dict.fromkeys(name for row in rows for name in row))
    return "".join(
        ",".join(f'"{cell}"' for cell in cells) + "\n"
        for cells in (*lines, heading, *([row.get(name, "") for name in heading] for row in rows))
    )


def _write(root: Path, path: str, content: str) -> None:
    file = root / path.lstrip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
