"""The picture for what has no place in a view: all resources by what they are for, and what connects them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbook.graph.model import EdgeKind, Graph, Node, Status
from workbook.graph.types import Category, category
from workbook.lang import Lang
from workbook.render.catalogue import GENERIC
from workbook.render.scene import Area, Box, BoxKind, Item, LinkKind, Scene
from workbook.render.views.arrows import Arrow
from workbook.render.views.cast import Cast, Spot, cast
from workbook.render.views.compose import Plan, compose
from workbook.render.views.frames import around
from workbook.render.views.kinds import View
from workbook.render.views.words import CATEGORIES, EVERYTHING_LEGEND, NO_RESOURCES, NOTHING_HERE, OTHERS

_COLUMNS, _MOST_LINKS = 3, 24
_ORDER = tuple(Category)


def everything(graph: Graph, view: View, lang: Lang) -> Scene:
    """The scene of all resources, folded by type, in place of a view that has nothing to show."""
    nodes = [node for node in graph.nodes.values() if node.resource is not None]
    if not nodes:
        return replace(compose(graph, lang, Cast({}, {}), Plan(view, ())), items=(_nobody(lang),))
    groups = _groups(nodes)
    players = cast(graph, lang, _spots(groups))
    boxes = tuple(_boxes(groups, players, lang))
    arrows = _arrows(graph, players)
    scene = compose(graph, lang, players, Plan(view, boxes, arrows, meanings=EVERYTHING_LEGEND))
    return replace(scene, footer=f"{NOTHING_HERE[lang]} {scene.footer}")


def _groups(nodes: Sequence[Node]) -> dict[Category | None, list[Node]]:
    """The resources by category; those that the engine leaves out come last."""
    found: dict[Category | None, list[Node]] = {}
    for node in nodes:
        kind = None if node.status is Status.IGNORED else category(node.type)
        found.setdefault(kind, []).append(node)
    return {kind: found[kind] for kind in (*_ORDER, None) if kind in found}


def _spots(groups: dict[Category | None, list[Node]]) -> Iterator[Spot]:
    for position, (kind, nodes) in enumerate(groups.items()):
        area = Area.cell(position % _COLUMNS, position // _COLUMNS)
        many = Counter(node.type for node in nodes)
        for node in sorted(nodes, key=lambda n: (-many[n.type], n.type, n.id)):
            yield Spot(node.id, _box_id(kind), area, together=True)


def _box_id(kind: Category | None) -> str:
    return f"category {kind or 'other'}"


def _boxes(groups: dict[Category | None, list[Node]], players: Cast, lang: Lang) -> Iterator[Box]:
    for kind in groups:
        label = OTHERS if kind is None else CATEGORIES[kind]
        box = around(_box_id(kind), BoxKind.GROUP, label[lang], players.items.get(_box_id(kind), ()), ())
        if box is not None:
            yield box


def _arrows(graph: Graph, players: Cast) -> Iterator[Arrow]:
    """The connections between types, those with most edges first, up to a number that can still be read."""
    between: dict[tuple[str, str], list[Arrow]] = {}
    for edge in graph.edges:
        start, end = players.lead(edge.source), players.lead(edge.target)
        if start and end and start != end and edge.kind is not EdgeKind.REFERS_TO:
            between.setdefault((start[0], end[0]), []).append(Arrow(start[0], end[0], LinkKind.CONTROL, (edge,)))
    for pair in sorted(between, key=lambda ends: (-len(between[ends]), ends))[:_MOST_LINKS]:
        yield from between[pair]


def _nobody(lang: Lang) -> Item:
    return Item("nothing", GENERIC, NO_RESOURCES[lang], Area.cell(0, 0))
