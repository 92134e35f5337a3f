"""Views: what to show of a graph, and where on the grid."""

from __future__ import annotations

from workbook.graph.model import Graph
from workbook.lang import Lang
from workbook.render.scene import Scene
from workbook.render.views.kinds import View
from workbook.render.views.overview import overview

__all__ = ["View", "scene"]


def scene(graph: Graph, view: View, lang: Lang) -> Scene:
    """The scene of a view; never empty where the graph holds a resource."""
    return overview(graph, lang)
