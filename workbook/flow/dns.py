"""The look-up of a name: which record answers, and with whose addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.flow.documented import BALANCER_DNS
from workbook.flow.model import Finding, Place, Timeout
from workbook.flow.named import property_path, resource_of
from workbook.flow.places import INSIDE, host_of, place
from workbook.flow.step import Step, fails, holds, nowhere, untold
from workbook.graph.model import Edge, EdgeKind, Graph, NodeId, node_id
from workbook.lang import Text
from workbook.template.model import Evidence, Resource, describe
from workbook.template.scalars import number

_NAMING = ("AWS::Route53::HostedZone", "AWS::Route53::RecordSet", "AWS::Route53::RecordSetGroup")
_ADDRESS_RECORDS = frozenset({"A", "AAAA", "CNAME"})


@dataclass(frozen=True, slots=True)
class Name:
    """A host name and one record that answers for it with the addresses of a target."""

    host: str
    kind: str
    edge: Edge
    record: Resource
    path: str

    def evidence(self, path: str) -> Evidence:
        """Evidence inside the record."""
        return self.record.evidence(f"{self.path}.{path}" if self.path else path)


def names_of(graph: Graph, target: NodeId) -> tuple[Name, ...]:
    """The names that records of the template resolve to a node, IPv4 before IPv6."""
    found = (_name(graph, edge) for edge in graph.incoming(target, EdgeKind.RESOLVES_TO))
    return tuple(sorted((n for n in found if n is not None), key=lambda n: (n.host, n.kind, n.edge.source)))


def look_up(graph: Graph, caller: Place, target: Resource, host: str) -> Step:
    """The look-up of a name that a record of the template has to answer."""
    answers = tuple(n for n in names_of(graph, node_id(target)) if n.host == host)
    label = place(graph, node_id(target)).the
    if not answers and not _holds_names(graph):
        return _named_elsewhere(graph, caller, target, host)
    if not answers:
        return nowhere(caller, None, fails(_NO_RECORD.format(host=host, target=label), target.evidence()))
    first, inside = answers[0], caller.id == INSIDE
    zone = _zone(graph, first)
    return Step(
        source=caller,
        target=place(graph, first.edge.source),
        does=_ASKS.format(host=host, target=label),
        protocol="DNS",
        port=53,
        via=(place(graph, zone),) if zone else (),
        timeouts=tuple(t for n in answers[:1] if (t := _lifetime(n, target))),
        findings=(
            *(_answered(n, label) for n in answers),
            *_for_everybody(graph, answers),
            *(() if inside else _privacy(graph, zone, host)),
        ),
    )


def own_name(graph: Graph, caller: Place, target: Resource) -> Step:
    """The look-up of the name that AWS itself gives to a distribution, a load balancer or an API."""
    at = place(graph, node_id(target))
    finding = holds(_OWN_NAME.format(target=at.the), target.evidence())
    return Step(caller, at, _ASKS_OWN.format(target=at.the), "DNS", 53, (finding,))


def without_name(graph: Graph, caller: Place, target: Resource) -> Step:
    """The look-up of a target that only HTTPS reaches, under a name that no record of the template gives it."""
    if not _holds_names(graph):
        return _named_elsewhere(graph, caller, target, None)
    return nowhere(caller, None, fails(_NO_NAME, target.evidence()))


def _name(graph: Graph, edge: Edge) -> Name | None:
    record = resource_of(graph, edge.source)
    if record is None:
        return None
    steps = property_path(edge).split(".")
    path = ".".join(steps[:2]) if steps[0] == "RecordSets" else ""
    inside = f"{path}." if path else ""
    host, kind = host_of(record.get(f"{inside}Name")), record.get(f"{inside}Type")
    if host is None or kind not in _ADDRESS_RECORDS:
        return None
    return Name(host, str(kind), edge, record, path)


def _answered(name: Name, label: Text) -> Finding:
    sentence = (_BY_CNAME if name.kind == "CNAME" else _BY_ALIAS).format(kind=name.kind, host=name.host, target=label)
    return holds(sentence, name.evidence("Name"), name.edge.evidence)


def _for_everybody(graph: Graph, answers: tuple[Name, ...]) -> tuple[Finding, ...]:
    """A name that leads to the target over IPv6 only fails for many browsers; so does one whose records disagree."""
    if any(name.kind != "AAAA" for name in answers):
        return ()
    host = answers[0].host
    elsewhere = tuple(name for name in _named_anything(graph) if name.host == host and name.kind != "AAAA")
    if elsewhere:
        words = {"host": host, "kind": elsewhere[0].kind, "target": describe(elsewhere[0].edge.evidence.value)}
        return (fails(_ELSEWHERE.format(**words), *(name.edge.evidence for name in elsewhere)),)
    return (fails(_ONLY_V6.format(host=host), *(name.evidence("Type") for name in answers)),)


def _named_anything(graph: Graph) -> Iterator[Name]:
    """The names that records of the template resolve to anything at all."""
    named = (_name(graph, edge) for edge in graph.edges if edge.kind is EdgeKind.RESOLVES_TO)
    return (name for name in named if name is not None)


def _holds_names(graph: Graph) -> bool:
    """Whether the template keeps names at all; one without Route 53 leaves them to somebody else."""
    return any(graph.resources(*_NAMING))


def _named_elsewhere(graph: Graph, caller: Place, target: Resource, host: str | None) -> Step:
    at = place(graph, node_id(target))
    asks = _ASKS_OTHER.format(target=at.the) if host is None else _ASKS.format(host=host, target=at.the)
    return Step(caller, at, asks, "DNS", 53, (untold(_OUTSIDE.format(target=at.the), target.evidence()),))


def _lifetime(name: Name, target: Resource) -> Timeout | None:
    """How long the answer is kept: by the record, or for an alias as long as the target's own name."""
    seconds = number(name.record.get(f"{name.path}.TTL" if name.path else "TTL"))
    if seconds is not None:
        return Timeout(_KEPT, seconds, name.evidence("TTL"))
    if target.type.startswith("AWS::ElasticLoadBalancing"):
        return Timeout(_KEPT, BALANCER_DNS.number, BALANCER_DNS.source)
    return None


