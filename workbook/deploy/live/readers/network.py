"""VPCs: ranges, subnets, routes and gateways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from workbook.deploy.live.forms import LOWER, NETWORK, SET, TAGS, policies
from workbook.deploy.live.reading import Reader, Reading, Sibling, Subject
from workbook.deploy.live.shapes import asked, first, same
from workbook.template.model import Value

_TARGETS = (
    "GatewayId", "NatGatewayId", "EgressOnlyInternetGatewayId", "TransitGatewayId", "VpcPeeringConnectionId",
    "NetworkInterfaceId", "InstanceId", "LocalGatewayId", "CarrierGatewayId", "CoreNetworkArn", "VpcEndpointId",
)  # fmt: skip
_DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
ROUTES = "Routes"
"""What a route table holds, which no property of it says."""


def _vpc(subject: Subject) -> Reading | None:
    found = first(subject.ask("ec2", "describe_vpcs", VpcIds=[subject.physical_id])["Vpcs"])
    if found is None:
        return None

    def flag(name: str) -> Any:  # noqa: ANN401 - as boto3
        attribute = name[:1].lower() + name[1:]
        answer = subject.ask("ec2", "describe_vpc_attribute", VpcId=subject.physical_id, Attribute=attribute)
        return answer[name]["Value"]

    flags = {name: partial(flag, name) for name in ("EnableDnsHostnames", "EnableDnsSupport")}
    return Reading(
        {**same(found, "CidrBlock", "InstanceTenancy", "Tags"), **asked(subject, flags)},
        {
            "VpcId": found["VpcId"],
            "CidrBlock": found["CidrBlock"],
            "Ipv6CidrBlocks": tuple(each["Ipv6CidrBlock"] for each in _ipv6(found)),
            "CidrBlockAssociations": tuple(each["AssociationId"] for each in found.get("CidrBlockAssociationSet", [])),
        },
    )


def _ipv6(found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The IPv6 ranges of a VPC or subnet, without those that it had once."""
    for each in found.get("Ipv6CidrBlockAssociationSet", []):
        if each.get("Ipv6CidrBlockState", {}).get("State", "associated") in {"associated", "associating"}:
            yield each


def _vpc_cidr_block(subject: Subject) -> Reading | None:
    found = first(subject.ask("ec2", "describe_vpcs", VpcIds=[subject.called("VpcId")])["Vpcs"])
    if found is None:
        return None
    ranges = [*_ipv6(found), *found.get("CidrBlockAssociationSet", [])]
    block = first([each for each in ranges if each["AssociationId"] in subject.physical_id])
    if block is None:
        return None
    return Reading(
        {
            **same(block, "CidrBlock", "Ipv6CidrBlock"),
            "AmazonProvidedIpv6CidrBlock": block.get("Ipv6Pool") == "Amazon",
            "Ipv6Pool": block.get("Ipv6Pool"),
            "VpcId": found["VpcId"],
        },
        {"Id": block["AssociationId"]},
    )


def _subnet(subject: Subject) -> Reading | None:
    found = first(subject.ask("ec2", "describe_subnets", SubnetIds=[subject.physical_id])["Subnets"])
    if found is None:
        return None
    ranges = [each["Ipv6CidrBlock"] for each in _ipv6(found)]
    told = same(
        found,
        "AssignIpv6AddressOnCreation", "AvailabilityZone", "AvailabilityZoneId", "CidrBlock", "EnableDns64",
        "Ipv6Native", "MapPublicIpOnLaunch", "OutpostArn", "PrivateDnsNameOptionsOnLaunch", "Tags", "VpcId",
    )  # fmt: skip
    return Reading(
        {**told, "Ipv6CidrBlock": ranges[0] if ranges else None},
        {
            **same(found, "SubnetId", "VpcId", "CidrBlock", "AvailabilityZone", "AvailabilityZoneId"),
            "Ipv6CidrBlocks": tuple(ranges),
        },
    )


def _table(subject: Subject, identifier: str) -> Mapping[str, Any] | None:
    return first(subject.ask("ec2", "describe_route_tables", RouteTableIds=[identifier])["RouteTables"])


def _route_table(subject: Subject) -> Reading | None:
    found = _table(subject, subject.physical_id)
    if found is None:
        return None
    routes = tuple(_direction(same(each, *_DESTINATIONS, *_TARGETS)) for each in found["Routes"] if _is_made(each))
    return Reading({**same(found, "Tags", "VpcId"), ROUTES: routes}, {"RouteTableId": found["RouteTableId"]})


