"""Prices, their age and their changes as JSON, in the documented form; amounts are texts, so that no reader rounds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from workbook.cost.prices.age import Summary, stale_prices, summaries, summarize
from workbook.cost.prices.diff import Change, Difference
from workbook.cost.prices.model import Price, Tier
from workbook.lang import Lang
from workbook.template.jsonable import Json

SCHEMA = 1
CURRENCY = "USD"


def prices_json(prices: Iterable[Price], today: date, lang: Lang) -> dict[str, Json]:
    """Prices with their tiers, where they come from, and what is in doubt about each."""
    known = tuple(prices)
    return {
        "schema": SCHEMA,
        "currency": CURRENCY,
        "today": today.isoformat(),
        "summary": _summary(summarize(known, today)),
        "prices": [_price(price, today, lang) for price in known],
    }


def age_json(prices: Iterable[Price], today: date) -> dict[str, Json]:
    """How old the prices are, together and by service, and which of them are older than their limit."""
    known = tuple(prices)
    return {
        "schema": SCHEMA,
        "today": today.isoformat(),
        "summary": _summary(summarize(known, today)),
        "services": [{"service": name, **_summary(each)} for name, each in summaries(known, today).items()],
        "stale": [
            {
                "key": price.key,
                "place": price.place,
                "dated": price.dated.isoformat(),
                "age_days": price.age(today),
                "stale_after_days": price.stale_after_days,
            }
            for price in stale_prices(known, today)
        ],
    }


def diff_json(difference: Difference, old: str, new: str) -> dict[str, Json]:
    """What differs between the prices named `old` and those named `new`."""
    return {
        "schema": SCHEMA,
        "currency": CURRENCY,
        "old": old,
        "new": new,
        "added": [_offer(price) for price in difference.added],
        "removed": [_offer(price) for price in difference.removed],
        "changed": [_change(change) for change in difference.changed],
    }


def written(number: Decimal) -> str:
    """A decimal as text, exact and without an exponent.

    >>> written(Decimal("0.0000004")), written(Decimal("0.40")), written(Decimal("1E+9"))
    ('0.0000004', '0.40', '1000000000')
    """
    return f"{number:f}"


def _summary(summary: Summary) -> dict[str, Json]:
    return {
        "count": summary.count,
        "oldest": summary.oldest.isoformat() if summary.oldest else None,
        "newest": summary.newest.isoformat() if summary.newest else None,
        "stale": summary.stale,
        "assumed": summary.assumed,
        "one_source": summary.one_source,
        "disputed": summary.disputed,
    }


def _price(price: Price, today: date, lang: Lang) -> dict[str, Json]:
    return {
        **_offer(price),
        "service": price.service,
        "usage_type": price.usage_type,
        "sku": price.sku or None,
        "description": price.description,
        "basis": price.basis.value,
        "source": price.source,
        "second_source": price.second_source or None,
        "dated": price.dated.isoformat(),
        "age_days": price.age(today),
        "stale_after_days": price.stale_after_days,
        "stale": price.stale(today),
        "dispute": price.dispute[lang] if price.dispute else None,
    }


def _offer(price: Price) -> dict[str, Json]:
    tiers: list[Json] = [_tier(tier) for tier in price.tiers]
    return {"key": price.key, "place": price.place, "unit": price.unit, "tiers": tiers}


def _tier(tier: Tier) -> dict[str, Json]:
    end = None if tier.end is None else written(tier.end)
    return {"from": written(tier.start), "to": end, "usd": written(tier.usd)}


def _change(change: Change) -> dict[str, Json]:
    percent = change.percent
    return {
        "key": change.after.key,
        "place": change.after.place,
        "from": written(change.start),
        "old_unit": change.before.unit,
        "unit": change.after.unit,
        "old": written(change.old),
        "new": written(change.new),
        "percent": None if percent is None else written(percent),
    }
