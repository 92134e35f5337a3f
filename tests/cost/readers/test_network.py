from __future__ import annotations

import numpy as np
import pytest

from cost.readers.given import assumed
from cost.readers.said import charged, gaps
from workbook.cost.component import Kind
from workbook.cost.demand.outbound import Outbound, outbound
from workbook.workload.model import Level

SUBNETS = """
Gateway: {Type: AWS::EC2::InternetGateway}
Open: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
Out:
  Type: AWS::EC2::Route
  Properties: {RouteTableId: !Ref Open, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
Outer: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.8.0/24, AvailabilityZone: us-east-1a}}
RouteO: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Outer, RouteTableId: !Ref Open}}
A: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.0.0/24, AvailabilityZone: us-east-1a}}
B: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1b}}
"""
BALANCER = """
It:
  Type: AWS::ElasticLoadBalancingV2::LoadBalancer
  Properties: {Scheme: internet-facing, Subnets: [!Ref A, !Ref B]}
Listener:
  Type: AWS::ElasticLoadBalancingV2::Listener
  Properties:
    LoadBalancerArn: !Ref It
    Port: 80
    Protocol: HTTP
    DefaultActions: [{Type: fixed-response, FixedResponseConfig: {StatusCode: "200"}}]
"""
PUBLIC = SUBNETS + BALANCER


def traffic_of(context, name="It"):
    (resource,) = (each for each in context.graph.assembly.resources() if each.id.logical_id == name)
    return context.traffic(resource)


def test_a_public_load_balancer_is_its_hours_an_address_in_each_zone_and_its_units(read):
    fixed = charged(read(PUBLIC), Kind.FIXED)
    assert fixed == {"alb.hour": 730, "ipv4.in-use": 1460}
    assert charged(read(PUBLIC), Kind.USAGE).keys() == {"alb.lcu", "transfer.internet"}


def test_an_internal_load_balancer_has_no_address_and_answers_nobody_outside(read):
    assert charged(read(PUBLIC.replace("internet-facing", "internal"))).keys() == {"alb.hour", "alb.lcu"}


@pytest.mark.parametrize(
    ("subnets", "addresses"),
    [
        ("Subnets: [!Ref A, !Ref B, subnet-3]", 3),
        ("SubnetMappings: [{SubnetId: !Ref A}, {SubnetId: !Ref B}, {SubnetId: subnet-3}]", 3),
        ("Subnets: !ImportValue Subnets", 2),
    ],
)
def test_there_is_a_node_in_each_subnet_and_two_where_nothing_tells(read, subnets, addresses):
    found = charged(read(PUBLIC.replace("Subnets: [!Ref A, !Ref B]", subnets)))
    assert found["ipv4.in-use"] == addresses * 730


def test_a_network_load_balancer_has_its_own_prices(read):
    assert charged(read(PUBLIC.replace("{Scheme:", "{Type: network, Scheme:"))).keys() >= {"nlb.hour", "nlb.lcu"}


def test_a_gateway_load_balancer_is_a_gap(read):
    ((path, text),) = gaps(read(PUBLIC.replace("{Scheme:", "{Type: gateway, Scheme:")))
    assert path == "Type"
    assert "gateway" in text


def test_units_are_counted_in_each_typical_hour_and_summed_over_the_month(read, context_of):
    users = 2e6
    traffic = traffic_of(context_of(PUBLIC, users))
    moved = (traffic.api_bytes_in + traffic.api_bytes_out + traffic.asset_bytes_out) / 1024**3 * traffic.spread
    dimensions = [traffic.new_connections_by_hour / 3600 / 25, traffic.active_connections_by_hour / 3000, moved]
    expected = (np.max(dimensions, axis=0) * traffic.hours.times).sum()
    assert charged(read(PUBLIC, users))["alb.lcu"] == pytest.approx(expected)
    over_the_month = max((each * traffic.hours.times).sum() for each in dimensions)
    assert charged(read(PUBLIC, users))["alb.lcu"] >= over_the_month


@pytest.mark.parametrize(
    ("leading", "values"),
    [
        (
            0,
            {
                "requests_per_connection": 1,
                "api_response_bytes": 0,
                "assets_bytes_per_session": 0,
                "session_minutes": 1,
            },
        ),
        (
            1,
            {
                "requests_per_connection": 100,
                "api_response_bytes": 0,
                "assets_bytes_per_session": 0,
                "session_minutes": 600,
            },
        ),
        (2, {"requests_per_connection": 100, "api_response_bytes": 100_000, "session_minutes": 1}),
    ],
)
def test_each_dimension_may_lead(read, context_of, leading, values):
    users = 1e5
    traffic = traffic_of(context_of(PUBLIC, users, usage=assumed(**values)))
    moved = (traffic.api_bytes_in + traffic.api_bytes_out + traffic.asset_bytes_out) / 1024**3 * traffic.spread
    # Elastic Load Balancing pricing page: 25 new connections a second, 3,000 active ones, 1 GB an hour
    dimension = [traffic.new_connections_by_hour / 3600 / 25, traffic.active_connections_by_hour / 3000, moved][leading]
    found = charged(read(PUBLIC, users, usage=assumed(**values)))["alb.lcu"]
    assert found == pytest.approx((dimension * traffic.hours.times).sum())


