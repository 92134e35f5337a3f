"""Load balancers, NAT gateways, endpoints and addresses."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbook.cost.component import Component, Unpriced
from workbook.cost.meters import addresses, endpoints, load_balancers, nat, transfer
from workbook.cost.meters.load_balancers import Load, LoadBalancer
from workbook.cost.number import GIB, Number
from workbook.cost.readers.context import Context, Readers
from workbook.cost.readers.outbound import ENDPOINT, by_gateways, outbound, service_of, unmeasured
from workbook.graph.model import EdgeKind, Graph, Node, node_id
from workbook.graph.queries import zones
from workbook.lang import Text
from workbook.template.model import Reference, Resource, describe

BALANCER, CLASSIC = "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancing::LoadBalancer"
NAT, ADDRESS = "AWS::EC2::NatGateway", "AWS::EC2::EIP"
DISTRIBUTION = "AWS::CloudFront::Distribution"
NEVER_PUBLIC = frozenset({"internal"})
FAMILIES = {"application": True, "network": False}

Found = Iterator[Component | Unpriced]


def load_balancer(resource: Resource, context: Context) -> Found:
    """A load balancer with its addresses, its capacity units hour by hour, and its answers to the internet."""
    family = describe(resource.get("Type", "application"))
    if family not in FAMILIES:
        yield Unpriced(_NO_FAMILY.format(family=family), "Type")
        return
    public = resource.get("Scheme", "internet-facing") not in NEVER_PUBLIC
    balancer = LoadBalancer(FAMILIES[family], _zones(resource, context.graph) if public else 0)
    yield from load_balancers.hours(balancer, path="Type" if resource.get("Type") else "")
    yield from load_balancers.units(balancer, _unit_hours(resource, balancer, context), "")
    if public and not fronted(resource, context.graph):
        traffic = context.requests(resource)
        share = context.share(resource)
        yield from transfer.to_internet(
            (traffic.api_bytes_out + traffic.asset_bytes_out * share.assets) / GIB, "Scheme"
        )


def nat_gateway(resource: Resource, context: Context) -> Found:
    """A NAT gateway with its part of what tasks exchange, and what of that comes from another zone."""
    count = len(context.graph.resources(NAT))
    gb = by_gateways(context) / count
    unknown = unmeasured(context.graph) and not np.any(np.asarray(gb) > 0)
    yield from nat.gateway(None if unknown else gb)
    private = resource.get("ConnectivityType") == "private"
    if not private and _declared_address(resource, context.graph) is None:
        yield from addresses.in_use(1, path="AllocationId")
    users = _zones_behind(context.graph)
    if len(users) > count:
        yield from transfer.across_zones(gb * (len(users) - count) / len(users), "SubnetId")
    sent = outbound(context).internet
    if np.any(np.asarray(sent) > 0):
        yield from transfer.to_internet(sent / count)


def endpoint(resource: Resource, context: Context) -> Found:
    """An interface endpoint in each of its subnets; a gateway endpoint costs nothing."""
    if resource.get("VpcEndpointType", "Gateway") == "Gateway":
        return
    places = resource.get("SubnetIds")
    count = len(places) if isinstance(places, tuple) and places else 1
    yield from endpoints.interface(count, _through(resource, context), path="SubnetIds")


def address(resource: Resource, context: Context) -> Found:
    """An Elastic IP address, which costs as much without a use."""
    used = resource.get("InstanceId") is not None or any(
        edge.kind in {EdgeKind.REFERS_TO, EdgeKind.CONFIGURES, EdgeKind.PLACED_IN}
        for edge in context.graph.incoming(node_id(resource))
    )
    attached = used or bool(context.graph.outgoing(node_id(resource)))
    yield from (addresses.in_use(1) if attached else addresses.idle(1))


def fronted(resource: Resource, graph: Graph) -> bool:
    """Whether a distribution stands before a load balancer; what goes to CloudFront leaves AWS free of charge."""
    return any(node.type == DISTRIBUTION for node in graph.predecessors(node_id(resource), EdgeKind.FORWARDS_TO))


READERS: Readers = {BALANCER: load_balancer, NAT: nat_gateway, ENDPOINT: endpoint, ADDRESS: address}


def _zones(resource: Resource, graph: Graph) -> int:
    """The zones that a load balancer has a node in: one for each of its subnets."""
    for name in ("Subnets", "SubnetMappings"):
        places = resource.get(name)
        if isinstance(places, tuple) and places:
            return len(places)
    return max(len(zones(graph, node_id(resource))), 2)


def _unit_hours(resource: Resource, balancer: LoadBalancer, context: Context) -> Number:
    """The capacity unit hours of a month: in each typical hour the largest dimension."""
    traffic = context.requests(resource)
    calls = traffic.api_requests_by_hour + traffic.asset_requests_by_hour
    load = Load(
        new_connections_per_second=traffic.new_connections_by_hour / 3600,
        active_connections=traffic.active_connections_by_hour,
        gb_per_hour=_gb_by_hour(resource, context),
        requests_per_second=calls / 3600,
        rules=_rules(resource, context.graph),
    )
    return traffic.hours.total(load_balancers.capacity_units(load, balancer.unit))


def _gb_by_hour(resource: Resource, context: Context) -> Number:
    """GB in and out in each typical hour."""
    traffic, workload = context.requests(resource), context.workload(resource)
    each = np.asarray(workload.api_request_bytes + workload.api_response_bytes)[..., np.newaxis]
    files = np.asarray(workload.assets_bytes_per_session / workload.asset_requests_per_session)[..., np.newaxis]
    return np.asarray((traffic.api_requests_by_hour * each + traffic.asset_requests_by_hour * files) / GIB)


def _rules(resource: Resource, graph: Graph) -> int:
    """The most rules that a request may pass on one listener, the default one included."""
    listeners = graph.successors(node_id(resource), EdgeKind.CONTAINS)
    return max((1 + len(graph.successors(each.id, EdgeKind.CONTAINS)) for each in listeners), default=0)


def _declared_address(gateway: Resource, graph: Graph) -> Node | None:
    """The Elastic IP address of a gateway, where the template declares it and so prices it by itself."""
    value = gateway.get("AllocationId")
    if not isinstance(value, Reference):
        return None
    return next((node for node in graph.of_type(ADDRESS) if node.resource and node.resource.id == value.target), None)


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
    return {"s3": found.layers, "logs": found.logs, "ecr.api": found.calls / 2, "ecr.dkr": found.calls / 2,
            "secretsmanager": found.calls}.get(service)  # fmt: skip


_NO_FAMILY = Text(
    en="no meter reads load balancers of the type {family}",
    es="ningún medidor lee balanceadores del tipo {family}",
)
