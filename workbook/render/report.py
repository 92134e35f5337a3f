"""What a picture shows, as JSON: for tools, and for readers who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.graph.model import NodeId
from workbook.render.scene import Box, Item, Link, Scene
from workbook.template.jsonable import Json, evidence_json

SCHEMA = 1


def to_json(scene: Scene) -> dict[str, Json]:
    """The scene in the documented schema: frames, items, arrows with their proof, and what is left out."""
    return {
        "schema": SCHEMA,
        "title": scene.title,
        "subtitle": scene.subtitle,
        "boxes": [_box(box) for box in scene.all_boxes()],
        "items": [_item(item) for item in scene.all_items()],
        "arrows": [_arrow(link) for link in scene.links],
        "not_drawn": [{"reason": omission.reason, "count": omission.count} for omission in scene.omissions],
    }


def _box(box: Box) -> dict[str, Json]:
    return {"id": box.id, "kind": box.kind.value, "label": box.label, "nodes": list(box.covers)}


def _item(item: Item) -> dict[str, Json]:
    nodes: list[Json] = list(dict.fromkeys(_covered(item)))
    return {"id": item.id, "name": item.name, "details": list(item.details), "nodes": nodes}


def _covered(item: Item) -> Iterator[NodeId]:
    yield from item.covers
    for badge in item.badges:
        yield from badge.covers


def _arrow(link: Link) -> dict[str, Json]:
    return {
        "from": link.source,
        "to": link.target,
        "kind": link.kind.value,
        "label": link.label,
        "steps": list(link.steps),
        "evidence": [evidence_json(edge.evidence) for edge in link.edges],
    }