def test_a_load_balancer_without_listeners_has_no_rules(read):
    alone = PUBLIC.partition("Listener:")[0]
    assert charged(read(alone, 1e5))["alb.lcu"] == charged(read(PUBLIC, 1e5))["alb.lcu"]


def test_an_address_that_the_template_gives_a_load_balancer_is_charged_by_itself(read):
    given = "SubnetMappings: [{SubnetId: !Ref A, AllocationId: !GetAtt Own.AllocationId}, {SubnetId: !Ref B}]"
    network = PUBLIC.replace("{Scheme:", "{Type: network, Scheme:").replace("Subnets: [!Ref A, !Ref B]", given)
    own = "Own: {Type: AWS::EC2::EIP, Properties: {Domain: vpc}}\n"
    assert charged(read(network + own))["ipv4.in-use"] == 730
    assert charged(read(network + own, name="Own")) == {"ipv4.in-use": 730}


def rules(count):
    text = """
Rule{n}:
  Type: AWS::ElasticLoadBalancingV2::ListenerRule
  Properties:
    ListenerArn: !Ref Listener
    Priority: {n}
    Conditions: [{{Field: path-pattern, Values: ["/{n}"]}}]
    Actions: [{{Type: fixed-response, FixedResponseConfig: {{StatusCode: "200"}}}}]
"""
    return "".join(text.format(n=number) for number in range(1, count + 1))


def test_only_the_rules_above_ten_are_evaluated_for_money(read, context_of):
    # 200 rules and the default one, less ten, are 191 evaluations for each request, more than any other dimension.
    users = 1e6
    few, many = (charged(read(PUBLIC + rules(count), users))["alb.lcu"] for count in (9, 200))
    assert charged(read(PUBLIC, users))["alb.lcu"] == few
    traffic = traffic_of(context_of(PUBLIC, users))
    per_second = (traffic.api_requests_by_hour + traffic.asset_requests_by_hour) / 3600
    assert many == pytest.approx(traffic.hours.total(per_second * 191 / 1000))


def test_answers_leave_to_the_internet_and_those_behind_a_distribution_do_not(read, context_of):
    traffic = traffic_of(context_of(PUBLIC))
    expected = (traffic.api_bytes_out + traffic.asset_bytes_out) / 1024**3
    assert charged(read(PUBLIC))["transfer.internet"] == pytest.approx(expected)
    fronted = """
Distribution:
  Type: AWS::CloudFront::Distribution
  Properties:
    DistributionConfig:
      Enabled: true
      Origins: [{Id: api, DomainName: !GetAtt It.DNSName, CustomOriginConfig: {OriginProtocolPolicy: http-only}}]
      DefaultCacheBehavior: {TargetOriginId: api, ViewerProtocolPolicy: redirect-to-https}
"""
    assert "transfer.internet" not in charged(read(PUBLIC + fronted))


def test_two_load_balancers_answer_half_of_everything_each(read):
    twin = BALANCER.replace("It:", "Twin:", 1).replace("Listener:", "Other:", 1).replace("!Ref It", "!Ref Twin")
    whole, one, other = read(PUBLIC), read(PUBLIC + twin), read(PUBLIC + twin, name="Twin")
    for price in ("transfer.internet", "alb.lcu"):
        assert charged(one)[price] == pytest.approx(charged(whole)[price] / 2)
        assert charged(one)[price] == pytest.approx(charged(other)[price])


NAT = """
It: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Outer, AllocationId: !GetAtt Address.AllocationId}}
Address: {Type: AWS::EC2::EIP, Properties: {Domain: vpc}}
Inner: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
ByNat:
  Type: AWS::EC2::Route
  Properties: {RouteTableId: !Ref Inner, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref It}
RouteA: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A, RouteTableId: !Ref Inner}}
RouteB: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref B, RouteTableId: !Ref Inner}}
"""
WEB = """
Web:
  Type: AWS::ECS::Service
  Properties:
    LaunchType: FARGATE
    DesiredCount: 2
    TaskDefinition: !Ref Task
    NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A, !Ref B]}}
Task:
  Type: AWS::ECS::TaskDefinition
  Properties:
    Cpu: "256"
    Memory: "512"
    RequiresCompatibilities: [FARGATE]
    ContainerDefinitions:
      - Name: web
        Image: nginx
        LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: !Ref Logs}}
Logs: {Type: AWS::Logs::LogGroup}
"""
PRIVATE = SUBNETS + NAT + WEB
STARTS = 20 * 2 + 4
"""Tasks that start in a month: 20 releases of two, and four that are replaced."""
CALLS = 15 * 3 * 100 * 2 * (21 + 0.05 * (730 / 24 - 21))
"""Calls of 100 users in a month."""


