from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.cost.whatif.availability import NOT_COUNTED, Availability, Part, of_api, of_pages
from workbook.cost.whatif.promise_rules import PROMISE_RULES
from workbook.cost.whatif.promises import BASES, Promise, PromiseBasis, promises
from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.lang import Lang, same
from workbook.template.model import Evidence, LogicalId, StackName
from workbook.template.source import load_profile

PLACE = Evidence(StackName("App"), LogicalId("It"), "Resources.It")

SITE = """
Site: {Type: AWS::S3::Bucket}
Distribution:
  Type: AWS::CloudFront::Distribution
  Properties:
    DistributionConfig:
      Enabled: true
      Origins: [{Id: site, DomainName: !GetAtt Site.RegionalDomainName, S3OriginConfig: {}}]
      DefaultCacheBehavior: {TargetOriginId: site, ViewerProtocolPolicy: redirect-to-https}
"""
SECOND_SERVICE = """
Other:
  Type: AWS::ECS::Service
  Properties:
    Cluster: !Ref Cluster
    TaskDefinition: !Ref Task
    LaunchType: FARGATE
    DesiredCount: 2
    LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Targets}]
    NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref PrivateA, !Ref PrivateB]}}
"""
PROXY = """
Proxy: {Type: AWS::RDS::DBProxy, Properties: {DBProxyName: api, EngineFamily: POSTGRESQL}}
ProxyTargets:
  Type: AWS::RDS::DBProxyTargetGroup
  Properties: {DBProxyName: !Ref Proxy, TargetGroupName: default, DBInstanceIdentifiers: [!Ref Database]}
"""


def profile(name: str) -> Graph:
    return build_graph(load_profile(name))


def part(uptime: Decimal | None, share: Decimal = Decimal(1)) -> Part:
    return Part(same("it"), PLACE, Promise(uptime, PromiseBasis.READ, "an agreement", date(2024, 1, 22)), share)


def named(found: Availability) -> list[str]:
    return [each.name.en for each in found.parts]


def test_the_promise_for_a_call_is_the_product_over_what_it_needs(changed: Callable[..., Graph]) -> None:
    found = of_api(changed())

    assert named(found) == ["names", "load balancer", "tasks", "database"]
    # 1 × 0.9999 × 0.9999 × 0.9995 = 0.99980001 × 0.9995
    assert found.uptime == Decimal("0.999300109995")
    # 0.000699890005 of 43,800 minutes
    assert found.minutes_down == pytest.approx(Decimal("30.655182"), abs=Decimal("0.000001"))


def test_the_promise_for_a_page_is_that_of_distribution_and_bucket(graph_of: Callable[[str], Graph]) -> None:
    found = of_pages(graph_of(SITE))

    assert named(found) == ["distribution", "bucket"]
    assert found.uptime == Decimal("0.998001")  # 0.999 × 0.999


@pytest.mark.parametrize(
    ("words", "name", "uptime"),
    [
        ({"standby": "MultiAZ: false"}, "database", "0.995"),
        ({"standby": "MultiAZ: !ImportValue standby"}, "database", "0.995"),
        ({"count": "DesiredCount: 1"}, "tasks", "0.995"),
        ({"places": "Subnets: [!Ref PrivateA]"}, "tasks", "0.995"),
        ({"zone_b": "AvailabilityZone: us-east-1a"}, "tasks", "0.995"),
        (
            {"balancer": "{Type: network, Scheme: internet-facing, Subnets: [!Ref PublicA]}"},
            "load balancer",
            "0.999",
        ),
    ],
)
def test_what_stands_in_one_zone_has_the_lesser_promise(
    changed: Callable[..., Graph], words: dict[str, str], name: str, uptime: str
) -> None:
    whole, less = of_api(changed()), of_api(changed(**words))

    assert {each.name.en: each.promise.uptime for each in less.parts}[name] == Decimal(uptime)
    assert less.uptime < whole.uptime


