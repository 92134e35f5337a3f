"""Put items, boxes and arrows together into a scene, with the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workbook.graph.model import Graph
from workbook.lang import Lang, Text
from workbook.render.scene import Box, LinkKind, Scene
from workbook.render.views.arrows import Arrow, merged
from workbook.render.views.cast import Cast
from workbook.render.views.heading import footer, left_out, legend, subject, subtitle
from workbook.render.views.kinds import View
from workbook.render.views.shown import drawn
from workbook.render.views.steps import Steps
from workbook.render.views.words import LEGEND, TITLES


@dataclass(frozen=True, slots=True)
class Plan:
    """What one view adds to its items: boxes, arrows, steps of a request, and what its kinds of arrows mean."""

    view: View
    boxes: tuple[Box, ...]
    arrows: Iterable[Arrow] = ()
    steps: Steps = field(default_factory=Steps)
    meanings: Mapping[LinkKind, Text] = field(default_factory=lambda: LEGEND)


def compose(graph: Graph, lang: Lang, cast: Cast, plan: Plan) -> Scene:
    """The scene of a view."""
    outside = cast.items.get("", ())
    links = merged(plan.arrows, lang, cast, plan.steps)
    numbered = {number for link in links for number in link.steps}
    everything = drawn(graph, plan.boxes, outside)
    return Scene(
        title=TITLES[plan.view].format(subject=subject(graph))[lang],
        subtitle=subtitle(graph, lang),
        boxes=plan.boxes,
        items=outside,
        links=links,
        legend=legend(links, lang, plan.meanings),
        captions=tuple(caption for caption in plan.steps.captions if caption.step in numbered),
        shown=everything,
        omissions=left_out(graph, everything, lang),
        footer=footer(graph, plan.view, everything, lang),
    )
