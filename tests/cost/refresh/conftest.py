"""A small price list made by hand, copies of it to break, and a snapshot to renew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from workbook.cost.prices.load import snapshots
from workbook.cost.prices.refresh.offers import Offer, Product, Rate, Wanted
from workbook.cost.prices.refresh.rules import Rule, rules
from workbook.cost.prices.refresh.run import Refreshed, Request, refresh
from workbook.cost.prices.snapshot import read_prices
from workbook.cost.prices.write import snapshot_text

OFFERS = Path(__file__).parents[2] / "fixtures" / "offers"
TODAY = date(2026, 11, 25)
INDEX_DAY = date(2026, 11, 20)
VERSION = "20261101000000"
FILES = "offers/v1.0/aws"


def file_of(code: str, suffix: str = "json") -> str:
    return f"{FILES}/{code}/{VERSION}/us-east-1/index.{suffix}"


@pytest.fixture
def price_list(tmp_path: Path) -> Path:
    """A copy of the price list, which a test may break."""
    return Path(shutil.copytree(OFFERS / "price-list", tmp_path / "price-list"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a snapshot of 2026-10-07: what the book has of some services in us-east-1."""
    found = tmp_path / "snapshots"
    found.mkdir()
    prices = [price for price in read_prices(snapshots()[0]) if price.place == "us-east-1"]
    prices = [price for price in prices if price.key.partition(".")[0] in {"fargate", "sns", "nat", "alb"}]
    (found / "2026-10-07.csv").write_text(snapshot_text(prices), encoding="utf-8")
    return found


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def renew(price_list: Path, folder: Path) -> Callable[..., Refreshed]:
    """Refresh the prices of an offer in us-east-1 from the price list."""

    def renewed(service: str = "AmazonECS", **changes: object) -> Refreshed:
        known = {"regions": ("us-east-1",), "folder": price_list, "snapshots": folder}
        return refresh(Request(service=service, **(known | changes)), TODAY)

    return renewed


def rule_of(key: str, region: str = "us-east-1") -> Rule:
    return next(rule for rule in rules((region,)) if rule.key == key)


def wanted(*found: Rule) -> Wanted:
    return Wanted(
        frozenset(name for rule in found for name in rule.usage_types), frozenset(rule.terms for rule in found)
    )


def rate_of(offer: Offer, sku: str, terms: str = "on-demand") -> Rate:
    product = next(product for product in offer.products if product.sku == sku)
    return next(rate for rate in product.rates if rate.terms == terms)


def tiers(rate: Rate) -> list[tuple[Decimal, Decimal | None, str]]:
    return [(tier.start, tier.end, f"{tier.usd:f}") for tier in rate.tiers]


def offer_of(*products: Product, code: str = "AmazonECS") -> Offer:
    return Offer(code, VERSION, "2026-11-01T00:00:00Z", products)
