"""Small offer files as AWS publishes them, written into a folder below the paths of their addresses."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from workbook.cost.prices.model import Price, Tier
from workbook.cost.prices.write import snapshot_text

Dimension = Mapping[str, object]
Write = Callable[..., None]


def dimension(usd: str, begin: str = "0", end: str = "Inf", unit: str = "Hrs") -> Dimension:
    return {"beginRange": begin, "endRange": end, "unit": unit, "pricePerUnit": {"USD": usd}}


def product(family: str, **attributes: str) -> dict[str, object]:
    return {"productFamily": family, "attributes": attributes}


def balancer(usage: str = "LoadBalancerUsage") -> dict[str, object]:
    return product("Load Balancer-Application", usagetype=usage, operation="LoadBalancing:Application")


def network_balancer(usage: str = "LoadBalancerUsage") -> dict[str, object]:
    return product("Load Balancer-Network", usagetype=usage, operation="LoadBalancing:Network")


def elb(hour: list[Dimension] | None = None, **more: tuple[dict[str, object], list[Dimension]]) -> dict[str, Any]:
    """The offer of load balancers in us-east-1: four products, with others beside or in place of them."""
    sold: dict[str, tuple[dict[str, object], list[Dimension]]] = {
        "ALBHOUR": (balancer(), hour or [dimension("0.0225")]),
        "ALBUNIT": (balancer("LCUUsage"), [dimension("0.008", unit="LCU-Hrs")]),
        "NLBHOUR": (network_balancer(), [dimension("0.0225")]),
        "NLBUNIT": (network_balancer("LCUUsage"), [dimension("0.006", unit="LCU-Hrs")]),
        **more,
    }
    return offer("AWSELB", sold)


def offer(code: str, sold: Mapping[str, tuple[dict[str, object], list[Dimension]]]) -> dict[str, Any]:
    terms = {
        sku: {f"{sku}.JRTCKXETXF": {"priceDimensions": {f"{sku}.{n}": d for n, d in enumerate(dimensions)}}}
        for sku, (_, dimensions) in sold.items()
    }
    return {
        "formatVersion": "v1.0",
        "offerCode": code,
        "version": "20261120000000",
        "publicationDate": "2026-11-20T00:00:00Z",
        "products": {sku: {"sku": sku, **body} for sku, (body, _) in sold.items()},
        "terms": {"OnDemand": terms},
    }


def table(rows: list[dict[str, str]]) -> str:
    """An offer file in CSV, with its five lines of metadata."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for line in (
        ["FormatVersion", "v1.0"],
        ["Disclaimer", "for tests"],
        ["Publication Date", "2026-11-20T00:00:00Z"],
        ["Version", "20261120000000"],
        ["OfferCode", "AmazonEC2"],
    ):
        writer.writerow(line)
    table_of = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    table_of.writeheader()
    table_of.writerows(rows)
    return out.getvalue()


def price(key: str, usd: str, unit: str = "hour", place: str = "us-east-1", service: str = "AWSELB") -> Price:
    tiers = (Tier(Decimal(0), None, Decimal(usd)),)
    return Price(key, place, service, "U", "OLD", unit, "as it was", tiers, "an older list", date(2026, 10, 1))


OLD = (
    price("alb.hour", "0.0225"),
    price("alb.lcu", "0.008", "LCU-hour"),
    price("nlb.hour", "0.0225"),
    price("nlb.lcu", "0.006", "NLCU-hour"),
    price("sns.email", "0.00002", "notification", service="AmazonSNS"),
)


@pytest.fixture
def snapshots(tmp_path: Path) -> Path:
    """A folder with one snapshot of the price list."""
    folder = tmp_path / "price-list"
    folder.mkdir()
    (folder / "2026-10-01.csv").write_text(snapshot_text(OLD), encoding="utf-8")
    return folder


@pytest.fixture
def publish(tmp_path: Path) -> Write:
    """Put an offer where its index says that it lies."""

    def write(content: Mapping[str, object] | str, code: str = "AWSELB", region: str = "us-east-1") -> None:
        version = f"/offers/v1.0/aws/{code}/20261120000000/{region}/index.json"
        index = tmp_path / f"files/offers/v1.0/aws/{code}/current/region_index.json"
        index.parent.mkdir(parents=True, exist_ok=True)
        index.write_text(json.dumps({"regions": {region: {"currentVersionUrl": version}}}))
        is_table = isinstance(content, str) and code == "AmazonEC2"
        target = tmp_path / f"files{version.removesuffix('.json') + '.csv' if is_table else version}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")

    return write


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The folder that the offers are published into."""
    return tmp_path / "files"
