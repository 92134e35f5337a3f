"""Whether security groups let one node open a connection to another, with the rules that do or the reason why not."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from workbook.graph.model import EXTERNAL, INTERNET, USERS, Edge, EdgeKind, Graph, NodeId, Ports
from workbook.lang import Text

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

NO_EGRESS = Text(
    en="no egress rule of {groups} lets {protocol} port {port} out to {target}",
    es="ninguna regla de salida de {groups} deja salir {protocol} puerto {port} hacia {target}",
)
NO_INGRESS = Text(
    en="no ingress rule of {groups} lets {protocol} port {port} in from {source}",
    es="ninguna regla de entrada de {groups} deja entrar {protocol} puerto {port} desde {source}",
)
NO_GROUP = Text(
    en="{node} names no security group, so the default group of its VPC applies, which the template does not show",
    es="{node} no nombra ningún grupo de seguridad, así que rige el grupo por omisión de su VPC, "
    "que la plantilla no muestra",
)
NO_MACHINE = Text(
    en="{node} has no interface of its own, and the template does not show the machines that it runs on",
    es="{node} no tiene interfaz propia y la plantilla no muestra las máquinas en las que se ejecuta",
)
NOT_TOLD = Text(
    en="only {rules} could allow it, and the template does not tell whom they name",
    es="solo {rules} podrían permitirlo, y la plantilla no dice a quién nombran",
)


MACHINES = (
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::AutoScaling::LaunchConfiguration",
    "AWS::EC2::Instance",
    "AWS::EC2::LaunchTemplate",
)
"""What says how the machines of a cluster are set up."""


class Verdict(StrEnum):
    """The answer to whether something may be reached."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reach:
    """The answer with its proof: the egress rule (where the source has groups) and the ingress rule, or the reason."""

    verdict: Verdict
    witness: tuple[Edge, ...] = ()
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class _Side:
    node: NodeId
    groups: frozenset[NodeId]
    vpcs: frozenset[NodeId]
    networks: tuple[Network, ...]
    outside: bool


def may_connect(graph: Graph, source: NodeId, target: NodeId, protocol: str, port: int | None) -> Reach:
    """Whether security groups allow the source to open this connection; without a port, to any port.

    Routes and network ACLs are not looked at. A source without interfaces in a VPC comes from the internet.
    """
    here, there = _caller(graph, source), _side(graph, target)
    if here is None or not there.groups:
        reason = NO_MACHINE.format(node=source) if here is None else NO_GROUP.format(node=target)
        return Reach(Verdict.UNKNOWN, reason=reason)
    traffic = Ports(protocol, port, port)
    ingress = _rules(graph, there, EdgeKind.ALLOWS, here, traffic)
    if ingress.verdict is Verdict.NO:
        words = {"groups": _names(there.groups), "protocol": protocol, "port": _port(port), "source": source}
        return Reach(Verdict.NO, reason=NO_INGRESS.format(**words))
    if here.outside or (not here.groups and _needs_no_group(graph, source)):
        return ingress
    if not here.groups:
        return Reach(Verdict.UNKNOWN, reason=NO_GROUP.format(node=source))
    egress = _rules(graph, here, EdgeKind.ALLOWS_OUT, there, traffic)
    if egress.verdict is Verdict.NO:
        words = {"groups": _names(here.groups), "protocol": protocol, "port": _port(port), "target": target}
        return Reach(Verdict.NO, reason=NO_EGRESS.format(**words))
    unknown = next((part for part in (egress, ingress) if part.verdict is Verdict.UNKNOWN), None)
    return unknown or Reach(Verdict.YES, egress.witness + ingress.witness)


def _rules(graph: Graph, owner: _Side, kind: EdgeKind, other: _Side, traffic: Ports) -> Reach:
    doubtful: list[Edge] = []
    for edge in _edges_of(graph, owner, kind):
        peer = edge.source if kind is EdgeKind.ALLOWS else edge.target
        if not _covers(edge, traffic):
            continue
        matches = _matches(peer, edge, other)
        if matches:
            return Reach(Verdict.YES, (edge,))
        if matches is None:
            doubtful.append(edge)
    if any(group.startswith(EXTERNAL) for group in owner.groups):
        return Reach(Verdict.UNKNOWN, reason=NOT_TOLD.format(rules=_names(owner.groups)))
    if doubtful:
        where = ", ".join(f"{edge.evidence.stack}/{edge.evidence.path}" for edge in doubtful)
        return Reach(Verdict.UNKNOWN, tuple(doubtful), NOT_TOLD.format(rules=where))
    return Reach(Verdict.NO)


