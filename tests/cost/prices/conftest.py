"""Small prices and price files to try things on."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from workbook.cost.prices.model import Basis, Price, Tier
from workbook.cost.prices.snapshot import COLUMNS

Write = Callable[..., Path]

GOOD = {
    "key": "alb.hour",
    "place": "eu-west-1",
    "service": "AWSELB",
    "usage_type": "EU-LoadBalancerUsage",
    "sku": "",
    "unit": "hour",
    "from": "0",
    "to": "",
    "usd": "0.0252",
    "source": "a price list",
    "dated": "2026-10-07",
    "basis": "read",
    "second_source": "",
    "dispute_en": "",
    "dispute_es": "",
    "description": "Application Load Balancer hour",
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rows, each a change of a good one, as a price file."""

    def written(*changes: dict[str, str], name: str = "prices.csv", columns: tuple[str, ...] = COLUMNS) -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(GOOD | change for change in changes)
        return path

    return written


def price(key: str = "alb.hour", place: str = "eu-west-1", usd: str = "0.0252", **fields: Any) -> Price:
    """A price of one tier, unless `tiers` says otherwise as pairs of start and USD."""
    pairs = fields.pop("tiers", ((0, usd),))
    ends = [*(Decimal(start) for start, _ in pairs[1:]), None]
    tiers = tuple(Tier(Decimal(start), end, Decimal(each)) for (start, each), end in zip(pairs, ends, strict=True))
    known = {
        "service": "AWSELB",
        "usage_type": "EU-LoadBalancerUsage",
        "sku": "",
        "unit": "hour",
        "description": "Application Load Balancer hour",
        "source": "a price list",
        "dated": date(2026, 10, 7),
        "basis": Basis.READ,
    }
    return Price(key=key, place=place, tiers=tiers, **(known | fields))
