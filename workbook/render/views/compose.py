"""Put items, boxes and arrows together into a scene, with the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbook.graph.model import Graph
from workbook.lang import Lang, Text
from workbook.render.scene import Box, LinkKind, Scene
from workbook.render.views.arrows import Arrow, merged
from workbook.render.views.cast import Cast
from workbook.render.views.heading import footer, left_out, legend, subject, subtitle
from workbook.render.views.kinds import View
from workbook.render.views.shown import shown
from workbook.render.views.steps import Step
from workbook.render.views.words import LEGEND, TITLES


def compose(
    graph: Graph,
    view: View,
    lang: Lang,
    cast: Cast,
    boxes: tuple[Box, ...],
    arrows: Iterable[Arrow],
    steps: Sequence[Step] = (),
    meanings: Mapping[LinkKind, Text] = LEGEND,
) -> Scene:
    """The scene of a view; `meanings` says what its kinds of arrows stand for."""
    outside = cast.items.get("", ())
    links = merged(arrows, lang, cast, steps)
    numbered = {number for link in links for number in link.steps}
    everything = shown(boxes, outside)
    return Scene(
        title=TITLES[view].format(subject=subject(graph))[lang],
        subtitle=subtitle(graph, lang),
        boxes=boxes,
        items=outside,
        links=links,
        legend=legend(links, lang, meanings),
        captions=tuple(step.caption for step in steps if step.number in numbered),
        omissions=left_out(graph, everything, lang),
        footer=footer(graph, everything, lang),
    )
