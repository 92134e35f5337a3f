"""What a template says about zones, subnets and routes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbook.audit.model import Check, Finding
from workbook.audit.predicates import Predicate, Subjects, configuring, contained, fault, holding, missing, undecided
from workbook.graph.model import Edge, EdgeKind, Graph, Node, node_id
from workbook.graph.queries import ALL_IPV4, DEFAULT_ROUTES, INTERNET_GATEWAYS, SubnetKind, subnet_route
from workbook.graph.queries import subnets as subnets_of
from workbook.lang import Text
from workbook.template.model import Resource, Unknown, describe

NAT, FLOW_LOG = "AWS::EC2::NatGateway", "AWS::EC2::FlowLog"


def zone(subnet: Resource) -> str | None:
    """The availability zone of a subnet, or an expression that tells it from others; None where nothing is told."""
    value = subnet.get("AvailabilityZone", subnet.get("AvailabilityZoneId"))
    if isinstance(value, str):
        return value
    # Elements of one list of zones are different zones; two parameters may hold the same one.
    return describe(value) if isinstance(value, Unknown) and "GetAZs" in value.expression else None


def default_routes(graph: Graph, subnet: Resource) -> tuple[Edge, ...]:
    """The routes by which traffic from a subnet leaves for everywhere else."""
    tables = graph.successors(node_id(subnet), EdgeKind.ROUTES_WITH)
    return tuple(e for t in tables for e in graph.outgoing(t.id, EdgeKind.ROUTES_TO) if e.note in DEFAULT_ROUTES)


def is_public(graph: Graph, subnet: Resource) -> bool:
    """Whether a default route of a subnet leads to an internet gateway."""
    return subnet_route(graph, node_id(subnet)).kind is SubnetKind.PUBLIC


def known_subnets(nodes: Iterable[Node]) -> tuple[Resource, ...]:
    """The subnets among nodes that the template declares."""
    return tuple(n.resource for n in nodes if n.resource is not None and n.type == "AWS::EC2::Subnet")


def subnets_in(graph: Graph, vpc: Resource) -> tuple[Resource, ...]:
    """The subnets of a VPC that the template declares."""
    return contained(graph, vpc, "AWS::EC2::Subnet")


def spans_two_zones(graph: Graph, vpc: Resource) -> Iterator[Finding]:
    """The subnets of a VPC lie in two or more zones; a VPC whose subnets are declared elsewhere says nothing."""
    subnets = subnets_in(graph, vpc)
    if subnets:
        yield in_two_zones(subnets, vpc)


def in_two_zones(subnets: tuple[Resource, ...], owner: Resource) -> Finding:
    """Whether subnets lie in two or more zones, as far as they tell."""
    evidence = tuple(subnet.evidence("AvailabilityZone") for subnet in subnets)
    zones = [zone(subnet) for subnet in subnets]
    if len({z for z in zones if z is not None}) >= 2:
        return Finding(True, evidence)
    if None in zones and len(subnets) >= 2:
        return Finding(None, evidence, _ZONES_UNTOLD)
    return Finding(False, evidence, _ONE_ZONE.format(name=owner.id.logical_id))


def each_zone_has_both(graph: Graph, vpc: Resource) -> Iterator[Finding]:
    """Each zone of a VPC has a public subnet and one that is not."""
    subnets = subnets_in(graph, vpc)
    for name in sorted({zone(subnet) or "" for subnet in subnets}):
        inside = [subnet for subnet in subnets if (zone(subnet) or "") == name]
        evidence = tuple(subnet.evidence("AvailabilityZone") for subnet in inside)
        kinds = {is_public(graph, subnet) for subnet in inside}
        if len(kinds) == 2:
            yield Finding(True, evidence)
        elif not name:
            yield Finding(None, evidence, _ZONES_UNTOLD)
        else:
            yield Finding(False, evidence, (_NO_PRIVATE if True in kinds else _NO_PUBLIC).format(zone=name))


def has_internet_gateway(graph: Graph, vpc: Resource) -> Iterator[Finding]:
    """A route table of the VPC leads to an internet gateway that is attached to it."""
    subnets = subnets_in(graph, vpc)
    if not subnets:
        return
    attached = {n.id for n in graph.successors(node_id(vpc), EdgeKind.CONTAINS)}
    routes = [_proof(graph, subnet)[-1] for subnet in subnets if is_public(graph, subnet)]
    sound = [route for route in routes if route.target in attached or graph.nodes[route.target].resource is None]
    if sound:
        yield Finding(True, tuple(dict.fromkeys(route.evidence for route in sound)))
    else:
        yield fault(_UNATTACHED if routes else _NO_GATEWAY, *(route.evidence for route in routes), vpc.evidence())


def placed(*, public: bool | None) -> Predicate:
    """The subnets of a resource lie in two zones, and are all public or all private where that is asked for."""

    def predicate(graph: Graph, resource: Resource) -> Iterator[Finding]:
        nodes = subnets_of(graph, node_id(resource))
        subnets = known_subnets(nodes)
        if not nodes or len(subnets) < len(nodes):
            yield Finding(None, (resource.evidence(),), _SUBNETS_UNTOLD.format(name=resource.id.logical_id))
        if not subnets:
            return
        yield in_two_zones(subnets, resource)
        for subnet in subnets if public is not None else ():
            yield _reached(graph, resource, subnet, wanted=bool(public))

    return predicate


def isolated(graph: Graph, resource: Resource) -> Iterator[Finding]:
    """No subnet of a resource has a way out of the VPC."""
    for subnet in known_subnets(subnets_of(graph, node_id(resource))):
        routes = default_routes(graph, subnet)
        evidence = tuple(route.evidence for route in routes)
        yield (
            Finding(False, evidence, _HAS_WAY_OUT.format(subnet=subnet.id.logical_id))
            if routes
            else holding(subnet.evidence())
        )


def leaves_by_own_zone(graph: Graph, subnet: Resource) -> Iterator[Finding]:
    """The NAT gateway of a subnet stands in the same zone; a regional one stands in all."""
    for route in default_routes(graph, subnet):
        gateway = graph.nodes[route.target].resource
        if gateway is None and route.evidence.path.endswith(".NatGatewayId"):
            yield undecided(route.evidence, route.evidence.value)
        if gateway is None or gateway.type != NAT:
            continue
        if gateway.get("AvailabilityMode") == "regional":
            yield holding(route.evidence)
            continue
        homes = known_subnets(graph.successors(node_id(gateway), EdgeKind.PLACED_IN))
        here, there = zone(subnet), zone(homes[0]) if homes else None
        if here is None or there is None:
            yield undecided(route.evidence, subnet.get("AvailabilityZone"))
        elif here == there:
            yield holding(route.evidence)
        else:
            names = {"subnet": subnet.id.logical_id, "gateway": gateway.id.logical_id, "zone": there}
            yield fault(_OTHER_ZONE.format(**names), route.evidence)


def has_flow_log(graph: Graph, vpc: Resource) -> Iterator[Finding]:
    """A flow log of the VPC itself, or one of each of its subnets."""
    subnets = subnets_in(graph, vpc)
    own = configuring(graph, vpc, FLOW_LOG)
    inner = [configuring(graph, subnet, FLOW_LOG) for subnet in subnets]
    if own:
        yield holding(*(log.evidence("ResourceId") for log in own))
    elif inner and all(inner):
        yield holding(*(log.evidence("ResourceId") for logs in inner for log in logs))
    else:
        yield fault(_NO_FLOW_LOG, vpc.evidence())


def share_a_vpc(*tiers: Subjects) -> Check:
    """Everything in these tiers lies in one and the same VPC."""

    def check(graph: Graph) -> Iterator[Finding]:
        resources = [resource for tier in tiers for resource in tier.select(graph)]
        homes = {r.id: vpcs_of(graph, r) for r in resources}
        networks = {vpc.id for found in homes.values() for vpc in found}
        told = [r for r in resources if homes[r.id]]
        if len(networks) > 1:
            yield fault(_SEVERAL_VPCS.format(count=len(networks)), *(r.evidence() for r in told))
        for resource in resources:
            if not homes[resource.id]:
                yield Finding(None, (resource.evidence(),), _SUBNETS_UNTOLD.format(name=resource.id.logical_id))
        if len(networks) == 1:
            yield Finding(True, tuple(r.evidence() for r in told))
        if not resources:
            yield missing(tiers[0])

    return check


def vpcs_of(graph: Graph, resource: Resource) -> tuple[Node, ...]:
    """The VPCs that the subnets of a resource lie in, inside the template or outside."""
    found = (v for s in subnets_of(graph, node_id(resource)) for v in graph.predecessors(s.id, EdgeKind.CONTAINS))
    return tuple({node.id: node for node in found}.values())


def _reached(graph: Graph, resource: Resource, subnet: Resource, *, wanted: bool) -> Finding:
    """Whether a subnet is public as wanted, over IPv4 where the resource has it, with the route that proves it."""
    evidence = tuple(edge.evidence for edge in _proof(graph, subnet)) or (subnet.evidence(),)
    if wanted and is_public(graph, subnet) and not _public_for(graph, resource, subnet):
        return Finding(False, evidence, _ONLY_V6.format(subnet=subnet.id.logical_id))
    if is_public(graph, subnet) == wanted:
        return Finding(True, evidence)
    return Finding(False, evidence, (_NOT_PUBLIC if wanted else _PUBLIC).format(subnet=subnet.id.logical_id))


def _public_for(graph: Graph, resource: Resource, subnet: Resource) -> bool:
    """Whether the protocol that most browsers speak finds the way: IPv4, unless a load balancer has no such address."""
    if resource.get("IpAddressType") == "dualstack-without-public-ipv4":
        return True
    return any(
        route.note == ALL_IPV4 and graph.nodes[route.target].type in INTERNET_GATEWAYS
        for route in default_routes(graph, subnet)
    )


def _proof(graph: Graph, subnet: Resource) -> tuple[Edge, ...]:
    return subnet_route(graph, node_id(subnet)).proof


_ZONES_UNTOLD = Text(
    en="the template does not tell the zones of the subnets", es="la plantilla no dice las zonas de las subredes"
)
_ONE_ZONE = Text(en="{name} lies in one zone only", es="{name} está en una sola zona")
_NO_PRIVATE = Text(en="zone {zone} has no private subnet", es="la zona {zone} no tiene subred privada")
_NO_PUBLIC = Text(en="zone {zone} has no public subnet", es="la zona {zone} no tiene subred pública")
_ONLY_V6 = Text(
    en="{subnet} has a route to the internet for IPv6 only",
    es="{subnet} solo tiene ruta a internet para IPv6",
)
_NO_GATEWAY = Text(
    en="no route table leads to an internet gateway",
    es="ninguna tabla de rutas lleva a una puerta de enlace de internet",
)
_UNATTACHED = Text(
    en="the internet gateway of the route is not attached to the VPC",
    es="la puerta de enlace de internet de la ruta no está unida a la VPC",
)
_SUBNETS_UNTOLD = Text(
    en="the subnets of {name} are given from outside the template",
    es="las subredes de {name} vienen de fuera de la plantilla",
)
_HAS_WAY_OUT = Text(en="{subnet} has a route out of the VPC", es="{subnet} tiene una ruta de salida de la VPC")
_OTHER_ZONE = Text(
    en="{subnet} leaves by {gateway}, which stands in another zone ({zone})",
    es="{subnet} sale por {gateway}, que está en otra zona ({zone})",
)
_SEVERAL_VPCS = Text(
    en="the parts of the application lie in {count} VPCs, expected one",
    es="las partes de la aplicación están en {count} VPC; se esperaba una",
)
_NO_FLOW_LOG = Text(en="the VPC has no flow log", es="la VPC no tiene registro de flujo")
_NOT_PUBLIC = Text(
    en="{subnet} has no route to an internet gateway", es="{subnet} no tiene ruta a una puerta de enlace de internet"
)
_PUBLIC = Text(
    en="{subnet} is public: it has a route to an internet gateway",
    es="{subnet} es pública: tiene una ruta a una puerta de enlace de internet",
)
