from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cost.meters.laws import assert_told
from workbook.cost.component import Kind
from workbook.cost.meters.fargate import Capacity, TaskSize, tasks

SMALL = TaskSize(0.25, 0.5)
MONTH = 730
YEAR = "1yr-no-upfront"


def by_price(found):
    totals = {}
    for each in found:
        totals[each.price] = totals.get(each.price, 0.0) + each.quantity
    return totals


@pytest.mark.parametrize(
    ("size", "hours", "published"),
    [
        # Infracost's golden file of 2026-05-03: 29.5504 + 6.4897
        (TaskSize(1, 2), MONTH, "36.0401"),
        # 730 h × (0.25 × 0.03238 + 1 × 0.00356), price list of 2026-10-01
        (TaskSize(0.25, 1, "arm"), MONTH, "8.50815"),
        # 730 h × 2 × (0.25 × 0.04048 + 0.5 × 0.004445)
        (SMALL, 2 * MONTH, "18.02005"),
        # 730 h × (1.5 × 0.04048 + 3 × 0.004445)
        (TaskSize(1.5, 3), MONTH, "54.06015"),
    ],
)
def test_task_hours_cost_what_is_published(monthly, size, hours, published):
    assert monthly(tasks(size, hours)) == Decimal(published)


def test_sao_paulo_has_its_own_prices(monthly):
    # 730 h × (0.25 × 0.0696 + 0.5 × 0.0076)
    assert monthly(tasks(SMALL, MONTH), "sa-east-1") == Decimal("15.476")


def test_twenty_gb_of_storage_are_included(monthly):
    # 730 h × 10 GB × 0.000111 above the 20 GB
    included, larger = (monthly(tasks(TaskSize(0.25, 0.5, disk_gb=gb), MONTH)) for gb in (20, 30))
    assert larger - included == Decimal("0.8103")
    assert monthly(tasks(SMALL, MONTH)) == included


def test_hours_without_users_are_fixed_and_those_of_the_load_are_usage():
    found = list(tasks(SMALL, 1460.0, 100.0))
    assert [(each.price, each.kind, each.quantity) for each in found] == [
        ("fargate.vcpu.x86", Kind.FIXED, 365.0),
        ("fargate.memory.x86", Kind.FIXED, 730.0),
        ("fargate.vcpu.x86", Kind.USAGE, 25.0),
        ("fargate.memory.x86", Kind.USAGE, 50.0),
    ]


def test_formulas_tell_vcpus_and_gb_apart():
    assert_told(tasks(SMALL, 1460.0), "0.25 vCPU × 1,460", "0.5 GB × 1,460", "", "")


def test_a_part_on_spot_is_priced_as_spot_and_the_rest_on_demand():
    found = by_price(tasks(SMALL, 1000.0, capacity=Capacity(spot_share=0.25)))
    assert found["fargate.vcpu.x86.spot"] == 250 * 0.25
    assert found["fargate.vcpu.x86"] == 750 * 0.25


def test_all_on_spot_leaves_nothing_on_demand():
    assert set(by_price(tasks(SMALL, 10.0, capacity=Capacity(spot_share=1.0)))) == {
        "fargate.vcpu.x86.spot",
        "fargate.memory.x86.spot",
    }


def test_a_plan_takes_its_tasks_from_those_on_demand(monthly):
    # 730 h × (1 × 0.032384 + 2 × 0.003556) under the plan, and as much on demand for the second task
    size = TaskSize(1, 2)
    found = monthly(tasks(size, 2 * MONTH, capacity=Capacity(plan=YEAR, planned_tasks=1)))
    assert found == Decimal("28.83208") + Decimal("36.0401")


def test_a_plan_is_paid_in_full_while_nothing_runs(monthly):
    capacity = Capacity(plan=YEAR, planned_tasks=1)
    assert monthly(tasks(TaskSize(1, 2), 0.0, capacity=capacity)) == Decimal("28.83208")


def test_what_a_plan_does_not_need_for_steady_tasks_covers_the_load():
    found = list(tasks(SMALL, 365.0, 730.0, Capacity(plan=YEAR, planned_tasks=1)))
    on_demand = {each.kind: each.quantity for each in found if each.price == "fargate.vcpu.x86"}
    assert on_demand == {Kind.FIXED: 0.0, Kind.USAGE: 365.0 * 0.25}


def test_a_plan_covers_neither_spot_nor_storage():
    large = TaskSize(1, 2, disk_gb=40)
    found = by_price(tasks(large, 1460.0, capacity=Capacity(0.5, YEAR, 1)))
    assert found["fargate.vcpu.x86.spot"] == 730
    assert found["fargate.vcpu.x86"] == 0
    assert found["fargate.ephemeral"] == 20 * 1460


SHARES = st.floats(0, 1)
HOURS = st.floats(0, 1e6)


@given(HOURS, HOURS, SHARES, st.floats(0, 100))
def test_every_hour_is_bought_exactly_once(fixed, usage, share, planned):
    found = by_price(tasks(SMALL, fixed, usage, Capacity(share, YEAR, planned)))
    bought = sum(amount for price, amount in found.items() if price.startswith("fargate.vcpu"))
    unused = max(planned * MONTH - (fixed + usage) * (1 - share), 0)
    assert bought == pytest.approx(0.25 * (fixed + usage + unused), rel=1e-9, abs=1e-6)
    assert all(amount >= 0 for amount in found.values())


@given(HOURS, SHARES)
def test_many_scenarios_at_once_are_as_one_by_one(hours, share):
    counts = np.array([0.0, hours, 2 * hours])
    together = by_price(tasks(SMALL, counts, capacity=Capacity(np.array([0.0, share, 1.0]))))
    for place, (count, part) in enumerate(zip(counts, (0.0, share, 1.0), strict=True)):
        alone = by_price(tasks(SMALL, float(count), capacity=Capacity(part)))
        for price, amounts in together.items():
            assert amounts[place] == pytest.approx(alone.get(price, 0.0))
