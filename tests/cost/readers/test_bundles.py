from __future__ import annotations

import numpy as np
import pytest

from cost.readers.given import assumed
from cost.readers.said import charged, gaps
from workbook.cost.component import Doubt, Kind, Unsure

EXPRESS = """
It:
  Type: AWS::ECS::ExpressGatewayService
  Properties:
    ExecutionRoleArn: role
    InfrastructureRoleArn: role
    PrimaryContainer: {Image: x, MORE}
    SETTINGS
"""


def express(more="ContainerPort: 80", settings="Cpu: '256'"):
    return EXPRESS.replace("MORE", more).replace("SETTINGS", settings)


def test_a_service_that_says_nothing_is_one_task_of_a_vcpu(read):
    found = charged(read(express(settings="Tags: []"), 1.0), Kind.FIXED)
    assert (found["fargate.vcpu.x86"], found["fargate.memory.x86"]) == pytest.approx((730, 2 * 730))


def test_the_balancer_that_ecs_makes_is_paid_with_its_addresses_and_those_of_the_tasks(read):
    found = charged(read(express(settings="ScalingTarget: {MinTaskCount: 3}"), 1.0), Kind.FIXED)
    assert found["alb.hour"] == 730
    assert found["ipv4.in-use"] == (2 + 3) * 730


SESSIONS = 100 * 2 * (21 + 0.05 * (730 / 24 - 21))
SITE = """
Site:
  Type: AWS::CloudFront::Distribution
  Properties:
    DistributionConfig:
      Enabled: true
      Origins: [{Id: a, DomainName: ORIGIN}]
      DefaultCacheBehavior: {TargetOriginId: a, ViewerProtocolPolicy: redirect-to-https}
Files: {Type: AWS::S3::Bucket}
"""
ALWAYS = 730 / 24
"""Working days of a month without any day off."""


@pytest.mark.parametrize(
    ("site", "bytes_of_a_session"),
    [
        ("", 15 * 3 * 7000 + 300_000),  # calls, and the files that no distribution serves
        (SITE.replace("ORIGIN}", "!GetAtt Files.RegionalDomainName, S3OriginConfig: {}}"), 15 * 3 * 7000),
    ],
)
def test_what_it_answers_leaves_to_the_internet(read, site, bytes_of_a_session):
    found = charged(read(express() + site))
    assert found["transfer.internet"] == pytest.approx(bytes_of_a_session * SESSIONS / 1024**3)


def test_what_passes_its_balancer_is_counted_in_both_directions(read):
    # one LCU holds a GB an hour; new and active connections are few here
    much = assumed(requests_per_connection=1e6, session_minutes=1, api_response_bytes=1e6, api_request_bytes=1e6)
    found = charged(read(express(), usage=much))
    assert found["alb.lcu"] == pytest.approx((15 * 3 * 2e6 + 300_000) * SESSIONS / 1024**3)


@pytest.mark.parametrize(("minutes", "per_connection"), [(600, 1e6), (1, 1)])
def test_connections_to_its_balancer_count_where_they_lead(read, minutes, per_connection):
    # Elastic Load Balancing pricing page: 3,000 active connections, or 25 new ones a second
    values = {"api_response_bytes": 0, "api_request_bytes": 0, "assets_bytes_per_session": 0}
    usage = assumed(session_minutes=minutes, requests_per_connection=per_connection, **values)
    active, new = SESSIONS * minutes / 60 / 3000, 15 * 3 * SESSIONS / per_connection / 3600 / 25
    assert charged(read(express(), usage=usage))["alb.lcu"] == pytest.approx(max(active, new))


def test_its_balancer_has_an_address_in_each_subnet(read):
    placed = express(settings="NetworkConfiguration: {Subnets: [a, b, c]}")
    assert charged(read(placed, 1.0), Kind.FIXED)["ipv4.in-use"] == (3 + 1) * 730


def test_without_bounds_it_runs_from_1_to_20_tasks_with_an_address_each(read):
    # ECS API reference, CreateExpressGatewayService
    found = charged(read(express(), 1e9, usage=assumed(working_days_per_month=ALWAYS)), Kind.USAGE)
    assert found["fargate.vcpu.x86"] == pytest.approx(0.25 * 19 * 730)
    assert found["ipv4.in-use"] == pytest.approx(19 * 730)


