"""Lay a scene out: place the grid, route the arrows, and widen the lanes until every word has room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from workbook.render.geometry import Point, Rect
from workbook.render.grid import Gaps, Grid, place
from workbook.render.labels import place_labels
from workbook.render.page import HEADER_HEIGHT, furnish, least_width
from workbook.render.placed import Layout, PlacedLink
from workbook.render.route import route
from workbook.render.scene import Link, Scene
from workbook.render.theme import MARGIN
from workbook.render.tracks import Axis

WIDEST, NARROWEST = 16 / 9, 4 / 3
_LEAST_WIDTH = 960.0
# Lanes grow by this much at a time and so often; what still has no room then goes without its words.
_GROWTH = 26.0
_ROUNDS = 10
# The most that is added to each gap to bring a page into shape; the rest stays empty margin.
_MOST_STRETCH_ACROSS, _MOST_STRETCH_DOWN = 120.0, 50.0


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The grid with its arrows, and the links that found no way or no room for their words."""

    grid: Grid
    links: tuple[PlacedLink, ...]
    crowded: tuple[Link, ...]
    gaps: Gaps

    @property
    def bounds(self) -> Rect:
        words = [link.label.rect for link in self.links if link.label]
        ways = [piece for link in self.links for piece in link.segments]
        return Rect.enclosing([self.grid.bounds, *words, *ways])


def lay_out(scene: Scene) -> Layout:
    """The scene with a place for everything, between 4:3 and 16:9."""
    drawing = _settled(scene, Gaps())
    extra = _stretch(scene, drawing)
    if extra != (0.0, 0.0):
        drawing = _settled(scene, _widened_everywhere(drawing, *extra))
    return _on_page(scene, drawing)


def _settled(scene: Scene, gaps: Gaps) -> _Drawing:
    """The drawing with lanes just wide enough for the words along the arrows."""
    drawing = _draw(scene, gaps)
    best = drawing
    for _ in range(_ROUNDS):
        if not drawing.crowded:
            return drawing
        drawing = _draw(scene, _widened(drawing))
        if len(drawing.crowded) < len(best.crowded):
            best = drawing
    return best


def _draw(scene: Scene, gaps: Gaps) -> _Drawing:
    grid = place(scene, gaps, Point(MARGIN, HEADER_HEIGHT))
    ways = route(grid, scene.links)
    links, crowded = place_labels(grid, ways)
    return _Drawing(grid, links, crowded, gaps)


def _widened(drawing: _Drawing) -> Gaps:
    columns = dict(drawing.gaps.columns)
    for placed in drawing.links:
        if placed.link in drawing.crowded:
            track = _gap_of(placed, drawing.grid.columns)
            columns[track] = columns.get(track, 0.0) + _GROWTH
    return Gaps(columns, drawing.gaps.rows)


def _gap_of(placed: PlacedLink, axis: Axis) -> int:
    """The column after which the arrow runs longest level, or, where it only runs upright, beside which it runs."""
    longest = max(placed.segments, key=lambda piece: (piece.width, piece.height))
    indices = sorted(axis.tracks)
    gaps = {a: (axis.tracks[a].outer_end, axis.tracks[b].outer_start) for a, b in pairwise(indices)}
    gaps[indices[-1]] = (axis.tracks[indices[-1]].end, axis.tracks[indices[-1]].end)

    def shared(track: int) -> float:
        start, end = gaps[track]
        if longest.width:
            return min(longest.right, end) - max(longest.left, start)
        return -abs(longest.left - (start + end) / 2)

    return max(gaps, key=shared)


def _stretch(scene: Scene, drawing: _Drawing) -> tuple[float, float]:
    """How much wider and higher the page has to become to be between 4:3 and 16:9."""
    width, height = _page_size(scene, drawing)
    return max(0.0, height * NARROWEST - width), max(0.0, width / WIDEST - height)


def _page_size(scene: Scene, drawing: _Drawing) -> tuple[float, float]:
    room = drawing.bounds
    width = max(room.width + 2 * MARGIN, least_width(scene), _LEAST_WIDTH)
    return width, furnish(scene, width, HEADER_HEIGHT + room.height).bottom


def _widened_everywhere(drawing: _Drawing, width: float, height: float) -> Gaps:
    return Gaps(
        _shared_out(drawing.gaps.columns, drawing.grid.columns, width, _MOST_STRETCH_ACROSS),
        _shared_out(drawing.gaps.rows, drawing.grid.rows, height, _MOST_STRETCH_DOWN),
    )


def _shared_out(gaps: Mapping[int, float], axis: Axis, extra: float, most: float) -> Mapping[int, float]:
    inner = sorted(axis.tracks)[:-1]
    share = min(most, extra / len(inner)) if inner else 0.0
    return {track: gaps.get(track, 0.0) + share for track in inner}


def _on_page(scene: Scene, drawing: _Drawing) -> Layout:
    width, height = _page_size(scene, drawing)
    width = max(width, height * NARROWEST)
    height = max(height, width / WIDEST)
    room = drawing.bounds
    across = (width - room.width) / 2 - room.left
    sink = max(0.0, HEADER_HEIGHT - room.top)
    free = max(0.0, height - furnish(scene, width, room.bottom + sink).bottom)
    furniture = furnish(scene, width, room.bottom + sink + free)
    down = sink + free / 2
    grid = drawing.grid
    return Layout(
        width=round(width),
        height=round(max(height, furniture.bottom)),
        boxes=tuple(box.moved(across, down) for box in grid.boxes),
        items=tuple(item.moved(across, down) for item in grid.items),
        links=tuple(link.moved(across, down) for link in drawing.links),
        texts=furniture.texts,
        marks=furniture.marks,
        samples=furniture.samples,
        unlabelled=drawing.crowded + _lost(scene.links, drawing.links),
    )


def _lost(links: Iterable[Link], placed: Iterable[PlacedLink]) -> tuple[Link, ...]:
    found = {(p.link.source, p.link.target, p.link.kind) for p in placed}
    return tuple(link for link in links if (link.source, link.target, link.kind) not in found)
