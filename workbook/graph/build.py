"""Builds the graph of an assembly: one node per resource, and every edge that a rule or a reference proves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from workbook.graph import (
    apis,
    balancing,
    compute,
    containers,
    databases,
    dns,
    edge,
    firewall,
    identity,
    integration,
    monitoring,
    network,
)
from workbook.graph.access import accesses
from workbook.graph.index import Index
from workbook.graph.model import EXTERNAL, Edge, EdgeKind, Graph, Node, NodeId, Status, node_id
from workbook.graph.properties import by_property_name, in_metadata, leaves
from workbook.graph.stores import connections
from workbook.graph.types import ONLY_DEPLOYS, status_of
from workbook.pace import without_collection
from workbook.template.model import Assembly, Resource

FIELDS = (
    network,
    firewall,
    balancing,
    edge,
    dns,
    compute,
    containers,
    databases,
    apis,
    integration,
    identity,
    monitoring,
)
"""The modules that hold the edge rules of one field each."""


CALLS = (EdgeKind.INVOKES, EdgeKind.NOTIFIES, EdgeKind.FORWARDS_TO)
"""Kinds of edges by which a function is called while the system runs."""

T = TypeVar("T")


@without_collection
def build_graph(assembly: Assembly) -> Graph:
    """The graph of everything that an assembly declares, the same whatever the order of its resources."""
    index = Index(assembly)
    edges = [found for resource in _created(assembly) for found in _edges(resource, index)]
    first = _graph(index, assembly, edges)
    used = [*connections(first), *accesses(first)]
    proved = {(e.source, e.target, e.evidence.path) for e in used}
    rest = [
        e
        for e in first.edges
        if e.kind is not EdgeKind.REFERS_TO or (e.source, e.target, e.evidence.path) not in proved
    ]
    return _graph(index, assembly, rest + used)


def external_type(node: NodeId) -> str:
    """The type of an external node: `External::SecurityGroup` for `external/security-group/sg-1`."""
    kind = node.removeprefix(EXTERNAL).partition("/")[0]
    return "External::" + "".join(word.capitalize() for word in kind.split("-"))


def _created(assembly: Assembly) -> Iterator[Resource]:
    return (resource for resource in assembly.resources() if resource.included)


def _edges(resource: Resource, index: Index) -> Iterator[Edge]:
    proved: set[tuple[str, NodeId]] = set()
    for found in _by_type(resource, index):
        if found.evidence.logical_id == resource.id.logical_id and found.evidence.stack == resource.id.stack:
            proved.update((_property_path(found), end) for end in (found.source, found.target))
        yield found
    for path, value in leaves(resource.metadata):
        yield from in_metadata(resource, path, value, index)
    for path, value in leaves(resource.properties):
        for found in by_property_name(resource, path, value, index):
            other = found.target if found.source == node_id(resource) else found.source
            if not any((prefix, other) in proved for prefix in _prefixes(path)):
                yield found


def _by_type(resource: Resource, index: Index) -> Iterator[Edge]:
    for rule in RULES.get(resource.type, ()):
        yield from rule.edges(resource, index)
    for connector in CONNECTORS.get(resource.type, ()):
        yield from connector(resource, index)


def _property_path(found: Edge) -> str:
    return found.evidence.path.partition(".Properties.")[2]


def _prefixes(path: str) -> Iterator[str]:
    steps = path.split(".")
    return (".".join(steps[:length]) for length in range(1, len(steps) + 1))


def _graph(index: Index, assembly: Assembly, edges: Iterable[Edge]) -> Graph:
    kept: dict[tuple[object, ...], Edge] = {}
    for found in sorted(edges, key=_order):
        kept.setdefault((found.kind, found.source, found.target, found.ports, found.note), found)
    return Graph(assembly, _nodes(index, assembly, tuple(kept.values())), tuple(kept.values()))


def _order(found: Edge) -> tuple[str, ...]:
    ports = str(found.ports or "")
    evidence = found.evidence
    return found.source, found.kind, found.target, found.note, ports, evidence.stack, evidence.logical_id, evidence.path


def _nodes(index: Index, assembly: Assembly, edges: tuple[Edge, ...]) -> Mapping[NodeId, Node]:
    helpers = _deployment_helpers(index, edges)
    nodes = {}
    for resource in assembly.resources():
        status, reason = status_of(resource)
        if status is Status.MODELLED and node_id(resource) in helpers:
            status, reason = Status.IGNORED, ONLY_DEPLOYS
        nodes[node_id(resource)] = Node(node_id(resource), resource.type, status, reason, resource)
    for end in sorted({end for found in edges for end in (found.source, found.target)} - nodes.keys()):
        nodes[end] = Node(end, external_type(end))
    return dict(sorted(nodes.items()))


def _deployment_helpers(index: Index, edges: Iterable[Edge]) -> set[NodeId]:
    """The functions that custom resources run and that nothing else calls."""
    helpers = {
        node_id(found)
        for custom in index.custom_resources()
        for found in index.targets(custom.get("ServiceToken"), custom)
        if found.type == "AWS::Lambda::Function"
    }
    called = {e.target for e in edges if e.kind in CALLS and e.target in helpers}
    return helpers - called


def _merged(tables: Iterable[Mapping[str, tuple[T, ...]]]) -> Mapping[str, tuple[T, ...]]:
    merged: dict[str, tuple[T, ...]] = {}
    for table in tables:
        for kind, found in table.items():
            merged[kind] = merged.get(kind, ()) + found
    return merged


RULES = _merged(field.RULES for field in FIELDS)
CONNECTORS = _merged(field.CONNECTORS for field in FIELDS)
