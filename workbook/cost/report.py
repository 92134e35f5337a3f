"""Estimates as JSON and as CSV, in the documented forms; amounts are texts, so that no reader rounds them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from io import StringIO

from workbook.cost.component import Kind
from workbook.cost.estimate import Coverage, Estimate, Gap
from workbook.cost.prices.model import Price
from workbook.cost.pricing import Line
from workbook.lang import Lang
from workbook.template.jsonable import Json

SCHEMA = 1
CURRENCY = "USD"
COLUMNS = (
    "profile", "users", "stack", "logical_id", "path", "component", "service", "usage_type", "region",
    "quantity", "free", "unit", "unit_price", "monthly", "kind", "formula", "source", "dated",
)  # fmt: skip


def to_json(estimates: Sequence[Estimate], lang: Lang) -> dict[str, Json]:
    """All estimates of one question, with every line and where its price comes from."""
    return {
        "schema": SCHEMA,
        "currency": CURRENCY,
        "region": estimates[0].region,
        "free_tier": estimates[0].free_tier.value,
        "price_book": price_book_json(estimates),
        "scenarios": [_scenario(estimate, lang) for estimate in estimates],
        "coverage": coverage_json(estimates),
    }


def to_csv(estimates: Sequence[Estimate], lang: Lang) -> str:
    """One row for each line of each estimate, with a heading; unknown amounts are empty."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for estimate in estimates:
        for line in estimate.lines:
            row = {"profile": estimate.source, "users": estimate.users, **_item(line, lang)}
            writer.writerow([row[column] for column in COLUMNS])
    return out.getvalue()


def amount(number: Decimal | None) -> str | None:
    """An amount as text with six decimals at most and two at least; None for an unknown one.

    >>> amount(Decimal("16.425")), amount(Decimal(3)), amount(Decimal("0.0000004"))
    ('16.425', '3.00', '0.00')
    """
    if number is None:
        return None
    whole, _, decimals = f"{number:.6f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def plain(number: Decimal | None) -> str | None:
    """A number as text without an exponent, exact."""
    if number is None:
        return None
    return f"{number.normalize():f}"


def price_book_json(estimates: Sequence[Estimate]) -> dict[str, Json]:
    """How old the prices of some estimates are, and which of them are in doubt."""
    return doubts_json({price for each in estimates for price in each.prices}, estimates[0].today)


def doubts_json(prices: AbstractSet[Price], today: date) -> dict[str, Json]:
    """How old some prices are, and which of them are in doubt; the dates are None where there are no prices."""
    dates = [price.dated for price in prices]
    return {
        "oldest": min(dates).isoformat() if dates else None,
        "newest": max(dates).isoformat() if dates else None,
        "stale": [*sorted(_name(price) for price in prices if price.stale(today))],
        "assumed": [*sorted(_name(price) for price in prices if price.assumed)],
        "disputed": [*sorted(_name(price) for price in prices if price.dispute)],
    }


def coverage_json(estimates: Sequence[Estimate]) -> dict[str, Json]:
    """How many resources the meters cover, over all sources of the answer."""
    by_source = {estimate.source: estimate.coverage for estimate in estimates}
    fields = asdict(Coverage(0, 0, 0, 0))
    return {field: sum(getattr(coverage, field) for coverage in by_source.values()) for field in fields}


def _name(price: Price) -> str:
    return f"{price.key} {price.place}"


def _scenario(estimate: Estimate, lang: Lang) -> dict[str, Json]:
    return {
        "profile": estimate.source,
        "users": estimate.users,
        "monthly_total": amount(estimate.total),
        "fixed": amount(estimate.of_kind(Kind.FIXED)),
        "usage": amount(estimate.of_kind(Kind.USAGE)),
        "low": amount(estimate.low),
        "high": amount(estimate.high),
        "per_user": amount(estimate.per_user),
        "items": [_item(line, lang) for line in estimate.lines],
        "unsupported": [_gap(gap, lang) for gap in estimate.gaps],
        "strained": [_gap(gap, lang) for gap in estimate.strained],
        "coverage": coverage_json([estimate]),
    }


def _item(line: Line, lang: Lang) -> dict[str, Json]:
    component, owner, price = line.charge.component, line.charge.owner, line.price
    return {
        "stack": owner.stack,
        "logical_id": owner.logical_id,
        "path": owner.path,
        "component": component.name[lang],
        "service": price.service,
        "usage_type": price.usage_type,
        "region": price.place,
        "quantity": plain(line.quantity),
        "free": plain(line.free),
        "unit": price.unit,
        "unit_price": plain(price.first),
        "monthly": amount(line.monthly),
        "kind": component.kind.value,
        "formula": component.explained()[lang],
        "source": price.source,
        "dated": price.dated.isoformat(),
    }


def _gap(gap: Gap, lang: Lang) -> dict[str, Json]:
    owner = gap.owner
    return {
        "stack": owner.stack,
        "logical_id": owner.logical_id,
        "type": gap.type,
        "path": owner.path,
        "reason": gap.reason[lang],
        "counted": gap.counted,
    }
