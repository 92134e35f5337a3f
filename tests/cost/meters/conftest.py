"""What a test of a meter needs: the price of its components."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

import pytest

from workbook.cost.component import Component
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import allowances, default_book
from workbook.cost.pricing import Charge, price_lines
from workbook.template.model import Evidence, LogicalId, StackName

Monthly = Callable[..., Decimal]


@pytest.fixture
def monthly() -> Monthly:
    """Price components in a region, without any free amount as a default, in USD a month."""

    def price(
        components: Iterable[Component], region: str = "us-east-1", free_tier: FreeTier = FreeTier.NONE
    ) -> Decimal:
        owner = Evidence(StackName("Case"), LogicalId("It"), "")
        charges = [Charge(owner, each, region) for each in components]
        lines = price_lines(charges, default_book(), allowances(free_tier))
        return sum((line.monthly for line in lines if line.monthly is not None), Decimal(0))

    return price
