"""Who can open a connection to whom, as findings: security groups read in both directions."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.audit.model import Finding
from workbook.graph.model import EXTERNAL, INTERNET, Edge, EdgeKind, Graph, Node, NodeId, node_id
from workbook.graph.reach import Verdict, may_connect
from workbook.template.model import Resource

RANGE = f"{EXTERNAL}range/"
PREFIX_LIST = f"{EXTERNAL}prefix-list/"


def groups_of(graph: Graph, resource: Resource) -> tuple[Node, ...]:
    """The security groups that protect a resource."""
    return graph.successors(node_id(resource), EdgeKind.PROTECTED_BY)


def entrances(graph: Graph, resource: Resource) -> Iterator[Edge]:
    """The ingress rules of all security groups that protect a resource."""
    for group in groups_of(graph, resource):
        yield from graph.incoming(group.id, EdgeKind.ALLOWS)


def exits(graph: Graph, resource: Resource) -> Iterator[Edge]:
    """The egress rules of all security groups that protect a resource."""
    for group in groups_of(graph, resource):
        yield from graph.outgoing(group.id, EdgeKind.ALLOWS_OUT)


def link(graph: Graph, sender: Resource, receiver: Resource, port: int) -> Finding:
    """Whether the sender's groups let a TCP connection out and the receiver's groups let it in."""
    reach = may_connect(graph, node_id(sender), node_id(receiver), "tcp", port)
    holds = _ANSWERS[reach.verdict]
    proof = tuple(edge.evidence for edge in reach.witness)
    ends = (sender.evidence(), receiver.evidence())
    return Finding(holds, proof or ends, reach.reason)


def is_range(peer: NodeId) -> bool:
    """Whether a peer of a security group rule is a range of addresses, the whole internet included."""
    return peer == INTERNET or peer.startswith(RANGE)


_ANSWERS = {Verdict.YES: True, Verdict.NO: False, Verdict.UNKNOWN: None}
