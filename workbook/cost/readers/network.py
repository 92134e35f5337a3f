"""Load balancers, NAT gateways, endpoints and addresses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbook.cost.component import Doubt, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.demand.outbound import ENDPOINT, by_gateways, outbound, service_of, unmeasured
from workbook.cost.meters import addresses, endpoints, load_balancers, nat, transfer
from workbook.cost.meters.load_balancers import BalancerLoad, LoadBalancer
from workbook.cost.number import GIB, SECONDS_PER_HOUR, Number
from workbook.cost.readers.reader import Found, Readers
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.graph.queries import zones
from workbook.lang import Text
from workbook.template.model import Reference, Resource, Value, at, describe
from workbook.template.scalars import word
from workbook.workload.day import last_axis
from workbook.workload.traffic import Traffic

BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
NAT, ADDRESS = "AWS::EC2::NatGateway", "AWS::EC2::EIP"
DISTRIBUTION = "AWS::CloudFront::Distribution"
NEVER_PUBLIC = frozenset({"internal"})
FAMILIES = {"application": True, "network": False}
LEAST_ZONES = 2
"""Zones that an application load balancer has at least, and that networks usually have."""
INTERFACE = "Interface"
ENDPOINTS = frozenset({INTERFACE, "Gateway"})
WITHOUT_IPV4 = "dualstack-without-public-ipv4"
USES_OF_ADDRESSES = frozenset({EdgeKind.REFERS_TO, EdgeKind.CONFIGURES, EdgeKind.PLACED_IN})


def load_balancer(resource: Resource, context: Context) -> Found:
    """A load balancer with its addresses, its capacity units hour by hour, and its answers to the internet."""
    family = word(resource.get("Type"), "application")
    if family not in FAMILIES:
        yield Unpriced(_NO_FAMILY.format(family=family), "Type")
        return
    public = resource.get("Scheme", "internet-facing") not in NEVER_PUBLIC
    addressed = public and resource.get("IpAddressType") != WITHOUT_IPV4
    own = max(_nodes(resource, context.graph) - _declared_addresses(resource, context.graph), 0)
    balancer = LoadBalancer(FAMILIES[family], own if addressed else 0)
    yield from load_balancers.hours(balancer, path="Type" if resource.get("Type") else "")
    traffic = context.requests(resource)
    passing = Passing(_rules(resource, context.graph), _lambda_share(resource, context.graph))
    yield from load_balancers.units(balancer, unit_hours(traffic, balancer, passing), "")
    if public and not fronted(resource, context.graph):
        yield from transfer.to_internet((traffic.api_bytes_out + traffic.asset_bytes_out) / GIB, "Scheme")


def nat_gateway(resource: Resource, context: Context) -> Found:
    """A NAT gateway with its part of what tasks exchange, and what of that comes from another zone."""
    if resource.get("AvailabilityMode") == "regional":
        yield Doubt(_REGIONAL, "AvailabilityMode")
    count = len(context.graph.resources(NAT))
    whole = by_gateways(context)
    unknown = whole is None or (unmeasured(context.graph) and not np.any(np.asarray(whole) > 0))
    gb = None if unknown or whole is None else whole / count
    yield from nat.gateway(gb)
    private = resource.get("ConnectivityType") == "private"
    if not private and not _declares(resource.get("AllocationId"), context.graph):
        yield from addresses.in_use(1, path="AllocationId")
    users = _zones_behind(context.graph)
    if gb is not None and len(users) > count:
        yield from transfer.across_zones(gb * (len(users) - count) / len(users), "SubnetId")


def endpoint(resource: Resource, context: Context) -> Found:
    """An interface endpoint in each of its subnets; a gateway endpoint costs nothing."""
    kind = word(resource.get("VpcEndpointType"), "Gateway")
    if kind not in ENDPOINTS:
        yield Unpriced(_NO_ENDPOINT.format(kind=kind), "VpcEndpointType")
    elif kind == INTERFACE:
        subnets = _listed(resource, context.graph, "SubnetIds") or 1
        yield from endpoints.interface(subnets, _through(resource, context), path="SubnetIds")


def address(resource: Resource, context: Context) -> Found:
    """An Elastic IP address, which costs as much without a use; nothing where the account brings its own."""
    before = (edge for edge in context.graph.incoming(node_id(resource)) if edge.kind in USES_OF_ADDRESSES)
    users = [*(edge.source for edge in before), *(edge.target for edge in context.graph.outgoing(node_id(resource)))]
    near = (context.graph.nodes[user].resource for user in users)
    if isinstance(resource.get("PublicIpv4Pool"), str):
        return
    if any(each is not None and each.get("InstanceId") is not None for each in (resource, *near)):
        yield from addresses.of_instances(1)
    elif users:
        yield from addresses.in_use(1)
    else:
        yield from addresses.idle(1)


def fronted(resource: Resource, graph: Graph) -> bool:
    """Whether a distribution stands before a load balancer; what goes to CloudFront leaves AWS free of charge."""
    return any(node.type == DISTRIBUTION for node in graph.predecessors(node_id(resource), EdgeKind.FORWARDS_TO))


@dataclass(frozen=True, slots=True)
class Passing:
    """How requests pass a load balancer: by how many rules, and which part of them to Lambda functions, 0 to 1."""

    rules: int = 0
    to_lambda: float = 0.0


def unit_hours(traffic: Traffic, balancer: LoadBalancer, passing: Passing = Passing()) -> Number:
    """The capacity unit hours of a month that some traffic asks for: in each typical hour the largest dimension."""
    calls = traffic.api_requests_by_hour + traffic.asset_requests_by_hour
    moved = traffic.api_bytes_in + traffic.api_bytes_out + traffic.asset_bytes_out
    load = BalancerLoad(
        new_connections_per_second=traffic.new_connections_by_hour / SECONDS_PER_HOUR,
        active_connections=traffic.active_connections_by_hour,
        gb_per_hour=last_axis(moved / GIB) * traffic.spread * load_balancers.weight_of_bytes(passing.to_lambda),
        requests_per_second=calls / SECONDS_PER_HOUR,
        rules=passing.rules,
    )
    return traffic.hours.total(load_balancers.capacity_units(load, balancer.unit))


READERS: Readers = {BALANCER: load_balancer, NAT: nat_gateway, ENDPOINT: endpoint, ADDRESS: address}


def _nodes(resource: Resource, graph: Graph) -> int:
    """The nodes of a load balancer: one in each of its subnets, in two zones where the template does not tell."""
    names = ("Subnets", "SubnetMappings")
    return next((found for name in names if (found := _listed(resource, graph, name))), LEAST_ZONES)


def _listed(resource: Resource, graph: Graph, name: str) -> int:
    """How many subnets a property lists; where only the deployment tells, as many as the zones that are known."""
    places = resource.get(name)
    if isinstance(places, tuple):
        return len(places)
    return 0 if places is None else max(len(zones(graph, node_id(resource))), LEAST_ZONES)


def _lambda_share(resource: Resource, graph: Graph) -> float:
    """The part of the target groups behind a load balancer that are Lambda functions."""
    found: dict[str, bool] = {}
    for listener in graph.successors(node_id(resource), EdgeKind.CONTAINS):
        for node in (listener, *graph.successors(listener.id, EdgeKind.CONTAINS)):
            for target in graph.successors(node.id, EdgeKind.FORWARDS_TO):
                found[target.id] = target.resource is not None and target.resource.get("TargetType") == "lambda"
    return sum(found.values()) / len(found) if found else 0.0


def _rules(resource: Resource, graph: Graph) -> int:
    """The most rules that a request may pass on one listener, the default one included."""
    listeners = graph.successors(node_id(resource), EdgeKind.CONTAINS)
    return max((1 + len(graph.successors(each.id, EdgeKind.CONTAINS)) for each in listeners), default=0)


def _declared_addresses(balancer: Resource, graph: Graph) -> int:
    """How many Elastic IP addresses of a load balancer the template declares and so prices by themselves."""
    mappings = balancer.get("SubnetMappings")
    return sum(_declares(at(each, "AllocationId"), graph) for each in (mappings if isinstance(mappings, tuple) else ()))


def _declares(allocation: Value | None, graph: Graph) -> bool:
    """Whether the template declares an Elastic IP address and so prices it by itself."""
    if not isinstance(allocation, Reference):
        return False
    return any(node.resource is not None and node.resource.id == allocation.target for node in graph.of_type(ADDRESS))


def _zones_behind(graph: Graph) -> frozenset[str]:
    """The zones of the subnets whose routes lead to NAT gateways."""
    found: set[str] = set()
    for gateway in graph.resources(NAT):
        for table in graph.predecessors(node_id(gateway), EdgeKind.ROUTES_TO):
            for subnet in graph.predecessors(table.id, EdgeKind.ROUTES_WITH):
                found.update(zones(graph, subnet.id))
    return frozenset(found)


def _through(resource: Resource, context: Context) -> Number | None:
    """GB a month through an endpoint; None for a service that nothing is known to call."""
    found = outbound(context)
    service = service_of(describe(resource.get("ServiceName")))
    return {"s3": found.layers, "logs": found.logs, "ecr.api": found.calls / 3, "ecr.dkr": found.calls / 3,
            "secretsmanager": found.calls / 3}.get(service)  # fmt: skip


_NO_FAMILY = Text(
    en="no meter reads load balancers of the type {family}",
    es="ningún medidor lee balanceadores del tipo {family}",
)
_REGIONAL = Text(
    en="a regional NAT gateway is counted as one; how AWS charges for the zones that it spans is not known here",
    es="una puerta de enlace NAT regional se cuenta como una; aquí no consta cómo cobra AWS cada zona que abarca",
)
_NO_ENDPOINT = Text(
    en="no meter reads endpoints of the type {kind}",
    es="ningún medidor lee puntos de enlace del tipo {kind}",
)
