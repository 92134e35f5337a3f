"""Of EC2: addresses, NAT gateways, flow logs, rules of security groups on their own, and IPv6 of a VPC."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from ministack.services import ec2
from ministack.services.cloudformation import provisioners

from localcloud.resources.handler import Handler, Made, Properties, handler, new_id

_NET = "203.0.113."
"""Kept for documentation (RFC 5737), so that no address is anybody's."""


def _create_address(_: str, properties: Properties, __: str) -> Made:
    allocation = new_id("eipalloc")
    taken = {each["PublicIp"] for each in ec2._addresses.values()}
    address = next(f"{_NET}{number}" for number in range(1, 255) if f"{_NET}{number}" not in taken)
    empty = ("AssociationId", "InstanceId", "NetworkInterfaceId", "PrivateIpAddress")
    ec2._addresses[allocation] = {
        "AllocationId": allocation,
        "PublicIp": address,
        "Domain": properties.get("Domain", "vpc"),
        **dict.fromkeys(empty),
    }
    provisioners._ec2_apply_tags(allocation, properties)
    return address, {"AllocationId": allocation, "PublicIp": address}


def _delete_address(address: str, _: Properties) -> None:
    for allocation in [key for key, each in ec2._addresses.items() if each["PublicIp"] == address]:
        del ec2._addresses[allocation]


def _create_gateway(_: str, properties: Properties, __: str) -> Made:
    gateway = new_id("nat")
    ec2._nat_gateways[gateway] = {
        "NatGatewayId": gateway,
        "SubnetId": properties["SubnetId"],
        "VpcId": ec2._subnets[properties["SubnetId"]]["VpcId"],
        "AllocationId": properties.get("AllocationId"),
        "ConnectivityType": properties.get("ConnectivityType", "public"),
        "State": "available",
        "CreateTime": ec2._now_ts(),
        "Tags": [],
    }
    provisioners._ec2_apply_tags(gateway, properties)
    return gateway, {"NatGatewayId": gateway}


def _delete_gateway(gateway: str, _: Properties) -> None:
    ec2._nat_gateways.pop(gateway, None)


def _create_flow_log(_: str, properties: Properties, __: str) -> Made:
    log = new_id("fl")
    ec2._flow_logs[log] = {
        "FlowLogId": log,
        "ResourceId": properties["ResourceId"],
        "ResourceType": properties["ResourceType"],
        "TrafficType": properties.get("TrafficType", "ALL"),
        "LogDestinationType": properties.get("LogDestinationType", "cloud-watch-logs"),
        "LogDestination": properties.get("LogDestination") or properties.get("LogGroupName"),
        "FlowLogStatus": "ACTIVE",
        "CreationTime": ec2._now_ts(),
    }
    provisioners._ec2_apply_tags(log, properties)
    return log, {"Id": log}


def _delete_flow_log(log: str, _: Properties) -> None:
    ec2._flow_logs.pop(log, None)


def _rules(direction: str) -> Handler:
    def create(_: str, properties: Properties, __: str) -> Made:
        group = ec2._security_groups[properties["GroupId"]]
        group[direction].extend(provisioners._ec2_sg_permissions([properties]))
        return new_id("sgr"), {}

    def delete(_: str, properties: Properties) -> None:
        group = ec2._security_groups.get(properties["GroupId"])
        if group:
            gone = provisioners._ec2_sg_permissions([properties])
            group[direction] = [each for each in group[direction] if each not in gone]

    return handler(create, delete)


def _ipv6_block(vpc: str) -> str:
    """A block of /56 that follows from the VPC, kept for documentation (RFC 3849)."""
    number = hashlib.sha256(vpc.encode()).hexdigest()
    return f"2001:db8:{number[:4]}:{number[4:6]}00::/56"


def _create_block(_: str, properties: Properties, __: str) -> Made:
    association = new_id("vpc-cidr-assoc")
    vpc = ec2._vpcs[properties["VpcId"]]
    vpc["Ipv6CidrBlockAssociationSet"] = [{"AssociationId": association, "Ipv6CidrBlock": _ipv6_block(vpc["VpcId"])}]
    return association, {"Id": association}


def _delete_block(_: str, properties: Properties) -> None:
    vpc = ec2._vpcs.get(properties["VpcId"])
    if vpc:
        vpc.pop("Ipv6CidrBlockAssociationSet", None)


def tell_ipv6_of_vpcs() -> None:
    """Have a VPC tell the block that it will be given; the emulator fixes its attributes when it is made or changed."""
    of_vpc = provisioners._RESOURCE_HANDLERS["AWS::EC2::VPC"]
    for step in ("create", "update"):
        of_vpc[step] = _telling_ipv6(of_vpc[step])


def _telling_ipv6(step: Callable[..., Made]) -> Callable[..., Made]:
    def stepped(*arguments: Any) -> Made:
        vpc, attributes = step(*arguments)
        return vpc, {**attributes, "Ipv6CidrBlocks": [_ipv6_block(vpc)]}

    return stepped


TYPES: dict[str, Handler] = {
    "AWS::EC2::EIP": handler(_create_address, _delete_address),
    "AWS::EC2::NatGateway": handler(_create_gateway, _delete_gateway),
    "AWS::EC2::FlowLog": handler(_create_flow_log, _delete_flow_log),
    "AWS::EC2::SecurityGroupIngress": _rules("IpPermissions"),
    "AWS::EC2::SecurityGroupEgress": _rules("IpPermissionsEgress"),
    "AWS::EC2::VPCCidrBlock": handler(_create_block, _delete_block),
}