def test_the_least_number_of_tasks_decides_where_a_service_scales(changed: Callable[..., Graph]) -> None:
    target = """
Scaled:
  Type: AWS::ApplicationAutoScaling::ScalableTarget
  Properties:
    ServiceNamespace: ecs
    ScalableDimension: ecs:service:DesiredCount
    ResourceId: !Sub "service/${Cluster}/${Service.Name}"
    MinCapacity: 1
    MaxCapacity: 4
"""
    one, two = of_api(changed(more=target)), of_api(changed(more=target.replace("MinCapacity: 1", "MinCapacity: 2")))

    # 0.9999 × 0.995 × 0.9995, and 0.9999 × 0.9999 × 0.9995
    assert (one.uptime, two.uptime) == (Decimal("0.99440304975"), Decimal("0.999300109995"))


def test_parts_that_share_the_requests_count_for_their_share(changed: Callable[..., Graph]) -> None:
    found = of_api(changed(more=SECOND_SERVICE))

    assert [(each.name.en, each.share) for each in found.parts if each.name.en == "tasks"] == [
        ("tasks", Decimal("0.5")),
        ("tasks", Decimal("0.5")),
    ]
    # Each lets half of 0.0001 fail: 0.9999 × 0.99995 × 0.99995 × 0.9995
    assert found.uptime == Decimal("0.999300112493500125")


def test_a_part_without_a_promise_is_named_and_counts_nothing(changed: Callable[..., Graph]) -> None:
    found = of_api(changed(more=PROXY))

    assert "proxy" in named(found)
    assert found.uptime == Decimal("0.999300109995")  # as without one: 0.9999 × 0.9999 × 0.9995
    assert "proxy" not in found.explained().en


def test_standard_promises_more_than_starter() -> None:
    # The database of starter stands in one zone: 0.9999 × 0.9999 × 0.995
    assert of_api(profile("standard")).uptime == Decimal("0.999300109995")
    assert of_api(profile("starter")).uptime == Decimal("0.99480100995")


@pytest.mark.parametrize("name", ["standard", "starter"])
def test_pages_of_every_profile_come_from_a_distribution_and_a_bucket(name: str) -> None:
    assert of_pages(profile(name)).uptime == Decimal("0.998001")  # 0.999 × 0.999


@pytest.mark.parametrize("name", ["standard", "starter", "growth"])
def test_every_part_of_a_profile_says_where_in_the_template_it_is(name: str) -> None:
    found = of_api(profile(name))

    assert named(found) == ["names", "load balancer", "tasks", "database"]
    assert [each.owner.path.rpartition(".")[2] for each in found.parts] == [
        "DNSName",
        "Subnets",
        "DesiredCount",
        "MultiAZ",
    ]


def test_the_product_is_told_in_both_languages(changed: Callable[..., Graph]) -> None:
    said = of_api(changed()).explained()

    assert said[Lang.EN] == (
        "100 % names × 99.99 % load balancer × 99.99 % tasks × 99.95 % database = 99.93 %: 30.7 minutes of a month"
    )
    assert said[Lang.ES] == (
        "100 % nombres × 99,99 % balanceador × 99,99 % tareas × 99,95 % base de datos = 99,93 %: 30,7 minutos de un mes"
    )


def test_a_source_without_any_part_says_so(graph_of: Callable[[str], Graph]) -> None:
    found = of_api(graph_of("Topic: {Type: AWS::SNS::Topic}"))

    assert found.parts == ()
    assert "no part" in found.explained().en


