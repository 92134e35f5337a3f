"""Turn resources in their places into items: fold what is too many, and remember which item stands for which node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from workbook.graph.model import Graph, NodeId
from workbook.lang import Lang
from workbook.render.catalogue import spaced
from workbook.render.scene import Area, Item
from workbook.render.views.badges import badges
from workbook.render.views.details import Describer
from workbook.render.views.homes import homes
from workbook.render.views.names import Aspect, icon, lines, title

# More than this many of one type, or items in all, in one place are folded into one item for each type.
_SAME_TYPE, _IN_ALL, _TYPES = 3, 6, 8
_WITHOUT_BADGES = (Aspect.COPY, Aspect.STANDBY)


@dataclass(frozen=True, slots=True)
class Spot:
    """A node in its place: the box (empty: outside all boxes), the tracks, and the part that it appears in."""

    node: NodeId
    box: str
    area: Area
    aspect: Aspect = Aspect.WHOLE
    small: bool = False
    alone: bool = False  # never folded with others
    together: bool = False  # always folded with others of its type


@dataclass(frozen=True)
class Cast:
    """The items of a picture by box; `homes` leads from nodes and their details to drawn nodes, `parts` to items."""

    items: Mapping[str, tuple[Item, ...]]
    homes: Mapping[NodeId, NodeId]
    parts: Mapping[NodeId, Mapping[Aspect, tuple[str, ...]]] = field(default_factory=dict)

    def lead(self, node: NodeId) -> tuple[str, ...]:
        """The one item that speaks for a node: the whole, or else its primary or its first copy."""
        parts = self.parts.get(self.homes.get(node, node), {})
        for aspect in (Aspect.WHOLE, Aspect.PRIMARY, Aspect.COPY):
            if aspect in parts:
                return parts[aspect][:1]
        return ()

    def workers(self, node: NodeId) -> tuple[str, ...]:
        """The items that take and make a node's requests: its copies, or else the one that speaks for it."""
        copies = self.parts.get(self.homes.get(node, node), {}).get(Aspect.COPY)
        return copies or self.lead(node)

    def standby(self, node: NodeId) -> tuple[str, ...]:
        """The items that wait to take over."""
        return self.parts.get(node, {}).get(Aspect.STANDBY, ())


@dataclass(frozen=True, slots=True)
class Style:
    """How a view words its items: its own lines for some types, and whether badges are shown."""

    says: Mapping[str, Describer] = field(default_factory=dict)
    badges: bool = True


def cast(graph: Graph, lang: Lang, spots: Iterable[Spot], style: Style = Style()) -> Cast:
    """The items for all spots."""
    places: dict[tuple[str, Area, bool], list[Spot]] = {}
    for spot in spots:
        places.setdefault((spot.box, spot.area, spot.small), []).append(spot)
    found = homes(graph, {spot.node for group in places.values() for spot in group})
    details_of = _details_of(found)
    items: dict[str, list[Item]] = {}
    parts: dict[NodeId, dict[Aspect, tuple[str, ...]]] = {}
    for (box, _, _), group in places.items():
        for together in _folded(graph, group):
            item = _item(graph, lang, together, details_of, style)
            items.setdefault(box, []).append(item)
            for spot in together:
                of_node = parts.setdefault(spot.node, {})
                of_node[spot.aspect] = (*of_node.get(spot.aspect, ()), item.id)
    return Cast({box: tuple(group) for box, group in items.items()}, found, parts)


def _details_of(found: Mapping[NodeId, NodeId]) -> Mapping[NodeId, tuple[NodeId, ...]]:
    grouped: dict[NodeId, list[NodeId]] = {}
    for detail, home in found.items():
        if detail != home:
            grouped.setdefault(home, []).append(detail)
    return {home: tuple(members) for home, members in grouped.items()}


def _folded(graph: Graph, spots: list[Spot]) -> Iterator[tuple[Spot, ...]]:
    """The spots of one place in groups that become one item each."""

    def key(spot: Spot) -> tuple[str, str]:
        return graph.nodes[spot.node].type, spot.aspect

    order = {k: i for i, k in reversed(list(enumerate(map(key, spots))))}
    groups = [tuple(g) for _, g in groupby(sorted(spots, key=lambda s: order[key(s)]), key=key)]
    groups = [part for group in groups for part in _apart(group)]
    yield from (group for group in groups if group[0].alone)
    groups = [group for group in groups if not group[0].alone]
    if len(groups) > _TYPES:
        groups[_TYPES - 1 :] = [tuple(spot for group in groups[_TYPES - 1 :] for spot in group)]
    for group in groups:
        if len(spots) > _IN_ALL or group[0].together or len(group) > _SAME_TYPE:
            yield group
        else:
            yield from ((spot,) for spot in group)


def _apart(group: tuple[Spot, ...]) -> Iterator[tuple[Spot, ...]]:
    """Those that stand alone one by one, and the others together."""
    yield from ((spot,) for spot in group if spot.alone)
    if others := tuple(spot for spot in group if not spot.alone):
        yield others


def _item(
    graph: Graph,
    lang: Lang,
    spots: Sequence[Spot],
    details_of: Mapping[NodeId, tuple[NodeId, ...]],
    style: Style,
) -> Item:
    nodes = tuple(graph.nodes[spot.node] for spot in spots)
    first = spots[0]
    own = style.says.get(nodes[0].type)
    words = own(graph, nodes) if own is not None else lines(graph, nodes, first.aspect)
    name = title(nodes, first.aspect)[lang]
    owned = {spot.node: details_of.get(spot.node, ()) for spot in spots}
    return Item(
        id=_id(spots),
        icon=icon(nodes, first.aspect),
        name=name,
        area=first.area,
        details=tuple(line[lang] for line in words if spaced(line[lang]).lower() != name.lower()),
        badges=tuple(badges(graph, lang, owned)) if style.badges and first.aspect not in _WITHOUT_BADGES else (),
        covers=tuple(covered for node, inner in owned.items() for covered in (node, *inner)),
        small=first.small,
    )


def _id(spots: Sequence[Spot]) -> str:
    first = spots[0]
    place = "" if first.aspect is Aspect.WHOLE else f" {first.aspect} {first.box}"
    return f"{first.node}{place}" + (f" and {len(spots) - 1} more" if len(spots) > 1 else "")
