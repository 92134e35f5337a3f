"""The overview: users, edge, network, services, data and operations in one picture."""

from __future__ import annotations

from workbook.graph.model import Graph
from workbook.lang import Lang
from workbook.render.scene import Caption, Scene
from workbook.render.views.arrows import Steps, merged
from workbook.render.views.cast import cast
from workbook.render.views.frames import frames
from workbook.render.views.heading import footer, left_out, legend, subject, subtitle
from workbook.render.views.shown import shown
from workbook.render.views.terrain import ground, spots
from workbook.render.views.traffic import traffic
from workbook.render.views.words import TITLES
from workbook.render.views.kinds import View


def overview(graph: Graph, lang: Lang, steps: Steps, captions: tuple[Caption, ...]) -> Scene:
    """The scene of the whole; it has no items where the graph holds nothing with a place in it."""
    land = ground(graph)
    players = cast(graph, lang, spots(graph, land))
    boxes = frames(graph, land, lang, players.items)
    links = merged(traffic(graph, land, players), lang, steps, players)
    everything = shown(boxes, players.items.get("", ()))
    return Scene(
        title=TITLES[View.OVERVIEW].format(subject=subject(graph))[lang],
        subtitle=subtitle(graph, lang),
        boxes=boxes,
        items=players.items.get("", ()),
        links=links,
        legend=legend(links, lang),
        captions=captions,
        omissions=left_out(graph, everything, lang),
        footer=footer(graph, everything, lang),
    )