def _is_made(route: Mapping[str, Any]) -> bool:
    """Whether somebody made a route, and neither the VPC nor an endpoint brought it."""
    brought = "DestinationPrefixListId" in route and route.get("GatewayId", "").startswith("vpce-")
    return route.get("Origin") == "CreateRoute" and not brought


def _direction(route: Mapping[str, Value]) -> Value:
    """Where a route leads from and to."""
    destination = next((route[name] for name in _DESTINATIONS if route.get(name)), None)
    return {"Destination": destination, "Target": next((route[name] for name in _TARGETS if route.get(name)), None)}


def _routes(table: Sibling, siblings: Iterable[Sibling]) -> Mapping[str, Value]:
    mine = [
        each.expected
        for each in siblings
        if each.type == "AWS::EC2::Route" and each.expected.get("RouteTableId") == table.physical_id
    ]
    return {ROUTES: tuple(map(_direction, mine))}


def _route(subject: Subject) -> Reading | None:
    table = _table(subject, subject.called("RouteTableId"))
    routes = table["Routes"] if table else []
    wanted = next((name for name in _DESTINATIONS if name in subject.expected), _DESTINATIONS[0])
    destination = NETWORK.normal(subject.called(wanted))
    found = first([each for each in routes if NETWORK.normal(each.get(wanted)) == destination])
    if table is None or found is None:
        return None
    told = same(found, *_DESTINATIONS, *_TARGETS)
    if str(found.get("GatewayId")).startswith("vpce-"):
        told["VpcEndpointId"] = found["GatewayId"]
    return Reading({**told, "RouteTableId": table["RouteTableId"]}, {"CidrBlock": destination})


def _association(subject: Subject) -> Reading | None:
    table = _table(subject, subject.called("RouteTableId"))
    listed = table.get("Associations", []) if table else []
    found = first([each for each in listed if each["RouteTableAssociationId"] == subject.physical_id])
    return None if found is None else Reading(same(found, "RouteTableId", "SubnetId"), {"Id": subject.physical_id})


def _internet_gateway(subject: Subject) -> Reading | None:
    found = _gateway(subject, subject.physical_id)
    return None if found is None else Reading(same(found, "Tags"), {"InternetGatewayId": subject.physical_id})


def _gateway(subject: Subject, identifier: str) -> Mapping[str, Any] | None:
    answer = subject.ask("ec2", "describe_internet_gateways", InternetGatewayIds=[identifier])
    return first(answer["InternetGateways"])


def _attachment(subject: Subject) -> Reading | None:
    if "InternetGatewayId" in subject.expected:
        name, found = "InternetGatewayId", _gateway(subject, subject.called("InternetGatewayId"))
        attached = found.get("Attachments", []) if found else []
    else:
        name, asked_for = "VpnGatewayId", [subject.called("VpnGatewayId")]
        found = first(subject.ask("ec2", "describe_vpn_gateways", VpnGatewayIds=asked_for)["VpnGateways"])
        attached = found.get("VpcAttachments", []) if found else []
    vpcs = [each["VpcId"] for each in attached if each.get("State") in {"attached", "attaching", "available"}]
    return Reading({name: found[name], "VpcId": vpcs[0]}) if found and vpcs else None


def _address(subject: Subject) -> Reading | None:
    known = subject.physical_id.split("|")
    allocated = [each for each in known if each.startswith("eipalloc-")]
    by = {"AllocationIds": allocated} if allocated else {"PublicIps": known}
    listed = subject.ask("ec2", "describe_addresses", **by)["Addresses"]
    found = first([each for each in listed if {each.get("AllocationId"), each.get("PublicIp")} & {*known}])
    return (
        None
        if found is None
        else Reading(
            same(found, "Domain", "InstanceId", "NetworkBorderGroup", "PublicIpv4Pool", "Tags"),
            same(found, "AllocationId", "PublicIp"),
        )
    )