@pytest.mark.parametrize(("target", "used"), [("", 0.6), ("ScalingTarget: {AutoScalingTargetValue: 30}", 0.3)])
def test_its_tasks_use_as_much_of_their_cpu_as_its_scaling_holds(read, context_of, target, used):
    template = express(settings=f"Cpu: '256'\n    {target}")
    context = context_of(template, 60_000.0)
    (resource,) = context.graph.resources("AWS::ECS::ExpressGatewayService")
    traffic = context.traffic(resource)
    wanted = np.clip(np.ceil(traffic.api_requests_by_hour / 3600 / (120 * 0.25 * used)), 1, 20)
    found = charged(read(template, 60_000.0), Kind.USAGE)["fargate.vcpu.x86"]
    assert found == pytest.approx(0.25 * traffic.hours.total(wanted - 1))


def test_its_log_is_kept_compressed_for_as_long_as_the_system_has_run(read):
    found = charged(read(express()))
    assert found["logs.storage"] == pytest.approx(found["logs.ingest"] * 0.15 * 12)


def test_its_alarms_are_two_of_its_scaling_and_one_of_its_deployments(read):
    assert charged(read(express()))["cloudwatch.alarm"] == 3


def test_its_log_is_paid_where_the_template_keeps_it_in_no_group(read):
    assert charged(read(express()))["logs.ingest"] > 0
    named = express("AwsLogsConfiguration: {LogGroup: !Ref Kept}") + "Kept: {Type: AWS::Logs::LogGroup}\n"
    assert "logs.ingest" not in charged(read(named))
    assert charged(read(named, name="Kept"))["logs.ingest"] == pytest.approx(charged(read(express()))["logs.ingest"])


def test_more_users_ask_for_more_tasks_up_to_the_most(read):
    users = np.array([1.0, 1e5, 1e6, 1e7])
    hours = charged(read(express(settings="ScalingTarget: {MaxTaskCount: 5}"), users), Kind.USAGE)["fargate.vcpu.x86"]
    assert hours[0] == 0
    assert (np.diff(hours) >= 0).all()
    assert hours[-1] <= 4 * 730


def test_a_load_above_the_most_tasks_is_told(read):
    found = read(express(settings="ScalingTarget: {MaxTaskCount: 2}"), 1e6)
    (told,) = (each for each in found if isinstance(each, Doubt))

    assert told.path == "ScalingTarget.MaxTaskCount"
    assert "2 may run" in told.reason.en
    assert not any(isinstance(each, Doubt) for each in read(express()))


def test_with_growth_the_most_gives_way(read):
    settings = "ScalingTarget: {MaxTaskCount: 2}"
    held, free = (charged(read(express(settings=settings), 1e6, growing=growing)) for growing in (False, True))
    assert free["fargate.vcpu.x86"] > held["fargate.vcpu.x86"]


CONTAINER = "It: {{Type: AWS::Lightsail::Container, Properties: {{ServiceName: a, Power: {power}, Scale: {scale}}}}}\n"


def test_a_container_service_is_its_nodes(read):
    (found,) = read(CONTAINER.format(power="small", scale=2))
    assert (found.price, found.quantity, found.path) == ("lightsail.container.small", 2, "Power")


def test_a_power_that_nobody_sells_is_a_gap(read):
    (found,) = read(CONTAINER.format(power="giant", scale=2))
    assert isinstance(found, Unsure)
    assert found.path == "Power"


DATABASE = "It: {{Type: AWS::Lightsail::Database, Properties: {{RelationalDatabaseBundleId: {bundle}}}}}\n"


@pytest.mark.parametrize(
    ("bundle", "price"),
    [("micro_2_0", "lightsail.database.micro"), ("small_ha_2_0", "lightsail.database.small.high-availability")],
)
def test_the_bundle_tells_the_size_of_a_database_and_its_standby(read, bundle, price):
    assert charged(read(DATABASE.format(bundle=bundle))) == {price: 1}


INSTANCE = "It: {{Type: AWS::Lightsail::Instance, Properties: {{BlueprintId: b, BundleId: {bundle}}}}}\n"


def test_an_instance_is_priced_by_its_bundle(read):
    assert charged(read(INSTANCE.format(bundle="micro_3_0"))) == {"lightsail.instance.micro": 1}


@pytest.mark.parametrize("bundle", ["micro_win_3_0", "micro_ipv6_3_0", "giant_3_0"])
def test_a_bundle_that_the_book_does_not_hold_is_a_gap(read, bundle):
    found = read(INSTANCE.format(bundle=bundle))
    assert len(gaps(found)) == len(found) == 1


def test_a_balancer_of_lightsail_has_one_price(read):
    assert charged(read("It: {Type: AWS::Lightsail::LoadBalancer, Properties: {}}\n")) == {"lightsail.load-balancer": 1}
