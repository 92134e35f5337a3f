"""The typed graph: what exists, how it is connected, and the place in a template that proves each connection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NewType, TypeVar

from workbook.graph.edge_names import SPANISH
from workbook.lang import Text
from workbook.template.model import Assembly, Evidence, Resource

NodeId = NewType("NodeId", str)

K = TypeVar("K")


class EdgeKind(StrEnum):
    """What a connection means; the arrow points the way of the request, of the data or of the power."""

    CONTAINS = "contains"  # VPC → subnet, cluster → service, zone → record set, load balancer → listener
    PLACED_IN = "placed in"  # anything with network interfaces → subnet
    ROUTES_WITH = "routes with"  # subnet → route table
    ROUTES_TO = "routes to"  # route table → gateway
    PROTECTED_BY = "protected by"  # anything with network interfaces → security group
    ALLOWS = "allows"  # ingress: peer (security group, address range) → security group, with ports
    ALLOWS_OUT = "allows out"  # egress: security group → peer, with ports
    RESOLVES_TO = "resolves to"  # record set → distribution, load balancer
    FORWARDS_TO = "forwards to"  # distribution → origin, listener → target group → service
    INVOKES = "invokes"  # distribution → function, rule → target
    PRESENTS = "presents"  # listener, distribution → certificate
    RUNS = "runs"  # service → task definition
    PULLS_FROM = "pulls from"  # task definition → image repository
    READS = "reads"  # task definition → secret, bucket
    WRITES = "writes"  # task definition → bucket, queue
    CONNECTS_TO = "connects to"  # task definition → database
    WRITES_LOGS_TO = "writes logs to"  # anything → log group, bucket
    ASSUMES = "assumes"  # principal or resource → role
    GRANTS = "grants"  # policy or role → resource that it gives access to
    SCALES = "scales"  # scaling policy → scalable target → service
    ALARMS_ON = "alarms on"  # alarm → the resource whose metric it watches
    NOTIFIES = "notifies"  # alarm, event source → topic → subscriber
    ENCRYPTS = "encrypts"  # key → resource
    CONFIGURES = "configures"  # parameter group, subnet group, policy → what it is attached to
    REFERS_TO = "refers to"  # any other Ref or GetAtt

    @property
    def label(self) -> Text:
        """What the kind is called where somebody reads it."""
        return Text(en=self.value, es=SPANISH[self.value])


class Status(StrEnum):
    """How far the engine understands a resource."""

    MODELLED = "modelled"
    IGNORED = "ignored"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many resources of a source the engine understands."""

    total: int
    modelled: int
    ignored: int
    unsupported: int


@dataclass(frozen=True, slots=True)
class Ports:
    """A range of ports of one protocol; `-1` as protocol means every protocol and port, as AWS writes it."""

    protocol: str
    first: int | None = None
    last: int | None = None

    def includes(self, protocol: str, port: int) -> bool:
        """Whether traffic of this protocol to this port lies in the range."""
        if self.protocol == "-1":
            return True
        return self.protocol == protocol and (self.first is None or self.first <= port <= (self.last or self.first))


