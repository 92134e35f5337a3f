"""Say a layout in the DOT language with the `diagrams` package: every part is pinned to its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from diagrams import Cluster, Diagram, Edge, Node, setcluster, setdiagram
from graphviz import escape

from workbook.render.geometry import Point, Rect
from workbook.render.icons import icon_class
from workbook.render.placed import Layout, PlacedBox, PlacedItem, PlacedLink, Sample, StepMark, TextLine
from workbook.render.scene import Box, LinkKind
from workbook.render.spline import spline
from workbook.render.theme import FRAMES, PALE, SQUID, STEP, STROKES, TAG_GROUNDS
from workbook.visible import visible

_POINTS_PER_INCH = 72.0
_ARROWHEAD = 10.0  # points that Graphviz draws for an arrowhead of size 1
PAGE = "page"


def to_dot(layout: Layout) -> str:
    """The DOT source of the layout; Graphviz with pinned positions draws exactly this.

    The name of an item's node is `item_name` of its place in the layout.
    """
    diagram = Diagram(PAGE, filename=PAGE, show=False, graph_attr=_GRAPH, node_attr=_NODE)
    diagram.dot.graph_attr.pop("label")
    with _current(diagram):
        _Pen(layout).draw()
    return str(diagram.dot.source)


def item_name(index: int) -> str:
    """The name of the node of an item in the DOT source."""
    return f"item{index}"


_GRAPH = {"pad": "0", "margin": "0", "splines": "true", "outputorder": "edgesfirst", "bgcolor": "white"}
_NODE = {"shape": "none", "style": "", "labelloc": "c", "margin": "0", "fixedsize": "true"}


@contextmanager
def _current(diagram: Diagram) -> Iterator[None]:
    """`diagrams` keeps the picture at hand in a global; leaving the block does not start Graphviz, as theirs does."""
    setdiagram(diagram)
    try:
        yield
    finally:
        setcluster(None)
        setdiagram(None)


class _Pen:
    """Puts the parts of one layout into the picture at hand; turns the y axis, which grows upwards in DOT."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._nodes: dict[str, Node] = {}
        self._names = {placed.item.id: item_name(i) for i, placed in enumerate(layout.items)}
        self._count = 0

    def draw(self) -> None:
        layout = self._layout
        roots = [placed for placed in layout.boxes if not any(_is_in(placed.box, o.box) for o in layout.boxes)]
        with self._cluster(PAGE, Rect(0, 0, layout.width, layout.height), pencolor="white", bgcolor="white"):
            for placed in roots:
                self._box(placed)
            inside = {item.id for placed in layout.boxes for item in placed.box.items}
            for item in layout.items:
                if item.item.id not in inside:
                    self._item(item)
        for link in layout.links:
            self._link(link)
        for sample in layout.samples:
            self._sample(sample)
        for line in layout.texts:
            self._text(line)
        for mark in layout.marks:
            self._mark(mark)

    def _cluster(self, name: str, rect: Rect, **attributes: str) -> Cluster:
        low, high = self._at(Point(rect.left, rect.bottom)), self._at(Point(rect.right, rect.top))
        cluster = Cluster("", graph_attr={**attributes, "bb": f"{low},{high}"})
        cluster.dot.name = f"cluster_{name}"
        cluster.dot.graph_attr.pop("label")
        return cluster

    def _box(self, placed: PlacedBox) -> None:
        frame = FRAMES[placed.box.kind]
        style = "" if frame.style == "solid" else frame.style
        look = {"pencolor": frame.line, "bgcolor": frame.fill, "penwidth": str(frame.width), "style": style}
        with self._cluster(self._name("box"), placed.rect, **look, **{"class": placed.box.kind.value}):
            if placed.corner is not None and frame.corner is not None:
                self._icon(self._name("corner"), frame.corner, placed.corner)
            if placed.label is not None:
                self._text(placed.label)
            inner = {box.id for box in placed.box.boxes}
            for other in self._layout.boxes:
                if other.box.id in inner:
                    self._box(other)
            own = {item.id for item in placed.box.items}
            for item in self._layout.items:
                if item.item.id in own:
                    self._item(item)

    def _item(self, placed: PlacedItem) -> None:
        name = self._names[placed.item.id]
        self._nodes[placed.item.id] = self._icon(name, placed.item.icon, placed.icon, kind="item")
        for line in placed.lines:
            self._text(line)
        if placed.tag is not None:
            look = {"shape": "box", "style": "filled,rounded", "fillcolor": TAG_GROUNDS[placed.tag.level]}
            Node("", nodeid=self._name("tag"), **self._pinned(placed.tag.ground), **look, color=PALE, penwidth="0.6")
            self._text(placed.tag.line)
        for badge in placed.badges:
            self._icon(self._name("badge"), badge.badge.icon, badge.icon)
            self._text(badge.line)

    def _icon(self, name: str, icon: str, rect: Rect, kind: str = "icon") -> Node:
        return icon_class(icon)("", nodeid=name, **self._pinned(rect), **{"class": kind})

    def _text(self, line: TextLine) -> None:
        words = escape(visible(line.text))
        font = {"fontname": line.font.family, "fontsize": str(line.font.size), "fontcolor": line.font.color}
        Node(words, nodeid=self._name("text"), **self._pinned(line.rect), **font)

    def _mark(self, mark: StepMark) -> None:
        look = {"shape": "circle", "style": "filled", "fillcolor": SQUID, "color": "white", "penwidth": "1.5"}
        font = {"fontname": STEP.family, "fontsize": str(STEP.size), "fontcolor": STEP.color}
        Node(str(mark.step), nodeid=self._name("step"), **self._pinned(mark.rect), **look, **font)

    def _link(self, placed: PlacedLink) -> None:
        source, target = self._nodes[placed.link.source], self._nodes[placed.link.target]
        self._arrow(source, target, placed.link.kind, placed.points)
        if placed.label is not None:
            self._text(placed.label)
        for mark in placed.marks:
            self._mark(mark)

    def _arrow(self, source: Node, target: Node, kind: LinkKind, points: Sequence[Point]) -> None:
        stroke = STROKES[kind]
        pos = spline([Point(x, self._layout.height - y) for x, y in points], head=_ARROWHEAD * stroke.head)
        look = {"color": stroke.color, "penwidth": str(stroke.width), "arrowsize": str(stroke.head)}
        source >> Edge(pos=pos, **look, **{"class": kind.value}) >> target

    def _sample(self, sample: Sample) -> None:
        ends = (Rect.around(point, 1, 1) for point in (sample.start, sample.end))
        source, target = (Node("", nodeid=self._name("end"), **self._pinned(end)) for end in ends)
        self._arrow(source, target, sample.kind, (sample.start, sample.end))

    def _pinned(self, rect: Rect) -> dict[str, str]:
        return {
            "pos": self._at(rect.center),
            "width": f"{rect.width / _POINTS_PER_INCH:.5f}",
            "height": f"{rect.height / _POINTS_PER_INCH:.5f}",
        }

    def _at(self, point: Point) -> str:
        return f"{point.x:.2f},{self._layout.height - point.y:.2f}"

    def _name(self, kind: str) -> str:
        self._count += 1
        return f"{kind}{self._count}"


def _is_in(box: Box, other: Box) -> bool:
    return any(inner.id == box.id for inner in other.boxes)
