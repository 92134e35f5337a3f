"""Names: hosted zones with the queries that they answer, health checks, certificates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from workbook.cost.component import Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.meters import certificates, dns
from workbook.cost.readers.distributions import covered
from workbook.cost.readers.reader import Found, Readers
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.model import Resource, Value, describe, references
from workbook.template.scalars import flag, number

ZONE, RECORD = "AWS::Route53::HostedZone", "AWS::Route53::RecordSet"
ASKED_BY_USERS = frozenset({"A", "AAAA", "CNAME", "HTTPS", "SVCB"})
"""Types of records that browsers look up; the others serve mail, validation and delegation."""
ROUTINGS = {
    "Region": "latency",
    "GeoLocation": "geo",
    "GeoProximityLocation": "geo",
    "CidrRoutingConfig": "geo",
}
"""Properties of records that answer by where the user is; weights, failover and several values cost as simple ones."""
INSIDE_AWS = frozenset({"CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL"})
FAST_INTERVAL = 10


def hosted_zone(resource: Resource, context: Context) -> Found:
    """A zone with its part of what users look up; queries inside a VPC are free of charge."""
    if covered(resource, context.graph):
        return
    yield from dns.zones()
    asked = Counter(_routings(resource, context.graph))
    if resource.get("VPCs") is not None or not asked:
        return
    everywhere = sum(1 for zone in context.graph.resources(ZONE) for _ in _routings(zone, context.graph))
    workload = context.workload(resource)
    queries = context.traffic(resource).sessions * workload.dns_queries_per_session / everywhere
    for routing, names in sorted(asked.items()):
        yield from dns.queries(routing, queries * names)


def namespace(resource: Resource, context: Context) -> Found:
    """A namespace of Cloud Map, which is a hosted zone."""
    del resource, context
    yield from dns.zones()


def health_check(resource: Resource, context: Context) -> Found:
    """A health check; without an endpoint of AWS in sight it counts as one elsewhere."""
    del context
    settings = resource.get("HealthCheckConfig")
    kind = describe(resource.get("HealthCheckConfig.Type")).upper()
    in_aws = kind in INSIDE_AWS or any(True for _ in references(settings))
    yield from dns.health_checks(in_aws=in_aws, path="HealthCheckConfig")
    fast = number(resource.get("HealthCheckConfig.RequestInterval")) == FAST_INTERVAL
    measured = flag(resource.get("HealthCheckConfig.MeasureLatency"))
    if kind.startswith("HTTPS") or kind.endswith("_STR_MATCH") or fast or measured:
        yield Unpriced(_OPTIONS, "HealthCheckConfig")


def certificate(resource: Resource, context: Context) -> Found:
    """A certificate costs nothing unless its key may be exported."""
    del context
    if resource.get("CertificateExport") == "ENABLED":
        yield from certificates.exportable("CertificateExport")


def discovered_service(resource: Resource, context: Context) -> Found:
    """A service of Cloud Map, for whose instances Route 53 makes health checks where it asks for them."""
    del context
    if resource.get("HealthCheckConfig") is not None:
        yield Unpriced(_DISCOVERED, "HealthCheckConfig")


READERS: Readers = {
    "AWS::ServiceDiscovery::Service": discovered_service,
    ZONE: hosted_zone,
    "AWS::Route53::HealthCheck": health_check,
    "AWS::ServiceDiscovery::PrivateDnsNamespace": namespace,
    "AWS::ServiceDiscovery::PublicDnsNamespace": namespace,
    "AWS::CertificateManager::Certificate": certificate,
}


def _routings(zone: Resource, graph: Graph) -> Iterator[str]:
    """How Route 53 answers for each record of a zone that users look up."""
    for edge in graph.outgoing(node_id(zone), EdgeKind.CONTAINS):
        holder = graph.nodes[edge.target].resource
        if holder is None or not holder.included:
            continue
        single = holder.type == RECORD
        records = (holder.properties,) if single else holder.get("RecordSets")
        for record in records if isinstance(records, tuple) else ():
            if isinstance(record, Mapping) and _is_asked(record):
                yield _routing(record)


def _is_asked(record: Mapping[str, Value]) -> bool:
    return describe(record.get("Type")) in ASKED_BY_USERS and not describe(record.get("Name")).startswith("_")


def _routing(record: Mapping[str, Value]) -> str:
    if record.get("AliasTarget") is not None:
        return "alias"
    return next((routing for name, routing in ROUTINGS.items() if record.get(name) is not None), "simple")


_OPTIONS = Text(
    en="the price book has no prices for options of health checks: HTTPS, search for text, 10 s interval, latency",
    es="el libro de precios no tiene precios para las opciones de las comprobaciones: HTTPS, búsqueda de texto,"
    " intervalo de 10 s, latencia",
)
_DISCOVERED = Text(
    en="Route 53 checks the health of each instance that registers, whose number no template tells",
    es="Route 53 comprueba el estado de cada instancia que se registra, cuyo número no dice ninguna plantilla",
)
