"""What a template says about names: which records lead where, and which certificates cover them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.audit.certificates import VIEWER_CERTIFICATE
from workbook.audit.model import Finding
from workbook.audit.predicates import Predicate, fault, holding, plain_text, resolve
from workbook.graph.certificates import covers
from workbook.graph.index import expand
from workbook.graph.model import Edge, EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.model import Evidence, Resource, Value

ALIASES = "DistributionConfig.Aliases"
IPV6: dict[str, tuple[str, tuple[str, ...]]] = {
    "AWS::CloudFront::Distribution": ("DistributionConfig.IPV6Enabled", ("true",)),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": ("IpAddressType", ("dualstack", "dualstack-without-public-ipv4")),
}
"""The property by which a target of records says that it answers over IPv6, and the values that say so."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record that leads to a resource: its type, its name where it is known, and the edge that proves it."""

    kind: str
    name: str | None
    edge: Edge
    aliased: bool


def records_of(graph: Graph, target: Resource) -> Iterator[Record]:
    """The records of the template that lead to a resource."""
    for edge in graph.incoming(node_id(target), EdgeKind.RESOLVES_TO):
        kind, _, name = edge.note.partition(" ")
        known = name.lower() if name and "${" not in name else None
        yield Record(kind, known, edge, "AliasTarget" in edge.evidence.path)


def has_a_name(*kinds: str) -> Predicate:
    """A record of one of these types leads to a resource, in a zone that answers on the internet."""

    def predicate(graph: Graph, target: Resource) -> Iterator[Finding]:
        found = [record.edge for record in records_of(graph, target) if record.kind in kinds]
        public = [edge.evidence for edge in found if _private_zone(graph, edge) is None]
        hidden = [zone for edge in found if (zone := _private_zone(graph, edge)) is not None]
        if public:
            yield holding(*public)
        elif hidden:
            yield fault(_PRIVATE_ZONE, *(edge.evidence for edge in found), *(z.evidence("VPCs") for z in hidden))
        else:
            yield fault(_NO_NAME.format(kinds=", ".join(kinds), name=target.id.logical_id), target.evidence())

    return predicate


def _private_zone(graph: Graph, edge: Edge) -> Resource | None:
    """The zone of a record where only the networks that it is bound to get its answers."""
    zones = (node.resource for node in graph.predecessors(edge.source, EdgeKind.CONTAINS))
    return next((zone for zone in zones if zone is not None and zone.get("VPCs")), None)


def answers_ipv6_by_name(graph: Graph, target: Resource) -> Iterator[Finding]:
    """What speaks IPv6 also has an AAAA record beside each A record."""
    path, values = IPV6[target.type]
    if (plain_text(target.get(path)) or "").lower() not in values:
        return
    records = tuple(records_of(graph, target))
    answered = {record.name for record in records if record.kind == "AAAA"}
    for record in records:
        if record.kind == "A":
            told = record.name in answered
            yield (
                holding(record.edge.evidence) if told else fault(_NO_AAAA, record.edge.evidence, target.evidence(path))
            )


def is_aliased(graph: Graph, target: Resource) -> Iterator[Finding]:
    """Records lead to a resource as aliases, not by a host name."""
    for record in records_of(graph, target):
        evidence = record.edge.evidence
        yield holding(evidence) if record.aliased else fault(_NOT_ALIASED.format(kind=record.kind), evidence)


