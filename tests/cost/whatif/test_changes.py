"""Every other choice: what it saves and gives up, why it is refused, and that its template still holds together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from workbook.cost.component import Kind
from workbook.cost.estimate import Estimate, Settings, total
from workbook.cost.prices.free import FreeTier
from workbook.cost.whatif.best import best
from workbook.cost.whatif.changes.all import ALTERNATIVES
from workbook.cost.whatif.changes.model import Topic
from workbook.cost.whatif.weigh import Source, Weighed, weigh
from workbook.graph.model import Graph
from workbook.lang import Lang
from workbook.template.model import references, undeclared
from workbook.workload.load import Usage, default_usage

PROFILES = ("standard", "starter")
IDS = tuple(each.id for each in ALTERNATIVES)
ROOM = {
    "standard": set(IDS) - {"nat-each-zone", "multi-az", "arm", "insights-on"},
    "starter": set(IDS)
    - {"one-nat", "single-az", "smaller-database", "arm", "smaller-tasks", "insights-off"}
    - {"scaling-by-the-minute"},
}
"""The choices that each profile has not made already."""


def without_releases() -> Settings:
    """Nothing is free, and no release runs tasks twice, so that parts are plain products of hours and prices."""
    common = dict(default_usage().common)
    common["deploys_per_month"] = replace(common["deploys_per_month"], low=0.0, likely=0.0, high=0.0)
    return Settings(usage=Usage(common), free_tier=FreeTier.NONE)


@cache
def weighed(profile: str) -> dict[str, Weighed]:
    return {each.alternative.id: each for each in weigh(Source(profile=profile), 100, without_releases())}


def changed(each: Weighed) -> tuple[Estimate, Graph]:
    assert each.after is not None
    assert each.graph is not None
    return each.after, each.graph


@pytest.mark.parametrize("profile", PROFILES)
def test_every_choice_is_priced_or_refused_with_its_reason(profile: str) -> None:
    found = weighed(profile)

    assert tuple(found) == IDS
    assert {name for name, each in found.items() if each.refused is None} == ROOM[profile]
    for each in found.values():
        assert (each.after is None) == (each.refused is not None) == (each.saving is None)
        if each.refused is not None:
            assert each.refused[Lang.EN] != each.refused[Lang.ES]


@pytest.mark.parametrize(
    ("profile", "choice", "saving"),
    [
        ("standard", "one-nat", "36.50"),  # 730 × (0.045 + 0.005)
        ("standard", "endpoints", "14.60"),  # 2 × 36.50 - 4 endpoints × 2 zones × 730 × 0.01
        ("standard", "nat-instance", "65.644"),  # 73.00 - 730 × 0.0042 - 8 × 0.08 - 730 × 0.005
        ("standard", "public-tasks", "65.70"),  # 73.00 - 2 × 3.65
        ("standard", "single-az", "26.39"),  # 730 × (0.065 - 0.032) + 20 × (0.23 - 0.115)
        ("standard", "smaller-database", "24.09"),  # 730 × (0.065 - 0.032)
        ("standard", "larger-database", "-46.72"),  # 730 × (0.065 - 0.129)
        ("standard", "scaling-by-the-minute", "1.40"),  # 4 alarms × (0.30 - 0.10) + 2 metrics × 0.30
        ("standard", "x86", "-7.2051"),  # 1460 × (0.5 × (0.03238 - 0.04048) + 1 × (0.00356 - 0.004445))
        ("standard", "smaller-tasks", "14.4175"),  # 1460 × (0.25 × 0.03238 + 0.5 × 0.00356)
        ("standard", "larger-tasks", "-28.835"),  # 1460 × (0.5 × 0.03238 + 1 × 0.00356)
        ("standard", "insights-off", "12.04"),  # (157 + 15) × 0.07
        ("standard", "flat-rate-free", "0"),
        ("standard", "flat-rate-pro", "-15"),
        ("standard", "reserved-database-1-year", "13.505"),  # 730 × (0.065 - 0.0465)
        ("starter", "nat-each-zone", "-36.50"),
        ("starter", "endpoints", "-21.90"),  # 36.50 - 58.40
        ("starter", "nat-instance", "29.144"),  # 36.50 - 7.356
        ("starter", "public-tasks", "29.20"),  # 36.50 - 2 × 3.65
        ("starter", "multi-az", "-13.98"),  # 730 × (0.016 - 0.032) + 20 × (0.115 - 0.23)
        ("starter", "larger-database", "-11.68"),  # 730 × (0.016 - 0.032)
        ("starter", "insights-on", "-12.04"),
        ("starter", "larger-tasks", "-14.4175"),
        ("starter", "reserved-database-1-year", "3.212"),  # 730 × (0.016 - 0.0116)
    ],
)
def test_what_is_fixed_is_saved_by_plain_arithmetic(profile: str, choice: str, saving: str) -> None:
    each = weighed(profile)[choice]
    after, _ = changed(each)

    assert each.before.of_kind(Kind.FIXED) - after.of_kind(Kind.FIXED) == pytest.approx(
        Decimal(saving), abs=Decimal("1e-8")
    )


@pytest.mark.parametrize("choice", ["logs-7-days", "logs-infrequent", "one-name"])
def test_choices_about_what_is_used_leave_what_is_fixed(choice: str) -> None:
    each = weighed("standard")[choice]
    after, _ = changed(each)

    assert each.before.of_kind(Kind.FIXED) == pytest.approx(after.of_kind(Kind.FIXED))
    assert each.saving != 0


def costs(found: Estimate, start: str, end: str = "") -> Decimal:
    """What the lines come to whose price begins and ends with some words."""
    prices = ((line, line.charge.component.price) for line in found.lines)
    return total(line for line, price in prices if price.startswith(start) and price.endswith(end))


@pytest.mark.parametrize("choice", ["stop-tasks-at-night", "stop-at-night"])
def test_tasks_that_stop_at_night_run_on_working_days_from_seven_to_twenty(choice: str) -> None:
    each = weighed("standard")[choice]
    after, _ = changed(each)

    # 21 working days of 13 hours
    assert costs(after, "fargate.") / costs(each.before, "fargate.") == pytest.approx(Decimal(21 * 13) / 730)


def test_a_database_that_stops_at_night_starts_before_the_tasks_and_pays_its_disk_on() -> None:
    each = weighed("standard")["stop-at-night"]
    after, _ = changed(each)

    hours = costs(after, "rds.instance.") / Decimal("0.065")
    assert 21 * 13 < hours < 21 * 14
    assert costs(after, "rds.storage.") == costs(each.before, "rds.storage.") == Decimal("4.60")


def test_spot_is_paid_as_spot_and_mixed_in_part() -> None:
    spot, mixed = (changed(weighed("standard")[name])[0] for name in ("spot", "mixed"))

    assert costs(spot, "fargate.") == costs(spot, "fargate.", ".spot")
    # Of two tasks one is the base, and half of the other is on Spot.
    assert costs(mixed, "fargate.", ".spot") * 4 == pytest.approx(costs(spot, "fargate."))


@pytest.mark.parametrize("profile", PROFILES)
def test_a_longer_commitment_saves_more(profile: str) -> None:
    found = weighed(profile)

    for short, long in (
        ("savings-plan-1-year", "savings-plan-3-years"),
        ("reserved-database-1-year", "reserved-database-3-years"),
    ):
        one, three = found[short].saving, found[long].saving
        assert one is not None
        assert three is not None
        assert 0 < one < three


GIVES_UP = {
    "one-nat": "zone of the way out",
    "endpoints": "nothing outside AWS",
    "nat-instance": "zone of the way out",
    "public-tasks": "only their security group",
    "single-az": "no failover by itself",
    "spot": "two minutes' notice",
    "mixed": "two minutes' notice",
    "stop-tasks-at-night": "hours of a month",
    "stop-at-night": "hours of a month",
    "logs-7-days": "logs reach back 7 days instead of 30 days",
    "one-name": "calls may fail",
    "savings-plan-1-year": "more than 78.7 % of the hours",
    "savings-plan-3-years": "more than 54 % of the hours",
}
"""What the comparison of both templates says of each choice for `standard`; the others guarantee all that it does."""


@pytest.mark.parametrize("choice", sorted(ROOM["standard"]))
def test_what_a_choice_gives_up_is_said_in_both_languages(choice: str) -> None:
    said = weighed("standard")[choice].gives_up

    assert any(GIVES_UP[choice] in each.en for each in said) if choice in GIVES_UP else said == ()
    assert all(each.en != each.es for each in said)


def broken(graph: Graph) -> Iterator[str]:
    """The names, references and remarks of a source that no deployment would accept."""
    known = {resource.id for resource in graph.assembly.resources()}
    for stack in graph.assembly.stacks:
        yield from (f"{stack.name}: {note.path} {note.text.en}" for note in stack.notes)
        yield from (f"{stack.name} output: {name}" for name in undeclared(stack.outputs))
        for resource in stack.resources.values():
            yield from (f"{resource.id}: {name}" for name in undeclared(resource.properties))
            ends = [each.target for _, each in references(resource.properties)] + list(resource.depends_on)
            yield from (f"{resource.id}: {end}" for end in ends if end not in known)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("choice", IDS)
def test_no_choice_leaves_a_name_that_leads_nowhere(profile: str, choice: str) -> None:
    before = set(broken(Source(profile=profile).edited(())))
    graph = weighed(profile)[choice].graph

    assert graph is None or set(broken(graph)) <= before


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("choice", IDS)
def test_every_line_of_a_choice_has_its_price_and_none_is_lost(profile: str, choice: str) -> None:
    each = weighed(profile)[choice]

    assert each.after is None or not each.after.gaps_beyond(each.before)
    assert each.after is None or all(line.monthly is None or line.monthly >= 0 for line in each.after.lines)


DATABASE = """
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: postgres, DBInstanceClass: CLASS, AllocatedStorage: '20', MultiAZ: true}
"""


@pytest.fixture
def of_class(tmp_path: Path) -> Callable[[str], Source]:
    def source(name: str) -> Source:
        path = tmp_path / "App.yaml"
        path.write_text(DATABASE.replace("CLASS", name), encoding="utf-8")
        return Source(path=path)

    return source


def test_a_class_without_a_price_is_no_saving(of_class: Callable[[str], Source]) -> None:
    found = {each.alternative.id: each for each in weigh(of_class("db.r6g.large"), 100)}

    assert "no price" in str(found["larger-database"].refused)
    assert found["single-az"].saving is not None


def test_a_source_without_its_price_is_compared_with_nothing_that_has_one(of_class: Callable[[str], Source]) -> None:
    found = {each.alternative.id: each for each in weigh(of_class("db.r6g.xlarge"), 100)}

    assert "no price" in str(found["smaller-database"].refused)
    assert all(each.saving is None or each.saving < 10 for each in found.values())


def test_a_class_that_aws_does_not_sell_is_no_choice(of_class: Callable[[str], Source]) -> None:
    source = of_class("db.m7g.large")
    found = {each.alternative.id: each for each in weigh(source, 100)}

    assert found["smaller-database"].refused is not None
    assert found["larger-database"].graph is not None
    assert [each.id for each, _, _ in best(source, 100).saved()] == ["single-az"]


NUMBERS = """
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {Cpu: CPU, Memory: MEMORY, RequiresCompatibilities: [FARGATE], ContainerDefinitions: [{Name: a}]}
  Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Task, LaunchType: FARGATE, Cluster: c}}
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ServiceNamespace: ecs, ResourceId: !Sub 'service/c/${Service.Name}', MinCapacity: 2, MaxCapacity: 4}
  Logs: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 30}}
  Db:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: postgres, DBInstanceClass: db.t4g.small, AllocatedStorage: 20, MultiAZ: true}
