"""Whether packets of a hop get through: routes of the subnets, and security groups on both sides."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.flow.model import Finding, Verdict
from workbook.flow.places import place
from workbook.flow.step import fails, holds, untold
from workbook.graph import reach
from workbook.graph.model import EXTERNAL, INTERNET, Edge, EdgeKind, Graph, Node, NodeId
from workbook.graph.queries import SubnetKind, subnet_route
from workbook.lang import Text, same
from workbook.template.model import Evidence

EVERYWHERE_V4, EVERYWHERE_V6 = "0.0.0.0/0", "::/0"
"""All addresses; browsers without IPv6 are common, so a way for IPv6 alone does not count as one."""


def may_connect(graph: Graph, source: NodeId, target: NodeId, port: int | None) -> Iterator[Finding]:
    """What the security groups of both sides say to a new connection; answers to it are always let through."""
    reached = reach.may_connect(graph, source, target, "tcp", port)
    if reached.verdict is reach.Verdict.YES:
        yield from (_let_through(graph, rule, port) for rule in reached.witness)
    elif reached.reason is not None and reached.verdict is reach.Verdict.NO:
        yield fails(reached.reason, *_groups(graph, source), *_groups(graph, target))
    elif reached.reason is not None:
        yield untold(reached.reason, *(rule.evidence for rule in reached.witness))


def _let_through(graph: Graph, rule: Edge, port: int | None) -> Finding:
    inward = rule.kind is EdgeKind.ALLOWS
    if inward and rule.note.startswith(EVERYWHERE_V6):
        return fails(_ONLY_V6_IN.format(group=_short(graph, rule.target), port=port), rule.evidence)
    group, peer = (rule.target, rule.source) if inward else (rule.source, rule.target)
    words = (_LETS_IN if inward else _LETS_OUT).format(group=_short(graph, group), peer=_peer(graph, peer), port=port)
    return holds(words, rule.evidence)


def _groups(graph: Graph, node: NodeId) -> Iterator[Evidence]:
    for group in graph.successors(node, EdgeKind.PROTECTED_BY) if node in graph.nodes else ():
        if group.resource is not None:
            yield group.resource.evidence()


def public_route(graph: Graph, node: NodeId) -> tuple[Finding, ...]:
    """Whether every subnet that a node lies in has a route to the internet, which the answers need as well."""
    subnets = graph.successors(node, EdgeKind.PLACED_IN)
    if not subnets:
        return (untold(_NO_SUBNETS.format(node=place(graph, node).the)),)
    findings = [_subnet_route(graph, subnet) for subnet in subnets]
    bad = tuple(f for f in findings if f.verdict is not Verdict.HOLDS)
    if bad:
        return bad
    return (holds(_PUBLIC.format(count=len(subnets)), *(e for f in findings for e in f.evidence)),)


def _subnet_route(graph: Graph, subnet: Node) -> Finding:
    name = _short(graph, subnet.id)
    if subnet.resource is None:
        return untold(_SUBNET_OUTSIDE.format(subnet=name))
    route = subnet_route(graph, subnet.id)
    proof = tuple(edge.evidence for edge in route.proof)
    if route.kind is SubnetKind.PUBLIC and route.proof[-1].note == EVERYWHERE_V4:
        return _attached(graph, subnet, route.proof[-1].target, proof)
    tables = graph.outgoing(subnet.id, EdgeKind.ROUTES_WITH)
    if not tables:
        return fails(_NO_TABLE.format(subnet=name), subnet.resource.evidence())
    if all(graph.nodes[table.target].resource is None for table in tables):
        return untold(_TABLE_OUTSIDE.format(subnet=name), tables[0].evidence)
    return fails(_NO_ROUTE.format(subnet=name, table=_short(graph, tables[0].target)), tables[0].evidence)


def _attached(graph: Graph, subnet: Node, gateway: NodeId, proof: tuple[Evidence, ...]) -> Finding:
    """A route to a gateway leads somewhere only if the gateway is attached to the network of the subnet."""
    if graph.nodes[gateway].resource is None:
        return untold(_GATEWAY_OUTSIDE.format(subnet=_short(graph, subnet.id)), *proof)
    vpcs = {edge.source for edge in graph.incoming(subnet.id, EdgeKind.CONTAINS)}
    border = next((edge for edge in graph.incoming(gateway, EdgeKind.CONTAINS) if edge.source in vpcs), None)
    if border is None:
        words = {"gateway": _short(graph, gateway), "subnet": _short(graph, subnet.id)}
        return fails(_NOT_ATTACHED.format(**words), *proof)
    return holds(_PUBLIC.format(count=1), *proof, border.evidence)


def _peer(graph: Graph, peer: NodeId) -> Text:
    return _EVERYWHERE if peer == INTERNET else same(_short(graph, peer))


def _short(graph: Graph, node: NodeId) -> str:
    resource = graph.nodes[node].resource
    return node.removeprefix(EXTERNAL).partition("/")[2] if resource is None else str(resource.id.logical_id)


_EVERYWHERE = Text(en="everywhere", es="cualquier lugar")
_PUBLIC = Text(
    en="each of its subnets ({count}) has a route to the internet gateway",
    es="cada una de sus subredes ({count}) tiene una ruta hacia la puerta de enlace de internet",
)
_NO_SUBNETS = Text(
    en="the template does not tell in which subnets {node} lies",
    es="la plantilla no dice en qué subredes está {node}",
)
_SUBNET_OUTSIDE = Text(
    en="the subnet {subnet} is given from outside the template, so its route to the internet is not told here",
    es="la subred {subnet} viene de fuera de la plantilla, así que aquí no consta su ruta hacia internet",
)
_TABLE_OUTSIDE = Text(
    en="the route table of the subnet {subnet} is given from outside the template",
    es="la tabla de rutas de la subred {subnet} viene de fuera de la plantilla",
)
_GATEWAY_OUTSIDE = Text(
    en="the subnet {subnet} routes to a gateway that is given from outside the template",
    es="la subred {subnet} tiene una ruta hacia una puerta de enlace que viene de fuera de la plantilla",
)
_NO_TABLE = Text(
    en="the subnet {subnet} has no route table of its own, so it has no route to the internet",
    es="la subred {subnet} no tiene tabla de rutas propia, así que no tiene ruta hacia internet",
)
_NO_ROUTE = Text(
    en="the route table {table} of the subnet {subnet} has no route for IPv4 to an internet gateway",
    es="la tabla de rutas {table} de la subred {subnet} no tiene ruta IPv4 hacia una puerta de enlace de internet",
)
_NOT_ATTACHED = Text(
    en="the internet gateway {gateway} is not attached to the network of the subnet {subnet}",
    es="la puerta de enlace de internet {gateway} no está conectada a la red de la subred {subnet}",
)
_ONLY_V6_IN = Text(
    en="the security group {group} lets connections in to port {port} over IPv6 only, so browsers without it are "
    "refused",
    es="el grupo de seguridad {group} solo deja entrar conexiones al puerto {port} por IPv6, así que rechaza a los "
    "navegadores que no lo tienen",
)
_LETS_OUT = Text(
    en="the security group {group} lets connections out to port {port} of {peer}",
    es="el grupo de seguridad {group} deja salir conexiones al puerto {port} hacia {peer}",
)
_LETS_IN = Text(
    en="the security group {group} lets connections in to port {port} from {peer}",
    es="el grupo de seguridad {group} deja entrar conexiones al puerto {port} desde {peer}",
)
