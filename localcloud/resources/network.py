"""Of EC2: addresses, NAT gateways and flow logs."""

from __future__ import annotations

import ipaddress
import re
from typing import Any

from ministack.services import ec2
from ministack.services.cloudformation import provisioners

from localcloud.resources.handler import Handler, Made, Properties, handler, in_place, new_id

_NET = "203.0.113."
"""Kept for documentation (RFC 5737), so that no address is anybody's."""

_ASSOCIATED = ("AssociationId", "NetworkInterfaceId", "PrivateIpAddress")
_NO_ADDRESSES = re.compile(r"(<natGatewayId>(nat-\w+)</natGatewayId>.*?)<natGatewayAddressSet/>", re.DOTALL)
_FLOW_LOG = re.compile(r"<flowLogId>(fl-\w+)</flowLogId>")


def _create_address(_: str, properties: Properties, __: str) -> Made:
    allocation = new_id("eipalloc")
    taken = {each["PublicIp"] for each in ec2._addresses.values()}
    address = next(f"{_NET}{number}" for number in range(1, 255) if f"{_NET}{number}" not in taken)
    ec2._addresses[allocation] = {
        "AllocationId": allocation,
        "PublicIp": address,
        "Domain": properties.get("Domain", "vpc"),
        **dict.fromkeys(("InstanceId", *_ASSOCIATED)),
    }
    provisioners._ec2_apply_tags(allocation, properties)
    return address, {"AllocationId": allocation, "PublicIp": address}


def _tag_address(address: str, old: Properties, new: Properties) -> Made:
    allocation = _allocation(address)
    provisioners._ec2_apply_tags(allocation, new, old)
    return address, {"AllocationId": allocation, "PublicIp": address}


def _delete_address(address: str, _: Properties) -> None:
    if allocation := _allocation(address):
        del ec2._addresses[allocation]
        ec2._tags.pop(allocation, None)


def _allocation(address: str) -> str | None:
    return next((key for key, each in ec2._addresses.items() if each["PublicIp"] == address), None)


def _create_gateway(_: str, properties: Properties, __: str) -> Made:
    gateway = new_id("nat")
    subnet = ec2._subnets[properties["SubnetId"]]
    allocation = properties.get("AllocationId")
    private = properties.get("PrivateIpAddress") or _last_free(subnet)
    if allocation:
        found = (new_id("eipassoc"), new_id("eni"), private)
        ec2._addresses[allocation].update(zip(_ASSOCIATED, found, strict=True))
    ec2._nat_gateways[gateway] = {
        "NatGatewayId": gateway,
        "SubnetId": properties["SubnetId"],
        "VpcId": subnet["VpcId"],
        "AllocationId": allocation,
        "PrivateIp": private,
        "ConnectivityType": properties.get("ConnectivityType", "public"),
        "State": "available",
        "CreateTime": ec2._now_ts(),
        "Tags": [],
    }
    provisioners._ec2_apply_tags(gateway, properties)
    return gateway, {"NatGatewayId": gateway}


def _last_free(subnet: Any) -> str:
    """The last address of a subnet that no gateway has, while tasks get the first."""
    taken = {each.get("PrivateIp") for each in ec2._nat_gateways.values()}
    network = ipaddress.ip_network(subnet["CidrBlock"])
    return next(str(network[-at]) for at in range(2, network.num_addresses) if str(network[-at]) not in taken)


def _tag(identifier: str, old: Properties, new: Properties) -> str:
    provisioners._ec2_apply_tags(identifier, new, old)
    return identifier


def _delete_gateway(gateway: str, _: Properties) -> None:
    gone = ec2._nat_gateways.pop(gateway, None)
    ec2._tags.pop(gateway, None)
    if gone and (address := ec2._addresses.get(gone["AllocationId"])):
        address.update(dict.fromkeys(_ASSOCIATED))


def tell_addresses_of_gateways() -> None:
    """Have the API tell the addresses of NAT gateways, which the emulator leaves out."""
    describe = ec2._ACTION_MAP["DescribeNatGateways"]

    def described(params: Any) -> Any:
        status, headers, body = describe(params)
        told = _NO_ADDRESSES.sub(lambda found: found[1] + _addresses_of(found[2]), body.decode())
        return status, headers, told.encode()

    ec2._ACTION_MAP["DescribeNatGateways"] = described


def tell_flow_logs_whole() -> None:
    """Have the API tell of flow logs what it leaves out."""
    describe = ec2._ACTION_MAP["DescribeFlowLogs"]

    def described(params: Any) -> Any:
        status, headers, body = describe(params)
        told = _FLOW_LOG.sub(lambda found: found[0] + _more_of_flow_log(found[1]), body.decode())
        return status, headers, told.encode()

    ec2._ACTION_MAP["DescribeFlowLogs"] = described


def _more_of_flow_log(log: str) -> str:
    found = ec2._flow_logs[log]
    names = ("LogGroupName", "DeliverLogsPermissionArn", "MaxAggregationInterval")
    return "".join(
        f"<{name[0].lower()}{name[1:]}>{found[name]}</{name[0].lower()}{name[1:]}>" for name in names if found.get(name)
    )


def _addresses_of(gateway: str) -> str:
    found = ec2._nat_gateways[gateway]
    address = ec2._addresses.get(found["AllocationId"]) or {}
    parts = {
        "allocationId": found["AllocationId"],
        "associationId": address.get("AssociationId"),
        "networkInterfaceId": address.get("NetworkInterfaceId"),
        "privateIp": found.get("PrivateIp"),
        "publicIp": address.get("PublicIp"),
    }
    told = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value)
    rest = "<isPrimary>true</isPrimary><status>succeeded</status>"
    return f"<natGatewayAddressSet><item>{told}{rest}</item></natGatewayAddressSet>"


def _create_flow_log(_: str, properties: Properties, __: str) -> Made:
    log = new_id("fl")
    ec2._flow_logs[log] = {
        "FlowLogId": log,
        "ResourceId": properties["ResourceId"],
        "ResourceType": properties["ResourceType"],
        "TrafficType": properties.get("TrafficType", "ALL"),
        "LogDestinationType": properties.get("LogDestinationType", "cloud-watch-logs"),
        "LogDestination": properties.get("LogDestination", ""),
        "LogGroupName": properties.get("LogGroupName"),
        "DeliverLogsPermissionArn": properties.get("DeliverLogsPermissionArn"),
        "MaxAggregationInterval": properties.get("MaxAggregationInterval", 600),
        "FlowLogStatus": "ACTIVE",
        "CreationTime": ec2._now_ts(),
    }
    provisioners._ec2_apply_tags(log, properties)
    return log, {"Id": log}


def _delete_flow_log(log: str, _: Properties) -> None:
    ec2._flow_logs.pop(log, None)
    ec2._tags.pop(log, None)


TYPES: dict[str, Handler] = {
    "AWS::EC2::EIP": handler(_create_address, _delete_address, in_place({"Tags"}, _create_address, _tag_address)),
    "AWS::EC2::NatGateway": handler(
        _create_gateway,
        _delete_gateway,
        in_place(
            {"Tags", "MaxDrainDurationSeconds"},
            _create_gateway,
            lambda gateway, old, new: (_tag(gateway, old, new), {"NatGatewayId": gateway}),
        ),
    ),
    "AWS::EC2::FlowLog": handler(
        _create_flow_log,
        _delete_flow_log,
        in_place({"Tags"}, _create_flow_log, lambda log, old, new: (_tag(log, old, new), {"Id": log})),
    ),
}