@pytest.mark.parametrize(
    ("resources", "name", "uptime"),
    [
        ("It: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-postgresql}}", "database cluster", "0.999"),
        ("It: {Type: AWS::RDS::DBCluster, Properties: {Engine: postgres}}", "database", "0.9995"),
        ("It: {Type: AWS::ECS::ExpressGatewayService, Properties: {}}", "tasks", "0.995"),
        (
            "It: {Type: AWS::ECS::ExpressGatewayService, Properties: {ScalingTarget: {MinTaskCount: 2}}}",
            "tasks",
            "0.9999",
        ),
        (
            "It: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: '2', AvailabilityZones: [a, b]}}",
            "instances",
            "0.9999",
        ),
        (
            "It: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: '1', AvailabilityZones: [a, b]}}",
            "instances",
            "0.995",
        ),
        ("It: {Type: AWS::EC2::Instance, Properties: {InstanceType: t4g.small}}", "instances", "0.995"),
        (
            "It: {Type: AWS::Lightsail::Container, Properties: {Power: nano, Scale: 2}}",
            "Lightsail containers",
            "0.9999",
        ),
        (
            "It: {Type: AWS::Lightsail::Container, Properties: {Power: nano, Scale: 1}}",
            "Lightsail containers",
            "0.995",
        ),
        (
            "It: {Type: AWS::Lightsail::Database, Properties: {RelationalDatabaseBundleId: micro_ha_2_0}}",
            "Lightsail database",
            "0.9995",
        ),
        (
            "It: {Type: AWS::Lightsail::Database, Properties: {RelationalDatabaseBundleId: micro_2_0}}",
            "Lightsail database",
            "0.995",
        ),
    ],
)
def test_the_template_decides_which_promise_holds(
    graph_of: Callable[[str], Graph], resources: str, name: str, uptime: str
) -> None:
    found = {each.name.en: each.promise.uptime for each in of_api(graph_of(resources)).parts}

    assert found[name] == Decimal(uptime)


def test_an_express_service_brings_its_load_balancer(graph_of: Callable[[str], Graph]) -> None:
    assert named(of_api(graph_of("It: {Type: AWS::ECS::ExpressGatewayService, Properties: {}}"))) == [
        "load balancer",
        "tasks",
    ]


uptimes = st.decimals(Decimal("0.9"), Decimal(1), places=6)
parts = st.builds(part, st.none() | uptimes, st.decimals(Decimal(0), Decimal(1), places=3))


@given(st.lists(parts), parts)
def test_a_further_part_never_makes_more_available(some: list[Part], another: Part) -> None:
    less, more = Availability((*some, another)), Availability(tuple(some))

    assert 0 < less.uptime <= more.uptime <= 1
    assert less.uptime <= another.uptime


@given(st.lists(parts), uptimes, uptimes)
def test_a_better_promise_never_makes_less_available(some: list[Part], one: Decimal, other: Decimal) -> None:
    worse, better = sorted((one, other))

    assert Availability((*some, part(worse))).uptime <= Availability((*some, part(better))).uptime


def test_no_promise_is_better_in_one_zone_than_in_several() -> None:
    for name, promise in promises().items():
        several = promises().get(name.removesuffix("_one_zone"), promise)
        if promise.uptime is not None and several.uptime is not None:
            assert promise.uptime <= several.uptime, name


def test_every_kind_of_part_has_its_promises_and_every_promise_its_use() -> None:
    used = {"names", "proxy", "database", "database_one_zone"}
    for kind in PROMISE_RULES.values():
        used |= {kind.promise, *kind.within} | ({f"{kind.promise}_one_zone"} if kind.is_redundant else set())

    # Of an instance alone nothing is redundant, so that the promise for several is not asked for.
    assert set(promises()) - used == set()
    assert used - set(promises()) == set()


def test_every_promise_says_what_it_rests_on() -> None:
    assert set(BASES) == set(PromiseBasis)
    for name, promise in promises().items():
        assert promise.source, name
        assert date(2019, 1, 1) <= promise.dated <= date(2026, 12, 31), name
        assert promise.uptime is None or Decimal("0.99") < promise.uptime <= 1, name


def test_what_no_promise_says_is_told_in_both_languages() -> None:
    assert all(text.en and text.es and text.en != text.es for text in NOT_COUNTED)