"""


@pytest.mark.parametrize(
    "words",
    [
        {"CPU": "1024", "MEMORY": "2048"},
        {"CPU": "'1024'", "MEMORY": "'2048'", ": 2,": ": '2',", ": 4}": ": '4'}", "30": "'30'", "true": "'true'"},
        {"CPU": "1 vCPU", "MEMORY": "2 GB", "true": "'True'"},
    ],
)
def test_numbers_and_truths_are_read_however_a_template_writes_them(tmp_path: Path, words: dict[str, str]) -> None:
    text = NUMBERS
    for old, new in words.items():
        text = text.replace(old, new)
    path = tmp_path / "App.yaml"
    path.write_text(text, encoding="utf-8")
    found = {each.alternative.id for each in weigh(Source(path=path), 100) if each.refused is None}

    asked = {"single-az", "smaller-tasks", "larger-tasks", "stop-at-night", "logs-7-days", "smaller-database"}
    assert asked <= found
    assert "multi-az" not in found


def test_members_of_a_cluster_are_no_databases_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "App.yaml"
    path.write_text(
        NUMBERS.replace("AllocatedStorage: 20, MultiAZ: true", "DBClusterIdentifier: !Ref All").replace(
            "db.t4g.small", "db.serverless"
        )
        + "  All: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-postgresql}}\n",
        encoding="utf-8",
    )
    text = path.read_text(encoding="utf-8").replace("CPU", "1024").replace("MEMORY", "2048")
    path.write_text(text, encoding="utf-8")
    found = {each.alternative.id: each for each in weigh(Source(path=path), 100)}

    assert "no database to stop" in str(found["stop-at-night"].refused)
    assert "outside a cluster" in str(found["reserved-database-1-year"].refused)


def test_ids_titles_and_topics_are_all_there_and_no_two_alike() -> None:
    assert len(set(IDS)) == len(IDS)
    assert {each.topic for each in ALTERNATIVES} == set(Topic)
    assert len({each.title.en for each in ALTERNATIVES}) == len({each.title.es for each in ALTERNATIVES}) == len(IDS)


def test_a_source_of_something_else_has_room_for_nothing_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "App.yaml"
    path.write_text("Resources:\n  It: {Type: AWS::EC2::EIP}\n", encoding="utf-8")

    found = weigh(Source(path=path), 100)

    assert all(each.refused is not None and each.saving is None for each in found)


def test_a_choice_without_a_price_in_the_region_is_refused_and_stops_no_other() -> None:
    found = {each.alternative.id: each for each in weigh(Source(profile="standard"), 100, Settings(region="sa-east-1"))}

    refused = found["savings-plan-1-year"].refused
    assert refused is not None
    assert "sa-east-1" in refused.en
    assert found["one-nat"].saving is not None
