"""Edges of the network: what lies in which VPC and subnet, and where the routes lead."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.graph.index import Index
from workbook.graph.model import Edge, EdgeKind, node_id
from workbook.graph.rules import Connectors, Rules, into, out
from workbook.template.model import Resource, describe

CONTAINS, CONFIGURES, PLACED_IN = EdgeKind.CONTAINS, EdgeKind.CONFIGURES, EdgeKind.PLACED_IN

RULES: Rules = {
    "AWS::EC2::Subnet": (into("VpcId", CONTAINS, "vpc"),),
    "AWS::EC2::RouteTable": (into("VpcId", CONTAINS, "vpc"),),
    "AWS::EC2::SecurityGroup": (into("VpcId", CONTAINS, "vpc"),),
    "AWS::EC2::NetworkAcl": (into("VpcId", CONTAINS, "vpc"),),
    "AWS::EC2::VPCEndpoint": (
        into("VpcId", CONTAINS, "vpc"),
        out("ServiceName", EdgeKind.FORWARDS_TO, "aws-service"),
    ),
    "AWS::EC2::EgressOnlyInternetGateway": (into("VpcId", CONTAINS, "vpc", note="attached"),),
    "AWS::EC2::NatGateway": (into("AllocationId", CONFIGURES, "address"), into("VpcId", CONTAINS, "vpc")),
    "AWS::EC2::VPCCidrBlock": (out("VpcId", CONFIGURES),),
    "AWS::EC2::SubnetCidrBlock": (out("SubnetId", CONFIGURES),),
    "AWS::EC2::VPCDHCPOptionsAssociation": (out("VpcId", CONFIGURES), into("DhcpOptionsId", CONFIGURES)),
    "AWS::EC2::SubnetRouteTableAssociation": (out("SubnetId", CONFIGURES),),
    "AWS::EC2::SubnetNetworkAclAssociation": (out("SubnetId", CONFIGURES),),
    "AWS::EC2::VPCGatewayAttachment": (out("VpcId", CONFIGURES),),
    "AWS::EC2::Route": (out("RouteTableId", CONFIGURES),),
    "AWS::EC2::EIPAssociation": (
        into("AllocationId", CONFIGURES),
        out("InstanceId", CONFIGURES),
        out("NetworkInterfaceId", CONFIGURES),
    ),
    "AWS::EC2::EIP": (out("InstanceId", CONFIGURES),),
    "AWS::EC2::VPCPeeringConnection": (into("VpcId", CONTAINS, "vpc", note="requester"),),
    "AWS::EC2::FlowLog": (out("ResourceId", CONFIGURES, "network"),),
    "AWS::EC2::TransitGatewayAttachment": (into("VpcId", CONTAINS, "vpc"), out("TransitGatewayId", CONFIGURES)),
    "AWS::EC2::VPNConnection": (
        out("VpnGatewayId", EdgeKind.CONNECTS_TO),
        out("CustomerGatewayId", EdgeKind.CONNECTS_TO),
    ),
}

GATEWAYS = {
    "GatewayId": "gateway",
    "NatGatewayId": "nat-gateway",
    "EgressOnlyInternetGatewayId": "gateway",
    "VpcPeeringConnectionId": "peering",
    "TransitGatewayId": "transit-gateway",
    "VpcEndpointId": "endpoint",
    "InstanceId": "instance",
    "NetworkInterfaceId": "network-interface",
}
"""Properties of a route that say where it leads, with the kind of external node for a gateway given from outside."""

DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")


def routes(route: Resource, index: Index) -> Iterator[Edge]:
    """A route joins its route table to the gateway that it names; the note is the destination."""
    note = next((describe(route.get(name)) for name in DESTINATIONS if route.get(name) is not None), "")
    tables = index.ends(route.get("RouteTableId"), route, "route-table")
    for name, outside in GATEWAYS.items():
        for gateway in index.ends(route.get(name), route, outside):
            for table in tables:
                yield Edge(EdgeKind.ROUTES_TO, table, gateway, route.evidence(name), note=note)


def gateway_endpoint(endpoint: Resource, index: Index) -> Iterator[Edge]:
    """A gateway endpoint adds a route to each of its route tables; the note is the service's prefix list."""
    value = endpoint.get("RouteTableIds")
    items = value if isinstance(value, tuple) else (value,)
    note = f"prefix list of {describe(endpoint.get('ServiceName'))}"
    for position, item in enumerate(items):
        path = f"RouteTableIds.{position}" if isinstance(value, tuple) else "RouteTableIds"
        for table in index.ends(item, endpoint, "route-table"):
            yield Edge(EdgeKind.ROUTES_TO, table, node_id(endpoint), endpoint.evidence(path), note=note)


def association(link: Resource, index: Index) -> Iterator[Edge]:
    """An association joins a subnet to the route table that its traffic follows."""
    for subnet in index.ends(link.get("SubnetId"), link, "subnet"):
        for table in index.ends(link.get("RouteTableId"), link, "route-table"):
            yield Edge(EdgeKind.ROUTES_WITH, subnet, table, link.evidence("RouteTableId"))


def acl_association(link: Resource, index: Index) -> Iterator[Edge]:
    """An association puts a network ACL in front of a subnet."""
    for subnet in index.ends(link.get("SubnetId"), link, "subnet"):
        for acl in index.ends(link.get("NetworkAclId"), link, "network-acl"):
            yield Edge(CONFIGURES, acl, subnet, link.evidence("NetworkAclId"))


def acl_entry(entry: Resource, index: Index) -> Iterator[Edge]:
    """An entry belongs to its network ACL; the note is its action, direction, number and range."""
    words = (
        describe(entry.get("RuleAction")),
        "egress" if entry.get("Egress") in (True, "true") else "ingress",
        describe(entry.get("RuleNumber")),
        describe(entry.get("CidrBlock", entry.get("Ipv6CidrBlock"))),
    )
    for acl in index.ends(entry.get("NetworkAclId"), entry, "network-acl"):
        yield Edge(CONFIGURES, node_id(entry), acl, entry.evidence("NetworkAclId"), note=" ".join(words))


def attachment(link: Resource, index: Index) -> Iterator[Edge]:
    """An attachment puts an internet or VPN gateway at the border of its VPC."""
    for vpc in index.ends(link.get("VpcId"), link, "vpc"):
        for name in ("InternetGatewayId", "VpnGatewayId"):
            for gateway in index.ends(link.get(name), link, "gateway"):
                yield Edge(CONTAINS, vpc, gateway, link.evidence(name), note="attached")


def peering(connection: Resource, index: Index) -> Iterator[Edge]:
    """A peering connection joins two VPCs; the edge leaves the one that requests it."""
    for requester in index.ends(connection.get("VpcId"), connection, "vpc"):
        for accepter in index.ends(connection.get("PeerVpcId"), connection, "vpc"):
            yield Edge(EdgeKind.CONNECTS_TO, requester, accepter, connection.evidence("PeerVpcId"), note="peering")


CONNECTORS: Connectors = {
    "AWS::EC2::Route": (routes,),
    "AWS::EC2::VPCEndpoint": (gateway_endpoint,),
    "AWS::EC2::SubnetRouteTableAssociation": (association,),
    "AWS::EC2::SubnetNetworkAclAssociation": (acl_association,),
    "AWS::EC2::NetworkAclEntry": (acl_entry,),
    "AWS::EC2::VPCGatewayAttachment": (attachment,),
    "AWS::EC2::VPCPeeringConnection": (peering,),
}
