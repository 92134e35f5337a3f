"""Edges of names: hosted zones, record sets, certificates and service discovery."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.graph.index import Index, entries, expand
from workbook.graph.model import EXTERNAL, Edge, EdgeKind, NodeId, node_id
from workbook.graph.rules import Connectors, Rules, into, out
from workbook.template.model import Resource, Value, describe

RESOLVES_TO, CONTAINS = EdgeKind.RESOLVES_TO, EdgeKind.CONTAINS

RULES: Rules = {
    "AWS::Route53::HostedZone": (
        out("VPCs.*.VPCId", EdgeKind.CONFIGURES, "vpc", note="private zone"),
        out("QueryLoggingConfig.CloudWatchLogsLogGroupArn", EdgeKind.WRITES_LOGS_TO, "log-group"),
    ),
    "AWS::Route53::RecordSet": (
        into("HostedZoneId", CONTAINS, "zone"),
        into("HostedZoneName", CONTAINS, "zone"),
        into("HealthCheckId", EdgeKind.CONFIGURES),
    ),
    "AWS::Route53::RecordSetGroup": (into("HostedZoneId", CONTAINS, "zone"), into("HostedZoneName", CONTAINS, "zone")),
    "AWS::Route53::DNSSEC": (out("HostedZoneId", EdgeKind.CONFIGURES, "zone"),),
    "AWS::Route53::KeySigningKey": (
        out("HostedZoneId", EdgeKind.CONFIGURES, "zone"),
        into("KeyManagementServiceArn", EdgeKind.ENCRYPTS),
    ),
    "AWS::CertificateManager::Certificate": (
        into("DomainValidationOptions.*.HostedZoneId", EdgeKind.CONFIGURES, "zone", note="DNS validation"),
    ),
    "AWS::ServiceDiscovery::PrivateDnsNamespace": (out("Vpc", EdgeKind.CONFIGURES, "vpc", note="private zone"),),
    "AWS::ServiceDiscovery::Service": (
        into("NamespaceId", CONTAINS),
        into("DnsConfig.NamespaceId", CONTAINS),
    ),
    "AWS::ServiceDiscovery::Instance": (into("ServiceId", RESOLVES_TO),),
}

ADDRESS_TYPES = ("A", "AAAA", "CNAME", "NS")
"""Types of records whose values name a host; others (MX, TXT, CAA) carry text."""


def records(holder: Resource, index: Index) -> Iterator[Edge]:
    """A record resolves to its alias target, or to the hosts that its values name; the note is its type and name."""
    single = holder.type == "AWS::Route53::RecordSet"
    places = (("", holder.properties),) if single else entries(holder.properties, "RecordSets.*")
    for path, record in places:
        yield from _record(holder, f"{path}." if path else "", record, index)


def named_by_records(host: Value, index: Index) -> tuple[NodeId, ...]:
    """The resources that records of the assembly make a host name lead to; none where no record has that name."""
    if not isinstance(host, str):
        return ()
    wanted = f" {host.rstrip('.').lower()}"
    holders = (holder for kind in CONNECTORS for holder in index.of_type(kind))
    leading = (edge for holder in holders for edge in records(holder, index) if edge.note.lower().endswith(wanted))
    return tuple(dict.fromkeys(edge.target for edge in leading if not edge.target.startswith(EXTERNAL)))


def _record(holder: Resource, prefix: str, record: Mapping[str, Value], index: Index) -> Iterator[Edge]:
    kind = describe(record.get("Type"))
    note = f"{kind} {describe(record.get('Name')).rstrip('.')}"
    patterns = ["AliasTarget.DNSName"] + (["ResourceRecords.*"] if kind in ADDRESS_TYPES else [])
    for pattern in patterns:
        for path, value in expand(record, pattern):
            for end in index.ends(value, holder, "host"):
                if end != node_id(holder):
                    yield Edge(RESOLVES_TO, node_id(holder), end, holder.evidence(prefix + path), note=note)


CONNECTORS: Connectors = {
    "AWS::Route53::RecordSet": (records,),
    "AWS::Route53::RecordSetGroup": (records,),
}
