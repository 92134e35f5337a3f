"""From a value in a template to the resource that it names."""

from __future__ import annotations

from workbook.graph.model import Edge, Graph, NodeId
from workbook.template.functions import sources
from workbook.template.model import Resource, Value


def named(graph: Graph, value: Value) -> Resource | None:
    """The first resource that a value refers to; None where it names none of the template."""
    found = (resource_of(graph, NodeId(str(reference.target))) for reference in sources(value))
    return next((resource for resource in found if resource is not None), None)


def resource_of(graph: Graph, node: NodeId) -> Resource | None:
    """The resource behind a node, if the deployment creates it."""
    found = graph.nodes.get(node)
    if found is None or found.resource is None or not found.resource.included:
        return None
    return found.resource


def refers_to(value: Value, resource: Resource) -> bool:
    """Whether a value is computed from this resource."""
    return any(reference.target == resource.id for reference in sources(value))


def items(resource: Resource, path: str) -> tuple[str, ...]:
    """The paths of the entries of a list; none where there is no list."""
    value = resource.get(path)
    return tuple(f"{path}.{i}" for i in range(len(value))) if isinstance(value, tuple) else ()


def property_path(edge: Edge) -> str:
    """Where an edge is proved, below the properties of its resource."""
    return edge.evidence.path.partition(".Properties.")[2]
