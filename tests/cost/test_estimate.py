"""What an estimate must be whatever the source: a sum, never negative, and never less for more use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from textwrap import dedent, indent

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st

from workbook.cost.component import Kind
from workbook.cost.estimate import Coverage, Estimate, Settings, estimate, estimate_many, total
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import default_book
from workbook.errors import PriceError, WorkloadError
from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.lang import Lang
from workbook.template.source import PROFILES, load_assembly, load_profile
from workbook.workload.load import Usage, default_usage
from workbook.workload.model import Assumption

REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "sa-east-1")
UNLIMITED = Settings(free_tier=FreeTier.NONE)
USERS = st.integers(1, 20_000)

SERVICE = """
    Image: {Type: AWS::ECR::Repository}
    Logs: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 30}}
    Task:
      Type: AWS::ECS::TaskDefinition
      Properties:
        Cpu: 256
        Memory: 512
        RequiresCompatibilities: [FARGATE]
        ContainerDefinitions: [{Name: api, Image: api}]
    Service: {Type: AWS::ECS::Service, Properties: {LaunchType: FARGATE, TaskDefinition: !Ref Task, DesiredCount: 2}}
"""
"""Fargate: 2 tasks × 730 h × (0.25 × 0.04048 + 0.5 × 0.004445) = 18.02005 USD."""


@cache
def graph(profile: str) -> Graph:
    return build_graph(load_profile(profile))


def likely(profile: str, users: int, settings: Settings) -> Decimal:
    return estimate(graph(profile), users, settings, interval=False).total


def changed(**values: float) -> Settings:
    """Settings in which some assumptions have one value at every level."""
    common = dict(default_usage().common)
    for key, value in values.items():
        common[key] = replace(common[key], low=value, likely=value, high=value)
    return Settings(usage=Usage(common))


def test_a_service_costs_its_tasks_by_hand(graph_of: Callable[[str], Graph]) -> None:
    found = estimate(graph_of(SERVICE), 100, changed(deploys_per_month=0.0))
    fixed = [
        line.monthly
        for line in found.lines
        if line.charge.component.price.startswith("fargate.") and line.charge.component.kind is Kind.FIXED
    ]

    assert sum(amount or 0 for amount in fixed) == Decimal("18.02005")
    assert found.coverage.total == 4
    assert found.coverage.unsupported == 0


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_has_its_prices_in_every_region(profile: str, region: str) -> None:
    found = estimate(graph(profile), 100, Settings(region=region))

    assert found.region == region
    assert found.total > 0
    assert found.coverage.unsupported == 0
    assert all(line.monthly is None or line.monthly >= 0 for line in found.lines)
    assert {line.price.place for line in found.lines} <= {
        region,
        "global",
        "us-east-1",
        "edge:US",
        "edge:EU",
        "edge:SA",
    }


@pytest.mark.parametrize("users", [1, 100, 1000, 10_000])
@pytest.mark.parametrize("profile", PROFILES)
def test_lines_sum_to_the_total_and_kinds_divide_it(profile: str, users: int) -> None:
    found = estimate(graph(profile), users)

    assert found.total == sum(line.monthly for line in found.lines if line.monthly is not None)
    assert found.of_kind(Kind.FIXED) + found.of_kind(Kind.USAGE) == pytest.approx(found.total)
    assert found.per_user * users == pytest.approx(found.total)


@pytest.mark.parametrize("users", [1, 100, 1000])
@pytest.mark.parametrize("profile", PROFILES)
def test_low_and_high_enclose_the_total(profile: str, users: int) -> None:
    found = estimate(graph(profile), users)

    assert 0 < found.low <= found.total <= found.high


@pytest.mark.parametrize("users", [100, 1000])
def test_starter_costs_less_than_standard_and_growth_more(users: int) -> None:
    starter, standard, growth = (estimate(graph(name), users).total for name in ("starter", "standard", "growth"))

    assert starter < standard < growth


@pytest.mark.parametrize("profile", PROFILES)
def test_equal_questions_have_equal_answers(profile: str) -> None:
    again = build_graph(load_profile(profile))

    assert estimate(again, 100) == estimate(graph(profile), 100)


@pytest.mark.parametrize("profile", PROFILES)
@given(one=USERS, other=USERS, settings=st.sampled_from([Settings(), Settings(growing=True)]))
@trials(max_examples=8)
def test_more_users_never_cost_less(profile: str, one: int, other: int, settings: Settings) -> None:
    few, many = sorted([one, other])

    assert likely(profile, few, settings) <= likely(profile, many, settings)


@pytest.mark.parametrize("free_tier", FreeTier)
@pytest.mark.parametrize("profile", PROFILES)
def test_many_scenarios_at_once_are_as_one_by_one(profile: str, free_tier: FreeTier) -> None:
    settings, users = Settings(free_tier=free_tier), [1, 100, 3000]
    costs = estimate_many(graph(profile), np.array(users, dtype=np.float64), settings).costs
    totals = np.sum(np.broadcast_arrays(*costs, np.zeros(3))[:-1], axis=0)

    assert totals == pytest.approx([float(likely(profile, each, settings)) for each in users])


@pytest.mark.parametrize("profile", PROFILES)
def test_what_is_free_never_makes_it_dearer(profile: str) -> None:
    found = {tier: likely(profile, 100, Settings(free_tier=tier)) for tier in FreeTier}

    assert found[FreeTier.ALWAYS_FREE] <= found[FreeTier.NONE]
    assert found[FreeTier.LEGACY_12_MONTHS] <= found[FreeTier.ALWAYS_FREE]


@pytest.mark.parametrize(
    ("user", "cost"),
    [
        ("Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: s, AllocationId: !GetAtt It.AllocationId}}", "3.65"),
        ("Use: {Type: AWS::EC2::EIPAssociation, Properties: {EIP: !Ref It, InstanceId: i-1}}", "0"),
    ],
)
def test_the_free_hours_of_addresses_are_those_of_instances(
    graph_of: Callable[[str], Graph], user: str, cost: str
) -> None:
    found = estimate(
        graph_of(f"It: {{Type: AWS::EC2::EIP}}\n{user}"), 100, Settings(free_tier=FreeTier.LEGACY_12_MONTHS)
    )

    assert sum(line.monthly or 0 for line in found.lines if line.charge.owner.logical_id == "It") == Decimal(cost)


RISING = [each for each in default_usage().common.values() if each.order > 0]
FALLING = [each for each in default_usage().common.values() if each.order < 0]


@pytest.mark.parametrize("key", [each.key for each in RISING])
def test_no_usage_that_costs_more_ever_costs_less(key: str) -> None:
    assumption = default_usage().common[key]
    totals = _over(assumption)

    assert totals == sorted(totals)


@pytest.mark.parametrize("key", [each.key for each in FALLING])
def test_no_usage_that_costs_less_ever_costs_more(key: str) -> None:
    assumption = default_usage().common[key]
    totals = _over(assumption)

    assert totals == sorted(totals, reverse=True)


def _over(assumption: Assumption) -> list[Decimal]:
    """The totals of `standard` as one assumption goes from its least value to its greatest; with nothing free."""
    values = sorted({assumption.low, assumption.likely, assumption.high})
    found = (changed(**{assumption.key: value}) for value in values)
    return [round(likely("standard", 1000, replace(each, free_tier=FreeTier.NONE)), 8) for each in found]


STACKS = {
    "addresses": "It: {Type: AWS::EC2::EIP}",
    "zones": "It: {Type: AWS::Route53::HostedZone, Properties: {Name: a.b}}",
    "keys": "It: {Type: AWS::KMS::Key}",
    "alarms": "It: {Type: AWS::CloudWatch::Alarm, Properties: {MetricName: m}}",
    "boards": "It: {Type: AWS::CloudWatch::Dashboard}",
    "secrets": "It: {Type: AWS::SecretsManager::Secret}",
    "service": SERVICE,
}


@given(chosen=st.lists(st.sampled_from(sorted(STACKS)), unique=True, min_size=2))
@trials(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_stacks_that_share_nothing_add_up(tmp_path_factory: pytest.TempPathFactory, chosen: list[str]) -> None:
    together = tmp_path_factory.mktemp("together")
    alone = []
    for name in chosen:
        folder = tmp_path_factory.mktemp(name)
        text = "Resources:\n" + indent(dedent(STACKS[name]).strip("\n"), "  ")
        for place in (folder, together):
            (place / f"{name}.yaml").write_text(text, encoding="utf-8")
        alone.append(estimate(build_graph(load_assembly(folder)), 100, UNLIMITED))
    found = estimate(build_graph(load_assembly(together)), 100, UNLIMITED)

    assert found.total == pytest.approx(sum(each.total for each in alone), abs=Decimal("1e-9"))
    assert len(found.lines) == sum(len(each.lines) for each in alone)
    assert found.coverage.total == sum(each.coverage.total for each in alone)


@pytest.mark.parametrize("users", [0, -1, 0.5, float("nan"), float("inf"), 10**12])
def test_numbers_that_are_no_users_are_refused(users: float) -> None:
    with pytest.raises(WorkloadError) as raised:
        estimate(graph("starter"), users)  # type: ignore[arg-type]

    (problem,) = raised.value.problems
    assert problem[Lang.EN] != problem[Lang.ES]


def test_a_usage_for_a_resource_that_is_not_there_is_refused_with_the_nearest(
    graph_of: Callable[[str], Graph],
) -> None:
    usage = default_usage()
    stranger = Usage(usage.common, {"Servise": {}, "Other/Service": {}})

    with pytest.raises(WorkloadError, match="the nearest is Service") as raised:
        estimate(graph_of(SERVICE), 100, Settings(usage=stranger))
    assert len(raised.value.problems) == 2


def by_owner(found: Estimate) -> dict[str, Decimal]:
    """What each resource costs."""
    owners = {line.charge.owner.logical_id for line in found.lines}
    return {owner: total(each for each in found.lines if each.charge.owner.logical_id == owner) for owner in owners}


@pytest.mark.parametrize("name", ["Service", "App/Service"])
def test_a_usage_for_a_resource_changes_that_one_alone(graph_of: Callable[[str], Graph], name: str) -> None:
    usage = default_usage()
    deploys = usage.common["deploys_per_month"]
    said = {name: {"deploys_per_month": replace(deploys, low=0.0, likely=0.0, high=0.0)}}
    before = by_owner(estimate(graph_of(SERVICE), 100, UNLIMITED))
    settings = replace(UNLIMITED, usage=Usage(usage.common, said))
    after = by_owner(estimate(graph_of(SERVICE), 100, settings))

    assert {owner for owner in before if before[owner] != after[owner]} == {"Service"}
    assert after["Service"] < before["Service"]


@pytest.mark.parametrize("region", ["mars-1", "", "edge:US", "global"])
def test_a_region_without_prices_is_refused_with_those_that_have_some(region: str) -> None:
    with pytest.raises(PriceError) as raised:
        estimate(graph("starter"), 100, Settings(region=region))

    (problem,) = raised.value.problems
    assert all(known in problem.en and known in problem.es for known in default_book().regions)


def test_a_resource_that_no_meter_reads_is_told_and_counts_nothing(graph_of: Callable[[str], Graph]) -> None:
    found = estimate(graph_of("It: {Type: AWS::Odd::Thing}"), 100)

    assert found.total == found.low == found.high == 0
    assert [(gap.owner.logical_id, gap.type) for gap in found.gaps] == [("It", "AWS::Odd::Thing")]
    assert found.coverage.unsupported == 1


def test_coverage_counts_what_is_charged_what_is_free_and_what_nobody_reads(graph_of: Callable[[str], Graph]) -> None:
    found = estimate(
        graph_of("""
    One: {Type: AWS::Odd::Thing}
    Two: {Type: AWS::Odd::Thing}
    Three: {Type: AWS::WAFv2::RuleGroup}
    Four: {Type: AWS::EC2::EIP}
    Five: {Type: AWS::KMS::Key}
    Six: {Type: AWS::EC2::VPC}
    Seven: {Type: AWS::EC2::VPC}
    Eight: {Type: AWS::EC2::VPCEndpoint, Properties: {ServiceName: com.amazonaws.us-east-1.s3}}
    Nine: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcEndpointType: GatewayLoadBalancer, ServiceName: x}}
    """),
        100,
    )

    assert found.coverage == Coverage(total=9, metered=2, free=4, unsupported=3)
    assert sorted(gap.owner.logical_id for gap in found.gaps) == ["Nine", "One", "Two"]


def test_what_comes_to_less_than_none_is_a_gap_and_no_credit(graph_of: Callable[[str], Graph]) -> None:
    settings = "Engine: postgres, DBInstanceClass: db.t4g.micro, AllocatedStorage: -20, BackupRetentionPeriod: 0"
    found = estimate(graph_of(f"It: {{Type: AWS::RDS::DBInstance, Properties: {{{settings}}}}}"), 100, UNLIMITED)

    assert [gap.owner.path.rpartition(".")[2] for gap in found.gaps if "less than none" in gap.reason.en] == [
        "AllocatedStorage"
    ]
    assert all((line.monthly or 0) >= 0 for line in found.lines)


def test_the_dearest_lines_come_first(graph_of: Callable[[str], Graph]) -> None:
    found = estimate(graph_of(SERVICE), 100, UNLIMITED)
    amounts = [line.monthly for line in found.largest(3)]

    assert amounts == sorted((line.monthly or Decimal(0) for line in found.lines), reverse=True)[:3]
    assert len(found.largest()) == min(5, sum(1 for line in found.lines if line.monthly))


def test_a_resource_that_is_not_created_costs_nothing(tmp_path: Path) -> None:
    text = """
    Conditions: {Never: !Equals [a, b]}
    Resources:
      It: {Type: AWS::EC2::EIP, Condition: Never}
      Other: {Type: AWS::EC2::EIP}
    """
    (tmp_path / "App.yaml").write_text(dedent(text), encoding="utf-8")
    found = estimate(build_graph(load_assembly(tmp_path)), 100)

    assert [line.charge.owner.logical_id for line in found.lines] == ["Other"]
    assert found.total == Decimal("3.65")
    assert found.coverage.total == 1
