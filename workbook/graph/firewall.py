"""Edges of security groups: who may open connections to whom, inward and outward."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.graph.index import Index, entries, expand, whole
from workbook.graph.model import INTERNET, Edge, EdgeKind, NodeId, Ports, external, node_id
from workbook.graph.rules import Connectors, Rules, out
from workbook.template.model import Resource, Unknown, Value, describe

ANYWHERE = ("0.0.0.0/0", "::/0")
NOWHERE = ("255.255.255.255/32", "127.0.0.1/32")
"""Addresses that lead nowhere: a rule to one means "no traffic", because no rule would mean "all".

The CDK writes the first, the examples of CloudFormation the second.
"""

PROTOCOLS = {"1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6", "all": "-1"}
"""Names of the protocols that AWS also takes by number (IANA assigned internet protocol numbers)."""

INGRESS_PEERS = {
    "CidrIp": "range",
    "CidrIpv6": "range",
    "SourceSecurityGroupId": "security-group",
    "SourceSecurityGroupName": "security-group",
    "SourcePrefixListId": "prefix-list",
}
EGRESS_PEERS = {
    "CidrIp": "range",
    "CidrIpv6": "range",
    "DestinationSecurityGroupId": "security-group",
    "DestinationPrefixListId": "prefix-list",
}

RULES: Rules = {
    "AWS::EC2::SecurityGroupIngress": (out("GroupId", EdgeKind.CONFIGURES),),
    "AWS::EC2::SecurityGroupEgress": (out("GroupId", EdgeKind.CONFIGURES),),
}

DEFAULT_EGRESS = "default: without an egress rule AWS allows all"


def inline_ingress(group: Resource, index: Index) -> Iterator[Edge]:
    """An ingress rule written inside the group lets its peer in."""
    for path, rule in entries(group.properties, "SecurityGroupIngress.*"):
        yield from _ingress(group, path, rule, (node_id(group),), index)
    for path, peer in _untold(group, "SecurityGroupIngress.*"):
        yield Edge(EdgeKind.ALLOWS, peer, node_id(group), group.evidence(path), Ports("-1"))


def inline_egress(group: Resource, index: Index) -> Iterator[Edge]:
    """An egress rule written inside the group lets its members out to the peer."""
    for path, rule in entries(group.properties, "SecurityGroupEgress.*"):
        yield from _egress(group, path, rule, (node_id(group),), index)
    for path, peer in _untold(group, "SecurityGroupEgress.*"):
        yield Edge(EdgeKind.ALLOWS_OUT, node_id(group), peer, group.evidence(path), Ports("-1"))


def default_egress(group: Resource, index: Index) -> Iterator[Edge]:
    """A group without any egress rule, inside or separate, lets its members out to everywhere: the default of AWS."""
    if group.get("SecurityGroupEgress") or index.holders(group, "AWS::EC2::SecurityGroupEgress", "GroupId"):
        return
    yield Edge(EdgeKind.ALLOWS_OUT, node_id(group), INTERNET, group.evidence(), Ports("-1"), DEFAULT_EGRESS)


def separate_ingress(rule: Resource, index: Index) -> Iterator[Edge]:
    """An ingress rule that is a resource of its own lets its peer into the group that it names."""
    groups = index.ends(rule.get("GroupId", rule.get("GroupName")), rule, "security-group")
    yield from _ingress(rule, "", rule.properties, groups, index)


def separate_egress(rule: Resource, index: Index) -> Iterator[Edge]:
    """An egress rule that is a resource of its own lets the members of the group that it names out to the peer."""
    groups = index.ends(rule.get("GroupId"), rule, "security-group")
    yield from _egress(rule, "", rule.properties, groups, index)


def ports_of(rule: Mapping[str, Value]) -> Ports:
    """The ports that a rule opens; of a port that the template does not tell, every port of the protocol."""
    named = describe(rule.get("IpProtocol", "-1")).lower()
    protocol = PROTOCOLS.get(named, named)
    first, last = whole(rule.get("FromPort")), whole(rule.get("ToPort"))
    if protocol not in {"tcp", "udp"} or first is None or first < 0:
        return Ports(protocol)
    return Ports(protocol, first, first if last is None else last)


def _untold(group: Resource, pattern: str) -> Iterator[tuple[str, NodeId]]:
    """The rules that only the deployment tells, each with an external node in place of its peer."""
    for path, value in expand(group.properties, pattern):
        if isinstance(value, Unknown):
            yield path, external("rule", describe(value))


def _ingress(
    holder: Resource, path: str, rule: Mapping[str, Value], groups: tuple[NodeId, ...], index: Index
) -> Iterator[Edge]:
    for peer, evidence_path, note in _peers(holder, path, rule, INGRESS_PEERS, index):
        for group in groups:
            yield Edge(EdgeKind.ALLOWS, peer, group, holder.evidence(evidence_path), ports_of(rule), note)


def _egress(
    holder: Resource, path: str, rule: Mapping[str, Value], groups: tuple[NodeId, ...], index: Index
) -> Iterator[Edge]:
    for peer, evidence_path, note in _peers(holder, path, rule, EGRESS_PEERS, index):
        for group in groups:
            yield Edge(EdgeKind.ALLOWS_OUT, group, peer, holder.evidence(evidence_path), ports_of(rule), note)


def _peers(
    holder: Resource, path: str, rule: Mapping[str, Value], kinds: Mapping[str, str], index: Index
) -> Iterator[tuple[NodeId, str, str]]:
    for name, outside in kinds.items():
        value = rule.get(name)
        if value is None or value in NOWHERE:
            continue
        note = _note(rule, value)
        where = path or name
        if value in ANYWHERE:
            yield INTERNET, where, note
        else:
            yield from ((end, where, note) for end in index.ends(value, holder, outside))


def _note(rule: Mapping[str, Value], peer: Value) -> str:
    words = [describe(peer)] if peer in ANYWHERE else []
    if any(name in rule and whole(rule[name]) is None for name in ("FromPort", "ToPort")):
        words.append(f"port {describe(rule.get('FromPort', rule.get('ToPort')))}")
    return ", ".join(words)


CONNECTORS: Connectors = {
    "AWS::EC2::SecurityGroup": (inline_ingress, inline_egress, default_egress),
    "AWS::EC2::SecurityGroupIngress": (separate_ingress,),
    "AWS::EC2::SecurityGroupEgress": (separate_egress,),
}