def endpoint(name, service, kind="Interface", places="SubnetIds: [!Ref A, !Ref B]"):
    return f"""
{name}:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    VpcId: vpc-1
    ServiceName: !Sub com.amazonaws.${{AWS::Region}}.{service}
    VpcEndpointType: {kind}
    {places if kind == "Interface" else "RouteTableIds: [!Ref Inner]"}
"""


def test_a_gateway_carries_images_logs_and_calls_in_both_directions(read, context_of):
    found = outbound(context_of(PRIVATE))
    assert found.layers == pytest.approx(STARTS * 0.12)
    # 700 bytes a call and 26 for each of its 1.5 lines, and 10 MB a day
    assert found.logs == pytest.approx(CALLS * (700 + 1.5 * 26) / 1024**3 + 10 * 730 / 24 / 1024)
    assert found.calls == pytest.approx(STARTS * 50_000 / 1024**3)
    assert charged(read(PRIVATE))["nat.gb"] == pytest.approx(found.layers + found.logs + found.calls)


def test_a_gateway_carries_what_tasks_ask_of_the_internet(read):
    quiet, asking = (charged(read(PRIVATE, usage=assumed(egress_bytes_per_request=b)))["nat.gb"] for b in (0, 500))
    assert asking - quiet == pytest.approx(CALLS * 500 / 1024**3)


def test_a_gateway_carries_what_all_private_services_exchange(read, context_of):
    more = (
        WEB.replace("Web:", "More:")
        .replace("Task:", "TaskM:")
        .replace("!Ref Task", "!Ref TaskM")
        .partition("Logs: {")[0]
    )
    one, two = (
        outbound(context_of(each, usage=assumed(egress_bytes_per_request=500))) for each in (PRIVATE, PRIVATE + more)
    )
    assert (two.layers, two.calls) == (pytest.approx(2 * one.layers), pytest.approx(2 * one.calls))
    # the calls are shared, and each service writes 10 MB a day without any
    assert two.internet == pytest.approx(one.internet) == pytest.approx(CALLS * 500 / 1024**3)
    assert two.logs == pytest.approx(one.logs + 10 * 730 / 24 / 1024)


def test_public_services_go_out_without_the_gateway(context_of):
    public = PRIVATE.replace("Subnets: [!Ref A, !Ref B]", "Subnets: [!Ref Outer]")
    assert outbound(context_of(public)) == Outbound()


def test_a_service_without_an_awslogs_driver_sends_no_logs(context_of):
    silent = PRIVATE.replace(
        "        LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: !Ref Logs}}\n", ""
    )
    assert silent != PRIVATE
    assert outbound(context_of(silent)).logs == 0


def test_a_gateway_pays_for_the_zone_that_has_none(read):
    found = charged(read(PRIVATE))
    assert found["transfer.cross-az"] == pytest.approx(2 * found["nat.gb"] / 2)


def test_two_of_three_zones_reach_the_one_gateway_across_a_border(read):
    third = SUBNETS.splitlines()[-1].replace("B:", "C:", 1).replace("10.0.1.0", "10.0.2.0").replace("1b", "1c") + "\n"
    route = NAT.splitlines()[-1].replace("RouteB:", "RouteC:").replace("!Ref B", "!Ref C") + "\n"
    found = charged(read(PRIVATE + third + route))
    # in both directions
    assert found["transfer.cross-az"] == pytest.approx(2 * found["nat.gb"] * 2 / 3)


def test_what_instances_send_through_a_gateway_is_unknown_where_endpoints_take_the_rest(read):
    near = "".join(
        endpoint(f"E{n}", name) for n, name in enumerate(("s3", "logs", "ecr.api", "ecr.dkr", "secretsmanager"))
    )
    server = "Server: {Type: AWS::EC2::Instance, Properties: {InstanceType: t4g.nano, SubnetId: !Ref A}}\n"
    assert charged(read(PRIVATE + near))["nat.gb"] == 0
    assert charged(read(PRIVATE + near + server))["nat.gb"] is None
    assert charged(read(PRIVATE + server))["nat.gb"] > 0


