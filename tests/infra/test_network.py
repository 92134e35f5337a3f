from __future__ import annotations

from typing import Any

from infra.templates import Snapshot, attributes

ANYWHERE = {"0.0.0.0/0", "::/0"}


def group(snapshot: Snapshot, name: str) -> dict[str, Any]:
    (found,) = [
        properties
        for properties in snapshot.properties("AWS::EC2::SecurityGroup")
        if properties["GroupDescription"].startswith(f"{name}:")
    ]
    return found


def subnets(snapshot: Snapshot, name: str) -> list[dict[str, Any]]:
    return [
        properties
        for properties in snapshot.properties("AWS::EC2::Subnet")
        if attributes(properties["Tags"])["aws-cdk:subnet-name"] == name
    ]


def test_each_tier_has_a_subnet_in_both_zones_and_gives_no_public_address(snapshot: Snapshot) -> None:
    for tier in ("Public", "Tasks", "Database"):
        found = subnets(snapshot, tier)
        assert {subnet["AvailabilityZone"] for subnet in found} == {"us-east-1a", "us-east-1b"}
        assert not any(subnet["MapPublicIpOnLaunch"] for subnet in found)


def test_tasks_leave_through_nat_and_the_database_does_not_leave_at_all(snapshot: Snapshot) -> None:
    targets: dict[str, set[str]] = {}
    for logical_id, resource in snapshot.resources("AWS::EC2::Route"):
        route = resource["Properties"]
        tier = next((t for t in ("Public", "Tasks", "Database") if t in route["RouteTableId"]["Ref"]), logical_id)
        targets.setdefault(tier, set()).update(key for key in route if key.endswith("GatewayId"))
    assert targets == {"Public": {"GatewayId"}, "Tasks": {"NatGatewayId"}}


def test_standard_has_a_nat_gateway_in_each_zone_and_starter_one(standard: Snapshot, starter: Snapshot) -> None:
    assert len(standard.properties("AWS::EC2::NatGateway")) == 2
    assert len(starter.properties("AWS::EC2::NatGateway")) == 1
    routes = [r["NatGatewayId"]["Ref"] for r in standard.properties("AWS::EC2::Route") if "NatGatewayId" in r]
    assert len(set(routes)) == 2, "each zone uses the gateway of its own"


def test_the_internet_reaches_the_load_balancer_only(snapshot: Snapshot) -> None:
    rules = group(snapshot, "LoadBalancer")["SecurityGroupIngress"]
    assert {(rule.get("CidrIp") or rule["CidrIpv6"], rule["FromPort"], rule["ToPort"]) for rule in rules} == {
        (peer, port, port) for peer in ANYWHERE for port in (80, 443)
    }
    for name in ("Tasks", "Database"):
        assert "SecurityGroupIngress" not in group(snapshot, name)


def test_who_may_connect_to_whom_is_one_chain(snapshot: Snapshot) -> None:
    chain = {
        (rule["SourceSecurityGroupId"]["Fn::GetAtt"][0], rule["GroupId"]["Fn::GetAtt"][0], rule["FromPort"])
        for rule in snapshot.properties("AWS::EC2::SecurityGroupIngress")
    }
    ids = {
        resource["Properties"]["GroupDescription"].partition(":")[0]: logical_id
        for logical_id, resource in snapshot.resources("AWS::EC2::SecurityGroup")
    }
    assert chain == {(ids["LoadBalancer"], ids["Tasks"], 8000), (ids["Tasks"], ids["Database"], 5432)}


def test_no_group_may_connect_to_anywhere_except_tasks_by_https(snapshot: Snapshot) -> None:
    open_ports = {
        (name, rule["FromPort"], rule["ToPort"])
        for name in ("LoadBalancer", "Tasks", "Database")
        for rule in group(snapshot, name)["SecurityGroupEgress"]
        if {rule.get("CidrIp"), rule.get("CidrIpv6")} & ANYWHERE
    }
    assert open_ports == {("Tasks", 443, 443)}
    assert "DestinationSecurityGroupId" not in str(group(snapshot, "Database")["SecurityGroupEgress"])


def test_the_s3_endpoint_serves_image_layers_and_nothing_else(snapshot: Snapshot) -> None:
    endpoint = snapshot.only("AWS::EC2::VPCEndpoint")
    assert endpoint["VpcEndpointType"] == "Gateway"
    (statement,) = endpoint["PolicyDocument"]["Statement"]
    assert statement["Action"] == "s3:GetObject"
    assert "starport-layer-bucket" in str(statement["Resource"])


def test_flow_logs_are_kept(snapshot: Snapshot) -> None:
    log = snapshot.only("AWS::EC2::FlowLog")
    assert log["LogDestinationType"] == "cloud-watch-logs"
    assert log["TrafficType"] == ("REJECT" if snapshot.profile == "starter" else "ALL")


def test_both_names_have_addresses_of_both_families(snapshot: Snapshot) -> None:
    records = {(r["Name"], r["Type"]) for r in snapshot.properties("AWS::Route53::RecordSet")}
    assert records == {
        (f"{name}.inventory.example.com.", family) for name in ("app", "api") for family in ("A", "AAAA")
    }
    assert snapshot.only("AWS::ElasticLoadBalancingV2::LoadBalancer")["IpAddressType"] == "dualstack"