def _edges_of(graph: Graph, owner: _Side, kind: EdgeKind) -> Iterator[Edge]:
    for group in sorted(owner.groups):
        yield from graph.incoming(group, kind) if kind is EdgeKind.ALLOWS else graph.outgoing(group, kind)


def _covers(edge: Edge, traffic: Ports) -> bool:
    ports = edge.ports
    if ports is None:
        return True
    if traffic.first is None:
        return ports.protocol in {"-1", traffic.protocol}
    return ports.includes(traffic.protocol, traffic.first)


def _matches(peer: NodeId, edge: Edge, other: _Side) -> bool | None:
    if peer == INTERNET:
        return other.outside or not edge.note.startswith("::/0")
    if peer in other.groups or peer == other.node or peer in other.vpcs:
        return True
    kind, _, name = peer.removeprefix(EXTERNAL).partition("/")
    if not peer.startswith(EXTERNAL):
        return None if _has_foreign_group(other) else False
    if kind == "range":
        return _in_range(name, other)
    if kind in {"prefix-list", "rule"}:
        return None
    return None if other.groups and not other.outside else False


def _in_range(name: str, other: _Side) -> bool | None:
    network = _network(name)
    if network is None:
        return None
    if other.networks:
        return any(network.version == inner.version and network.overlaps(inner) for inner in other.networks)
    return False if other.outside else None


def _has_foreign_group(side: _Side) -> bool:
    return any(group.startswith(EXTERNAL) for group in side.groups)


def _caller(graph: Graph, node: NodeId) -> _Side | None:
    """The side that opens a connection; tasks without an interface of their own use that of the machine they run on.

    None where the template holds no such machine.
    """
    service = graph.nodes[node].resource if node in graph.nodes else None
    if service is None or service.type != "AWS::ECS::Service" or service.get("NetworkConfiguration") is not None:
        return _side(graph, node)
    sides = [_side(graph, machine.id) for machine in graph.of_type(*MACHINES)]
    if not sides:
        return None
    return _Side(
        node,
        frozenset(group for side in sides for group in side.groups),
        frozenset(vpc for side in sides for vpc in side.vpcs),
        tuple(network for side in sides for network in side.networks),
        outside=False,
    )


def _side(graph: Graph, node: NodeId) -> _Side:
    subnets = [edge.target for edge in graph.outgoing(node, EdgeKind.PLACED_IN)]
    groups = [edge.target for edge in graph.outgoing(node, EdgeKind.PROTECTED_BY)]
    vpcs = [edge.source for inner in (*subnets, *groups) for edge in graph.incoming(inner, EdgeKind.CONTAINS)]
    outside = node in {INTERNET, USERS} or node.startswith(f"{EXTERNAL}range/") or not (subnets or groups)
    return _Side(node, frozenset(groups), frozenset(vpcs), tuple(_networks(graph, node, subnets)), outside)


def _networks(graph: Graph, node: NodeId, subnets: list[NodeId]) -> Iterator[Network]:
    blocks = [node.removeprefix(f"{EXTERNAL}range/")] if node.startswith(f"{EXTERNAL}range/") else []
    for subnet in subnets:
        resource = graph.nodes[subnet].resource
        block = resource.get("CidrBlock") if resource else None
        blocks.extend([block] if isinstance(block, str) else [])
    for block in blocks:
        network = _network(block)
        if network is not None:
            yield network


def _network(block: str) -> Network | None:
    try:
        return ipaddress.ip_network(block, strict=False)
    except ValueError:
        return None


def _needs_no_group(graph: Graph, node: NodeId) -> bool:
    found = graph.nodes.get(node)
    return found is not None and found.type == "AWS::ElasticLoadBalancingV2::LoadBalancer"


def _names(groups: frozenset[NodeId]) -> str:
    return ", ".join(sorted(groups))


def _port(port: int | None) -> str:
    return "*" if port is None else str(port)