@pytest.mark.parametrize("service", ["ecr.api", "ecr.dkr", "secretsmanager"])
def test_each_endpoint_that_a_start_calls_carries_a_third_of_the_calls(read, service):
    found = charged(read(PRIVATE + endpoint("Near", service), name="Near"))
    assert found["endpoint.gb"] == pytest.approx(STARTS * 50_000 / 1024**3 / 3)


def test_gateways_share_what_passes(read):
    second = "Second: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Outer}}\n"
    alone, shared = charged(read(PRIVATE)), charged(read(PRIVATE + second))
    assert shared["nat.gb"] == pytest.approx(alone["nat.gb"] / 2)
    assert "transfer.cross-az" not in shared


def test_an_address_that_is_declared_is_charged_by_itself_and_another_with_the_gateway(read):
    assert "ipv4.in-use" not in charged(read(PRIVATE))
    assert charged(read(PRIVATE, name="Address")) == {"ipv4.in-use": 730}
    given = PRIVATE.replace("!GetAtt Address.AllocationId", "eipalloc-1")
    assert charged(read(given))["ipv4.in-use"] == 730
    private = PRIVATE.replace(", AllocationId: !GetAtt Address.AllocationId", ", ConnectivityType: private")
    assert "ipv4.in-use" not in charged(read(private))


def test_endpoints_take_their_part_from_the_gateway(read, context_of):
    found = outbound(context_of(PRIVATE))
    with_s3 = PRIVATE + endpoint("S3", "s3", "Gateway")
    assert charged(read(with_s3))["nat.gb"] == pytest.approx(found.logs + found.calls)
    with_logs = with_s3 + endpoint("ForLogs", "logs")
    assert charged(read(with_logs))["nat.gb"] == pytest.approx(found.calls)
    others = "".join(endpoint(f"E{n}", name) for n, name in enumerate(("ecr.api", "ecr.dkr", "secretsmanager")))
    assert charged(read(with_logs + others))["nat.gb"] == 0
    assert charged(read(with_logs + others, name="ForLogs"))["endpoint.gb"] == pytest.approx(found.logs)


def test_what_passes_a_gateway_is_unknown_where_nothing_in_the_source_is_known_to_use_it(read):
    assert charged(read(SUBNETS + NAT))["nat.gb"] is None
    public = PRIVATE.replace("Subnets: [!Ref A, !Ref B]", "Subnets: [!Ref Outer], AssignPublicIp: ENABLED")
    assert charged(read(public))["nat.gb"] is None


def test_the_gateway_is_not_charged_for_what_its_tasks_send_to_the_internet(read):
    found = charged(read(PRIVATE, level=Level.HIGH))
    assert found["nat.gb"] > 0
    assert "transfer.internet" not in found


ALONE = SUBNETS + "Inner: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}\n"


@pytest.mark.parametrize(
    ("places", "zones"),
    [
        ("SubnetIds: [!Ref A, !Ref B]", 2),
        ("SubnetIds: [!Ref A]", 1),
        ("SubnetIds: !ImportValue Subnets", 2),
        ("PrivateDnsEnabled: true", 1),
    ],
)
def test_an_interface_endpoint_is_paid_in_each_of_its_subnets(read, places, zones):
    assert charged(read(ALONE + endpoint("It", "logs", places=places)))["endpoint.hour"] == zones * 730


def test_a_gateway_endpoint_is_free(read):
    assert read(ALONE + endpoint("It", "s3", "Gateway")) == []
    untyped = endpoint("It", "s3", "Gateway").replace("    VpcEndpointType: Gateway\n", "")
    assert read(ALONE + untyped) == []


def test_an_endpoint_of_another_kind_is_a_gap(read):
    other = endpoint("It", "vpce-svc-1").replace("VpcEndpointType: Interface", "VpcEndpointType: GatewayLoadBalancer")
    ((path, text),) = gaps(read(ALONE + other))
    assert path == "VpcEndpointType"
    assert "GatewayLoadBalancer" in text


def test_an_endpoint_for_a_service_that_nothing_is_known_to_call_shows_its_rate(read):
    assert charged(read(ALONE + endpoint("It", "sqs")))["endpoint.gb"] is None


@pytest.mark.parametrize("source", [PUBLIC, PRIVATE])
def test_many_scenarios_at_once_say_the_same_as_one_by_one(read, source):
    users = [1.0, 1000.0, 1e6]
    together = read(source, np.array(users))
    for place, each in enumerate(users):
        for one, many in zip(read(source, each), together, strict=True):
            assert one.price == many.price
            np.testing.assert_allclose(one.quantity, np.broadcast_to(np.asarray(many.quantity), (3,))[place])
