"""The overview: users, edge, network, services, data and operations in one picture."""

from __future__ import annotations

from workbook.graph.model import Graph
from workbook.lang import Lang
from workbook.render.scene import Scene
from workbook.render.views.cast import cast
from workbook.render.views.compose import Plan, compose
from workbook.render.views.frames import frames
from workbook.render.views.kinds import View
from workbook.render.views.steps import steps
from workbook.render.views.terrain import ground, spots
from workbook.render.views.traffic import traffic


def overview(graph: Graph, lang: Lang) -> Scene:
    """The scene of the whole; it has no items where nothing in the graph has a place in it."""
    land = ground(graph)
    players = cast(graph, lang, spots(graph, land))
    boxes = frames(graph, land, lang, players.items)
    arrows = traffic(graph, land, players)
    return compose(graph, lang, players, Plan(View.OVERVIEW, boxes, arrows, steps(graph, lang)))