@dataclass(frozen=True, slots=True)
class Node:
    """A resource of the assembly, or somebody outside it (`external/internet`) with no resource behind."""

    id: NodeId
    type: str
    status: Status = Status.MODELLED
    reason: Text | None = None
    resource: Resource | None = field(default=None, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Edge:
    """One connection with the evidence for it; `note` holds what tells equal kinds apart (a range, a path pattern)."""

    kind: EdgeKind
    source: NodeId
    target: NodeId
    evidence: Evidence
    ports: Ports | None = None
    note: str = ""


EXTERNAL = "external/"
INTERNET = NodeId("external/internet")
USERS = NodeId("external/users")
GITHUB = NodeId("external/github")
ANYTHING = NodeId("external/any")  # `Resource: "*"` of a policy
ANYONE = NodeId("external/anyone")  # `Principal: "*"` of a policy


def node_id(resource: Resource) -> NodeId:
    """The id of the node of a resource: `stack/LogicalId`."""
    return NodeId(str(resource.id))


def external(kind: str, name: str) -> NodeId:
    """The id of something outside the assembly: `external/service/ecs-tasks.amazonaws.com`."""
    return NodeId(f"{EXTERNAL}{kind}/{name}")


@dataclass(frozen=True)
class Graph:
    """All nodes and edges of one assembly, sorted, so that equal input gives an equal graph."""

    assembly: Assembly
    nodes: Mapping[NodeId, Node]
    edges: tuple[Edge, ...]

    @cached_property
    def _outgoing(self) -> Mapping[NodeId, tuple[Edge, ...]]:
        return _grouped((edge.source, edge) for edge in self.edges)

    @cached_property
    def _incoming(self) -> Mapping[NodeId, tuple[Edge, ...]]:
        return _grouped((edge.target, edge) for edge in self.edges)

    @cached_property
    def _outgoing_of_kind(self) -> Mapping[tuple[NodeId, EdgeKind], tuple[Edge, ...]]:
        return _grouped(((edge.source, edge.kind), edge) for edge in self.edges)

    @cached_property
    def _incoming_of_kind(self) -> Mapping[tuple[NodeId, EdgeKind], tuple[Edge, ...]]:
        return _grouped(((edge.target, edge.kind), edge) for edge in self.edges)

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[Node, ...]]:
        by_type: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            by_type.setdefault(node.type, []).append(node)
        return {kind: tuple(nodes) for kind, nodes in by_type.items()}

    def of_type(self, *types: str) -> tuple[Node, ...]:
        """The nodes of these resource types, in the order of the graph."""
        return tuple(node for kind in types for node in self._by_type.get(kind, ()))

    def resources(self, *types: str) -> tuple[Resource, ...]:
        """The resources of these types that the deployment creates (their condition is not false)."""
        return tuple(n.resource for n in self.of_type(*types) if n.resource is not None and n.resource.included)

    def outgoing(self, node: NodeId, *kinds: EdgeKind) -> tuple[Edge, ...]:
        """The edges that leave a node, of these kinds or of all."""
        if len(kinds) == 1:
            return self._outgoing_of_kind.get((node, kinds[0]), ())
        return tuple(e for e in self._outgoing.get(node, ()) if not kinds or e.kind in kinds)

    def incoming(self, node: NodeId, *kinds: EdgeKind) -> tuple[Edge, ...]:
        """The edges that arrive at a node, of these kinds or of all."""
        if len(kinds) == 1:
            return self._incoming_of_kind.get((node, kinds[0]), ())
        return tuple(e for e in self._incoming.get(node, ()) if not kinds or e.kind in kinds)

    def successors(self, node: NodeId, *kinds: EdgeKind) -> tuple[Node, ...]:
        """The nodes that edges of these kinds lead to, each once."""
        return self._unique(e.target for e in self.outgoing(node, *kinds))

    def predecessors(self, node: NodeId, *kinds: EdgeKind) -> tuple[Node, ...]:
        """The nodes that edges of these kinds come from, each once."""
        return self._unique(e.source for e in self.incoming(node, *kinds))

    def _unique(self, ids: Iterable[NodeId]) -> tuple[Node, ...]:
        return tuple(self.nodes[i] for i in dict.fromkeys(ids))

    @property
    def coverage(self) -> Coverage:
        """How many resources are modelled, ignored with a reason, or unsupported; externals are not counted."""
        states = [node.status for node in self.nodes.values() if node.resource is not None]
        return Coverage(len(states), *(states.count(s) for s in (Status.MODELLED, Status.IGNORED, Status.UNSUPPORTED)))


def _grouped(pairs: Iterable[tuple[K, Edge]]) -> Mapping[K, tuple[Edge, ...]]:
    groups: dict[K, list[Edge]] = {}
    for key, edge in pairs:
        groups.setdefault(key, []).append(edge)
    return {key: tuple(edges) for key, edges in groups.items()}
