"""Which resources of a source the engine understands, as JSON."""

from __future__ import annotations

from dataclasses import asdict

from workbook.graph.model import Graph, Node
from workbook.lang import Lang
from workbook.template.jsonable import Json, notes_json
from workbook.template.model import Resource

SCHEMA = 1


def to_json(graph: Graph, lang: Lang) -> dict[str, Json]:
    """Every resource with its status, and the reason where it is not modelled, in the documented schema."""
    return {
        "schema": SCHEMA,
        "source": graph.assembly.name,
        "coverage": asdict(graph.coverage),
        "notes": notes_json(graph.assembly, lang),
        "resources": [_resource(node.resource, node, lang) for node in graph.nodes.values() if node.resource],
    }


def _resource(resource: Resource, node: Node, lang: Lang) -> dict[str, Json]:
    return {
        "stack": resource.id.stack,
        "logical_id": resource.id.logical_id,
        "type": node.type,
        "status": node.status.value,
        "reason": None if node.reason is None else node.reason[lang],
    }
