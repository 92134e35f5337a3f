"""Views: what to show of a graph, and where on the grid."""

from __future__ import annotations

from workbook.graph.model import Graph
from workbook.lang import Lang
from workbook.render.scene import Scene
from workbook.render.views.cost import FIRST_STAGE, cost
from workbook.render.views.delivery import delivery
from workbook.render.views.everything import everything
from workbook.render.views.kinds import View
from workbook.render.views.network import network
from workbook.render.views.observability import observability
from workbook.render.views.overview import overview
from workbook.render.views.security import security
from workbook.render.views.shown import drawn
from workbook.render.views.words import VIEW_NAMES

__all__ = ["VIEW_NAMES", "View", "drawn", "scene"]


def scene(graph: Graph, view: View, lang: Lang, users: int = FIRST_STAGE) -> Scene:
    """The scene of a view; never empty where the graph holds a resource. The users matter to that of costs alone."""
    picture = cost(graph, lang, users) if view is View.COST else _VIEWS[view](graph, lang)
    return picture if picture.items or picture.boxes else everything(graph, view, lang)


_VIEWS = {
    View.OVERVIEW: overview,
    View.NETWORK: network,
    View.SECURITY: security,
    View.DELIVERY: delivery,
    View.OBSERVABILITY: observability,
}