def _nat_gateway(subject: Subject) -> Reading | None:
    answer = subject.ask("ec2", "describe_nat_gateways", NatGatewayIds=[subject.physical_id])
    found = first([each for each in answer["NatGateways"] if each.get("State") not in {"deleted", "deleting"}])
    if found is None:
        return None
    addresses = sorted(found.get("NatGatewayAddresses", []), key=lambda each: not each.get("IsPrimary"))
    told = same(found, "ConnectivityType", "SubnetId", "Tags", "VpcId")
    return Reading(
        {**told, **same(addresses[0] if addresses else {}, "AllocationId")}, {"NatGatewayId": found["NatGatewayId"]}
    )


def _endpoint(subject: Subject) -> Reading | None:
    answer = subject.ask("ec2", "describe_vpc_endpoints", VpcEndpointIds=[subject.physical_id])
    gone = {"deleted", "deleting"}
    found = first([each for each in answer["VpcEndpoints"] if each.get("State", "").lower() not in gone])
    if found is None:
        return None
    told = same(
        found,
        "IpAddressType", "PolicyDocument", "PrivateDnsEnabled", "RouteTableIds", "ServiceName", "SubnetIds", "Tags",
        "VpcEndpointType", "VpcId",
    )  # fmt: skip
    groups = tuple(each["GroupId"] for each in found.get("Groups", []))
    return Reading({**told, "SecurityGroupIds": groups}, {"Id": found["VpcEndpointId"]})


def _flow_log(subject: Subject) -> Reading | None:
    found = first(subject.ask("ec2", "describe_flow_logs", FlowLogIds=[subject.physical_id])["FlowLogs"])
    if found is None:
        return None
    kinds = {"vpc": "VPC", "subnet": "Subnet", "eni": "NetworkInterface", "tgw": "TransitGateway"}
    told = same(
        found,
        "DeliverLogsPermissionArn", "LogDestination", "LogDestinationType", "LogFormat", "LogGroupName",
        "MaxAggregationInterval", "ResourceId", "Tags", "TrafficType",
    )  # fmt: skip
    return Reading(
        {**told, "ResourceType": kinds.get(str(found.get("ResourceId")).partition("-")[0])}, {"Id": found["FlowLogId"]}
    )


_TAGGED = {"Tags": TAGS}
_RANGES = {"CidrBlock": NETWORK, "Ipv6CidrBlock": NETWORK}

TYPES: Mapping[str, Reader] = {
    "AWS::EC2::VPC": Reader(_vpc, ["InvalidVpcID.NotFound"], {**_TAGGED, **_RANGES}),
    "AWS::EC2::VPCCidrBlock": Reader(_vpc_cidr_block, ["InvalidVpcID.NotFound"], _RANGES),
    "AWS::EC2::Subnet": Reader(_subnet, ["InvalidSubnetID.NotFound"], {**_TAGGED, **_RANGES}),
    "AWS::EC2::RouteTable": Reader(
        _route_table,
        ["InvalidRouteTableID.NotFound"],
        {**_TAGGED, ROUTES: SET, f"{ROUTES}.*.Destination": NETWORK},
        beside=_routes,
    ),
    "AWS::EC2::Route": Reader(
        _route,
        ["InvalidRouteTableID.NotFound"],
        {"DestinationCidrBlock": NETWORK, "DestinationIpv6CidrBlock": NETWORK},
    ),
    "AWS::EC2::SubnetRouteTableAssociation": Reader(_association, ["InvalidRouteTableID.NotFound"]),
    "AWS::EC2::InternetGateway": Reader(_internet_gateway, ["InvalidInternetGatewayID.NotFound"], _TAGGED),
    "AWS::EC2::VPCGatewayAttachment": Reader(
        _attachment, ["InvalidInternetGatewayID.NotFound", "InvalidVpnGatewayID.NotFound"]
    ),
    "AWS::EC2::EIP": Reader(_address, ["InvalidAddress.NotFound", "InvalidAllocationID.NotFound"], _TAGGED),
    "AWS::EC2::NatGateway": Reader(_nat_gateway, ["NatGatewayNotFound"], _TAGGED),
    "AWS::EC2::VPCEndpoint": Reader(
        _endpoint,
        ["InvalidVpcEndpointId.NotFound"],
        {
            **_TAGGED,
            **policies("PolicyDocument"),
            **dict.fromkeys(("RouteTableIds", "SubnetIds", "SecurityGroupIds"), SET),
            "VpcEndpointType": LOWER,
        },
    ),
    "AWS::EC2::FlowLog": Reader(_flow_log, ["InvalidFlowLogId.NotFound"], _TAGGED),
}
