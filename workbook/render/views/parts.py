"""The part that a node plays in the overview, by its type and by what it is connected to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbook.graph.model import EdgeKind, Graph, Node, Status
from workbook.render.catalogue import Part, kind_of

_MEETS_USERS = (Part.EDGE, Part.ENTRY)
_ONLY_OPERATIONS = (
    "AWS::CloudWatch::",
    "AWS::Budgets::",
    "AWS::Logs::",
    "AWS::RDS::EventSubscription",
    "External::Email",
)
_ASIDE = (EdgeKind.WRITES_LOGS_TO, EdgeKind.CONFIGURES, EdgeKind.GRANTS, EdgeKind.REFERS_TO, EdgeKind.ENCRYPTS)


def part_of(graph: Graph, node: Node) -> Part:
    """The part that the node plays; hidden where it has no place in the overview."""
    if node.resource is None:
        return _outside(graph, node)
    if node.status is Status.IGNORED:
        return Part.HIDDEN
    special = _SPECIAL.get(node.type)
    return special(graph, node) if special else kind_of(node.type).part


def _outside(graph: Graph, node: Node) -> Part:
    if node.type == "External::Zone" and graph.outgoing(node.id, EdgeKind.CONTAINS):
        return Part.DNS
    if node.type == "External::Host" and graph.incoming(node.id, EdgeKind.FORWARDS_TO):
        return Part.ENTRY
    if node.type == "External::Email" and graph.incoming(node.id, EdgeKind.NOTIFIES):
        return Part.OPERATIONS
    return Part.HIDDEN


def _bucket(graph: Graph, node: Node) -> Part:
    if any(kind_of(n.type).part is Part.EDGE for n in graph.predecessors(node.id, EdgeKind.FORWARDS_TO)):
        return Part.ENTRY
    used = [e.kind for e in (*graph.incoming(node.id), *graph.outgoing(node.id)) if e.kind not in _ASIDE]
    return Part.OPERATIONS if graph.incoming(node.id, EdgeKind.WRITES_LOGS_TO) and not used else Part.DATA


def _topic(graph: Graph, node: Node) -> Part:
    others = (*graph.predecessors(node.id, EdgeKind.NOTIFIES), *graph.successors(node.id, EdgeKind.NOTIFIES))
    watches = any(other.type.startswith(_ONLY_OPERATIONS) for other in others)
    only = all(other.type.startswith(_ONLY_OPERATIONS) or other.resource is None for other in others)
    return Part.OPERATIONS if watches and only else Part.MESSAGES


def _event_rule(graph: Graph, node: Node) -> Part:
    called = graph.successors(node.id, EdgeKind.NOTIFIES, EdgeKind.INVOKES)
    return Part.HIDDEN if all(n.type.startswith("AWS::Logs::") for n in called) else Part.MESSAGES


def _key(graph: Graph, node: Node) -> Part:
    """A key is a badge of what it encrypts, and stands alone where that is not drawn."""
    encrypted = graph.successors(node.id, EdgeKind.ENCRYPTS)
    shown = any(kind_of(n.type).part not in (Part.HIDDEN, Part.DETAIL, Part.OTHER) for n in encrypted)
    return Part.DETAIL if shown else Part.OPERATIONS


def _firewall(graph: Graph, node: Node) -> Part:
    guarded = graph.successors(node.id, EdgeKind.CONFIGURES)
    return Part.DETAIL if any(kind_of(n.type).part in _MEETS_USERS for n in guarded) else Part.OPERATIONS


_SPECIAL: Mapping[str, Callable[[Graph, Node], Part]] = {
    "AWS::S3::Bucket": _bucket,
    "AWS::SNS::Topic": _topic,
    "AWS::Events::Rule": _event_rule,
    "AWS::KMS::Key": _key,
    "AWS::WAFv2::WebACL": _firewall,
    "AWS::WAFRegional::WebACL": _firewall,
}
