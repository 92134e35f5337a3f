"""From which part of the hours on a Savings Plan pays."""

from __future__ import annotations

from decimal import Decimal

from workbook.cost.meters.fargate import TaskSize, price_keys
from workbook.cost.prices.book import PriceBook


def break_even(book: PriceBook, region: str, size: TaskSize, plan: str) -> Decimal | None:
    """The part of the month, 0 to 1, that tasks must run for a plan to cost no more than on demand.

    The plan is paid every hour, so it is the price of an hour under the plan over that on demand. None where the book
    has no price for the plan in the region.
    """
    hour = {suffix: _hour(book, region, size, suffix) for suffix in ("", f".plan-{plan}")}
    bought, on_demand = hour[f".plan-{plan}"], hour[""]
    return None if bought is None or not on_demand else bought / on_demand


def _hour(book: PriceBook, region: str, size: TaskSize, suffix: str) -> Decimal | None:
    """What a task costs in an hour, at one way of buying it."""
    vcpu, memory = (book.find(key, region) for key in price_keys(size.processor, suffix))
    if vcpu is None or memory is None:
        return None
    return vcpu.first * Decimal(str(size.vcpus)) + memory.first * Decimal(str(size.memory_gb))