def knows_its_names(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """Every name that leads to a distribution is one of its aliases."""
    aliases = [value for _, value in expand(distribution.properties, f"{ALIASES}.*")]
    known = [alias.lower() for alias in aliases if isinstance(alias, str)]
    evidence = distribution.evidence(ALIASES)
    for record in records_of(graph, distribution):
        if record.name is None or len(known) < len(aliases):
            yield Finding(None, (record.edge.evidence, evidence), _NAME_UNTOLD)
        elif any(covers(alias, record.name) for alias in known):
            yield holding(record.edge.evidence, evidence)
        else:
            yield fault(_UNKNOWN_NAME.format(name=record.name), record.edge.evidence, evidence)


def edge_names_covered(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """The certificate of a distribution covers all its aliases."""
    value = distribution.get(VIEWER_CERTIFICATE)
    if value in (None, ""):
        return
    certificate = resolve(graph, value)
    for path, alias in expand(distribution.properties, f"{ALIASES}.*"):
        yield _covered(certificate, alias, distribution.evidence(path))


def listener_names_covered(graph: Graph, balancer: Resource) -> Iterator[Finding]:
    """A certificate of the listeners of a load balancer covers every name that leads to it."""
    listeners = graph.successors(node_id(balancer), EdgeKind.CONTAINS)
    presented = [node for one in listeners for node in graph.successors(one.id, EdgeKind.PRESENTS)]
    if not presented:
        return
    certificates = [node.resource for node in presented if node.resource is not None]
    for record in records_of(graph, balancer):
        findings = [_covered(one, record.name, record.edge.evidence) for one in certificates]
        sound = [one for one in findings if one.holds]
        if sound:
            yield sound[0]
        elif len(certificates) < len(presented):
            yield Finding(None, (record.edge.evidence,), _CERTIFICATE_OUTSIDE)
        else:
            yield from findings


def is_validated_by_dns(_: Graph, certificate: Resource) -> Iterator[Finding]:
    """A certificate proves its name by a record, which AWS looks up again at each renewal."""
    value, evidence = certificate.get("ValidationMethod", "EMAIL"), certificate.evidence("ValidationMethod")
    yield holding(evidence) if value == "DNS" else fault(_BY_EMAIL, evidence)


def _covered(certificate: Resource | None, name: Value, evidence: Evidence) -> Finding:
    if certificate is None or not isinstance(name, str):
        return Finding(None, (evidence,), _CERTIFICATE_OUTSIDE if certificate is None else _NAME_UNTOLD)
    listed = [certificate.get("DomainName")]
    listed += [value for _, value in expand(certificate.properties, "SubjectAlternativeNames.*")]
    known = [value.lower() for value in listed if isinstance(value, str)]
    proof = certificate.evidence("DomainName")
    if any(covers(pattern, name.lower().rstrip(".")) for pattern in known):
        return holding(evidence, proof)
    if len(known) < len(listed):
        return Finding(None, (evidence, proof), _NAME_UNTOLD)
    return fault(_UNCOVERED.format(name=name, names=", ".join(known)), evidence, proof)


_NO_NAME = Text(en="no record of type {kinds} leads to {name}", es="ningún registro de tipo {kinds} lleva a {name}")
_PRIVATE_ZONE = Text(
    en="the zone of the record is private: it answers inside its networks only, never on the internet",
    es="la zona del registro es privada: solo responde dentro de sus redes, nunca en internet",
)
_NO_AAAA = Text(
    en="the target speaks IPv6, but the name has no AAAA record",
    es="el destino habla IPv6, pero el nombre no tiene registro AAAA",
)
_NOT_ALIASED = Text(
    en="the record is a plain {kind}, which cannot stand at the top of a zone and is charged per query",
    es="el registro es un {kind} simple, que no puede estar en la cima de una zona y se cobra por consulta",
)
_NAME_UNTOLD = Text(en="the template does not tell the name", es="la plantilla no dice el nombre")
_UNKNOWN_NAME = Text(
    en="the distribution does not list {name}, so it answers that name with an error",
    es="la distribución no incluye {name}, así que responde a ese nombre con un error",
)
_CERTIFICATE_OUTSIDE = Text(
    en="the certificate is given from outside the template", es="el certificado viene de fuera de la plantilla"
)
_BY_EMAIL = Text(
    en="the certificate is validated by e-mail, which somebody must answer at each renewal",
    es="el certificado se valida por correo electrónico, que alguien debe responder en cada renovación",
)
_UNCOVERED = Text(en="the certificate covers {names}, not {name}", es="el certificado cubre {names}, no {name}")
