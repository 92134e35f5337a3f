"""Questions about a graph that several rooms ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbook.graph.model import INTERNET, USERS, Edge, EdgeKind, Graph, Node, NodeId
from workbook.template.model import Evidence, Resource, describe


class SubnetKind(StrEnum):
    """How a subnet reaches the internet."""

    PUBLIC = "public"
    PRIVATE = "private"
    ISOLATED = "isolated"


@dataclass(frozen=True, slots=True)
class SubnetRoute:
    """The kind of a subnet with the association and the route that make it so; none of them where nothing does."""

    kind: SubnetKind
    proof: tuple[Edge, ...] = ()


ALL_IPV4 = "0.0.0.0/0"
DEFAULT_ROUTES = (ALL_IPV4, "::/0")

INTERNET_GATEWAYS = ("AWS::EC2::InternetGateway", "External::Gateway")
"""Where a default route of a public subnet leads; a gateway given from outside counts, as only those take it."""

PUBLIC_FLAGS = {
    "AWS::RDS::DBInstance": "PubliclyAccessible",
    "AWS::RDS::DBCluster": "PubliclyAccessible",
    "AWS::Redshift::Cluster": "PubliclyAccessible",
    "AWS::ECS::Service": "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp",
    "AWS::EC2::Instance": "NetworkInterfaces.0.AssociatePublicIpAddress",
    "AWS::AutoScaling::LaunchConfiguration": "AssociatePublicIpAddress",
    "AWS::EC2::LaunchTemplate": "LaunchTemplateData.NetworkInterfaces.0.AssociatePublicIpAddress",
}
"""Properties that give a resource an address on the internet."""


def subnet_route(graph: Graph, subnet: NodeId) -> SubnetRoute:
    """Whether a subnet is public (default route to an internet gateway), private (to anything else) or isolated."""
    private: tuple[Edge, ...] = ()
    for association in graph.outgoing(subnet, EdgeKind.ROUTES_WITH):
        for route in graph.outgoing(association.target, EdgeKind.ROUTES_TO):
            if route.note not in DEFAULT_ROUTES:
                continue
            if graph.nodes[route.target].type in INTERNET_GATEWAYS:
                return SubnetRoute(SubnetKind.PUBLIC, (association, route))
            private = private or (association, route)
    return SubnetRoute(SubnetKind.PRIVATE, private) if private else SubnetRoute(SubnetKind.ISOLATED)


def subnets(graph: Graph, node: NodeId) -> tuple[Node, ...]:
    """The subnets that a node lies in; of a task definition, those of the services that run it."""
    runners = [runner.id for runner in graph.predecessors(node, EdgeKind.RUNS)]
    places = (place for holder in (node, *runners) for place in graph.successors(holder, EdgeKind.PLACED_IN))
    return tuple(dict.fromkeys(places))


def zones(graph: Graph, node: NodeId) -> tuple[str, ...]:
    """The availability zones that a node lies in, sorted.

    A zone that only the deployment knows is its expression; equal expressions are the same zone.
    """
    here = graph.nodes[node]
    places = (here,) if here.type == "AWS::EC2::Subnet" else subnets(graph, node)
    named = {_zone(place.resource) for place in places if place.resource is not None}
    if not places and here.resource is not None:
        named = {_zone(here.resource)}
    return tuple(sorted(named - {""}))


def members(graph: Graph, group: NodeId) -> tuple[Node, ...]:
    """What a security group protects."""
    return graph.predecessors(group, EdgeKind.PROTECTED_BY)


def internet_facing(graph: Graph, node: NodeId) -> Evidence | None:
    """What proves that a node has an address on the internet; None where nothing does.

    Whether security groups let anyone in is another question: `reach.may_connect` answers it.
    """
    for edge in graph.incoming(node, EdgeKind.CONNECTS_TO):
        if edge.source in {USERS, INTERNET}:
            return edge.evidence
    resource = graph.nodes[node].resource
    if resource is None:
        return None
    flag = PUBLIC_FLAGS.get(resource.type)
    if flag and describe(resource.get(flag)).lower() in {"true", "enabled"}:
        return resource.evidence(flag)
    return None


def _zone(resource: Resource) -> str:
    return describe(resource.get("AvailabilityZone"))


def stands_alone(database: Resource) -> bool:
    """Whether a database instance belongs to no cluster; the members of a cluster are one database together."""
    return database.get("DBClusterIdentifier") is None
