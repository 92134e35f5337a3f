from __future__ import annotations

from decimal import Decimal

import pytest

from workbook.cost.cases.model import Case, CaseError
from workbook.cost.cases.run import compute
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import default_book
from workbook.errors import PriceError

SERVICE, TASK = "AWS::ECS::Service", "AWS::ECS::TaskDefinition"
SMALL = {"Cpu": 256, "Memory": 512}


def priced(resource_type, properties=None, usage=None, *, place="us-east-1", hours=730.0):
    said = Case("it", resource_type, place, hours, FreeTier.NONE, properties or {}, usage or {}, Decimal(0))
    return compute(said, default_book())


def test_a_service_is_its_tasks_times_its_hours():
    # 730 h × 2 × (0.25 × 0.04048 + 0.5 × 0.004445)
    assert priced(SERVICE, SMALL | {"DesiredCount": 2}) == Decimal("18.02005")
    assert priced(SERVICE, SMALL | {"DesiredCount": 2}, {"hours": 73}) == Decimal("1.802005")


def test_total_sizes_stand_for_one_task():
    # 730 h × (1.5 × 0.04048 + 3 × 0.004445)
    assert priced(SERVICE, {"total_vCPU": 1.5, "total_GB": 3}) == Decimal("54.06015")


@pytest.mark.parametrize("words", ["ARM64", "arm64"])
def test_the_processor_is_understood_however_it_is_written(words):
    # 730 h × (0.25 × 0.03238 + 1 × 0.00356)
    assert priced(SERVICE, {"Cpu": 256, "Memory": 1024, "arch": words}) == Decimal("8.50815")


def test_the_storage_alone_is_priced_above_what_is_included():
    # 10 GB × 730 h × 0.000111
    assert priced(SERVICE, {"EphemeralStorage": 30, "DesiredCount": 1}) == Decimal("0.8103")


@pytest.mark.parametrize("words", ["Compute SP 1yr No Upfront", "compute savings plan, 1 year, no-upfront"])
def test_a_plan_is_paid_every_hour_of_the_month_that_the_case_counts(words):
    # 720 h × (1 × 0.032384 + 2 × 0.003556), whether or not the task runs
    said = {"Cpu": 1024, "Memory": 2048, "commitment": words}
    assert priced(SERVICE, said, hours=720.0) == Decimal("28.43712")
    assert priced(SERVICE, said, {"hours": 300}, hours=720.0) == Decimal("28.43712")


def test_tasks_of_some_seconds_are_counted_by_the_second():
    # AWS's own form of example: 5 tasks a day of 600 s for 30 days, 0.25 vCPU and 0.5 GB: 25 h
    usage = {"tasks_per_day": 5, "seconds_each": 600, "days": 30}
    assert priced(TASK, SMALL, usage, hours=720.0) == 25 * (
        Decimal("0.25") * Decimal("0.04048") + Decimal("0.5") * Decimal("0.004445")
    )


def test_a_task_is_charged_for_a_minute_at_least():
    short, minute = ({"tasks_per_day": 100, "seconds_each": seconds} for seconds in (10, 60))
    assert priced(TASK, SMALL, short) == priced(TASK, SMALL, minute) > 0


def test_days_that_are_not_given_are_those_of_the_month():
    usage = {"tasks_per_day": 5, "seconds_each": 600}
    assert priced(TASK, SMALL, usage, hours=720.0) == priced(TASK, SMALL, usage | {"days": 30}, hours=720.0)


def test_an_instance_for_nat_has_a_disk_and_an_address():
    # 730 × 0.0042 + 8 × 0.08 + 730 × 0.005
    assert priced("AWS::EC2::Instance", {"InstanceType": "t4g.nano", "root_gb": 8}) == Decimal("7.356")
    assert priced("AWS::EC2::Instance", {"InstanceType": "t4g.nano"}) == Decimal("3.066")


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"commitment": "Compute SP"}, "'Compute SP'"),
        ({"commitment": "Compute SP 5yr No Upfront"}, "5yr"),
        ({"arch": "POWER"}, "X86_64, ARM64"),
        ({"LaunchType": "EC2"}, "FARGATE, FARGATE_SPOT"),
        ({"DesiredCount": -1}, "-1"),
        ({"Cpu": "much"}, "much"),
        ({"Cpus": 256}, "nearest that is read is Cpu"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(said, named):
    with pytest.raises(CaseError, match=named):
        priced(SERVICE, SMALL | said)


def test_a_plan_without_a_price_is_never_taken_for_another():
    with pytest.raises(PriceError, match="partial"):
        priced(SERVICE, SMALL | {"commitment": "Compute SP 1yr Partial Upfront"})
