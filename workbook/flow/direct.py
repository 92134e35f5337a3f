"""The hop from a browser straight to what works on the request: a machine or task with a public address, a website."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.flow.bucket_policies import admits_everybody
from workbook.flow.database import queries
from workbook.flow.model import Place
from workbook.flow.network import EVERYWHERE_V6, may_connect, public_route
from workbook.flow.places import place
from workbook.flow.step import Answer, Step, holds
from workbook.graph.model import INTERNET, EdgeKind, Graph, NodeId, node_id
from workbook.graph.queries import internet_facing
from workbook.lang import Text
from workbook.template.model import Evidence, Resource
from workbook.template.scalars import flag

EXPOSED_TYPES = ("AWS::EC2::Instance", "AWS::ECS::Service")
BUCKET = "AWS::S3::Bucket"
_PROTOCOLS = {443: "HTTPS", 80: "HTTP"}


def open_port(graph: Graph, node: NodeId) -> int | None:
    """The port of a node on which anybody may call: 443 before 80 before the lowest; None where there is none."""
    groups = graph.successors(node, EdgeKind.PROTECTED_BY)
    rules = (rule for group in groups for rule in graph.incoming(group.id, EdgeKind.ALLOWS))
    wide = [rule.ports for rule in rules if rule.source == INTERNET and not rule.note.startswith(EVERYWHERE_V6)]
    known = [ports for ports in wide if ports is not None]
    named = {ports.first for ports in known if ports.protocol == "tcp" and ports.first is not None}
    common = [port for port in _PROTOCOLS if any(ports.includes("tcp", port) for ports in known)]
    return next(iter((*common, *sorted(named - {22, 3389}))), None)


def public_address(graph: Graph, node: NodeId) -> Evidence | None:
    """What gives a node an address on the internet: its own setting, an elastic address, or that of its subnet."""
    own = internet_facing(graph, node)
    if own is not None:
        return own
    for edge in graph.incoming(node, EdgeKind.CONFIGURES):
        if graph.nodes[edge.source].type in {"AWS::EC2::EIP", "AWS::EC2::EIPAssociation"}:
            return edge.evidence
    for subnet in graph.successors(node, EdgeKind.PLACED_IN):
        if subnet.resource is not None and flag(subnet.resource.get("MapPublicIpOnLaunch")) is True:
            return subnet.resource.evidence("MapPublicIpOnLaunch")
    return None


def call(graph: Graph, caller: Place, node: NodeId, address: Evidence, port: int) -> Iterator[Step]:
    """The hop to a machine or task with a public address, and the hops to its databases."""
    findings = (holds(_HAS_ADDRESS, address), *public_route(graph, node), *may_connect(graph, caller.id, node, port))
    protocol = _PROTOCOLS.get(port, "TCP")
    yield Step(caller, place(graph, node), _CALLS, protocol, port, findings, answer=Answer(_ANSWERS))
    yield from queries(graph, node)


def website(graph: Graph, caller: Place, bucket: Resource) -> Step:
    """The hop to a bucket that serves a website by itself, which it does unencrypted and to everybody."""
    findings = (holds(_IS_WEBSITE, bucket.evidence("WebsiteConfiguration")), admits_everybody(graph, bucket))
    target = place(graph, node_id(bucket))
    return Step(caller, target, _CALLS, "HTTP", 80, findings, answer=Answer(_ANSWERS))


_CALLS = Text(
    en="opens a connection and sends the request",
    es="abre una conexión y envía la petición",
)
_HAS_ADDRESS = Text(
    en="it has an address on the internet",
    es="tiene una dirección en internet",
)
_IS_WEBSITE = Text(
    en="the bucket serves a website, without encryption",
    es="el bucket sirve un sitio web, sin cifrado",
)
_ANSWERS = Text(
    en="sends the answer over the open connection",
    es="envía la respuesta por la conexión abierta",
)