def _zone(graph: Graph, name: Name) -> NodeId | None:
    edges = graph.incoming(name.edge.source, EdgeKind.CONTAINS)
    zones = (e.source for e in edges if graph.nodes[e.source].type == "AWS::Route53::HostedZone")
    return next(zones, None)


def is_private(graph: Graph, name: Name) -> bool:
    """Whether only networks that the zone of a name is bound to get its answer."""
    zone = _zone(graph, name)
    resource = resource_of(graph, zone) if zone else None
    return resource is not None and bool(resource.get("VPCs"))


def _privacy(graph: Graph, zone: NodeId | None, host: str) -> tuple[Finding, ...]:
    resource = resource_of(graph, zone) if zone else None
    if resource is None or not resource.get("VPCs"):
        return ()
    return (fails(_PRIVATE_ZONE.format(host=host), resource.evidence("VPCs")),)


_ASKS = Text(
    en="asks DNS for {host}; the answer is the addresses of {target}",
    es="pregunta al DNS por {host}; la respuesta lleva hasta {target}",
)
_ASKS_OWN = Text(
    en="asks DNS for the name that AWS gave to {target}",
    es="pregunta al DNS por el nombre que AWS publica para {target}",
)
_ASKS_OTHER = Text(
    en="asks DNS for a name of {target}",
    es="pregunta al DNS por un nombre que lleve hasta {target}",
)
_OUTSIDE = Text(
    en="the template keeps no names, so whether one leads to {target} is not told here",
    es="la plantilla no guarda nombres, así que aquí no consta si alguno lleva hasta {target}",
)
_ELSEWHERE = Text(
    en="the AAAA record of {host} leads here, but its {kind} record leads to {target}",
    es="el registro AAAA de {host} lleva hasta aquí, pero su registro {kind} lleva a {target}",
)
_NO_NAME = Text(
    en="no record of the template gives the load balancer a name, and no certificate covers the one that AWS gave it",
    es="ningún registro de la plantilla da un nombre al balanceador, y ningún certificado cubre el que le dio AWS",
)
_OWN_NAME = Text(
    en="{target} has a name of its own, which AWS publishes; the template gives it no other",
    es="AWS publica un nombre propio para {target}; la plantilla no le da otro",
)
_BY_ALIAS = Text(
    en="the {kind} record of {host} is an alias of {target}",
    es="el registro {kind} de {host} es un alias hacia {target}",
)
_BY_CNAME = Text(
    en="the {kind} record of {host} names {target}",
    es="el registro {kind} de {host} lleva hacia {target}",
)
_KEPT = Text(en="the browser may keep the answer", es="el navegador puede conservar la respuesta")
_NO_RECORD = Text(
    en="no record of the template answers for {host} with the addresses of {target}",
    es="ningún registro de la plantilla responde por {host} ni lleva hacia {target}",
)
_ONLY_V6 = Text(
    en="{host} has an address for IPv6 only, so browsers without it find nothing",
    es="{host} solo tiene dirección IPv6, así que los navegadores que no lo usan no encuentran nada",
)
_PRIVATE_ZONE = Text(
    en="the zone of {host} is private: it answers inside its networks only, never on the internet",
    es="la zona de {host} es privada: solo responde dentro de sus redes, nunca en internet",
)
