"""Which nodes of the graph a picture shows, by their own item or as a part of another."""

from __future__ import annotations

from collections.abc import Iterable

from workbook.graph.model import Graph, NodeId
from workbook.render.scene import Box, Item
from workbook.render.views.homes import homes


def shown(boxes: Iterable[Box], outside: Iterable[Item] = ()) -> frozenset[NodeId]:
    """The nodes that boxes, items and badges stand for."""
    all_boxes = [inner for box in boxes for inner in box.walk()]
    items = [*outside, *(item for box in all_boxes for item in box.items)]
    covered = {node for box in all_boxes for node in box.covers}
    covered |= {node for item in items for node in item.covers}
    return frozenset(covered | {node for item in items for badge in item.badges for node in badge.covers})


def drawn(graph: Graph, boxes: Iterable[Box], outside: Iterable[Item] = ()) -> frozenset[NodeId]:
    """The nodes that a picture shows, and the details that belong to them without an icon of their own."""
    return frozenset(homes(graph, shown(boxes, outside)))
