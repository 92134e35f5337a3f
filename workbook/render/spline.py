"""Write the way of an arrow as Graphviz reads it: cubic pieces, rounded where the way bends."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from workbook.render.geometry import Point
from workbook.render.theme import CORNER_RADIUS

# How far the control points of a quarter circle lie from its ends, in radii.
_ARC = 0.5523


def spline(points: Sequence[Point], head: float) -> str:
    """The `pos` of an edge along these corners, with an arrowhead of that length at the end."""
    tip = points[-1]
    base = _towards(tip, points[-2], head)
    pieces = list(_cubics([*points[:-1], base]))
    path = [points[0], *(point for piece in pieces for point in piece)]
    return f"e,{_text(tip)} " + " ".join(map(_text, path))


def _cubics(corners: Sequence[Point]) -> Iterator[tuple[Point, Point, Point]]:
    """Each piece as two control points and its end."""
    here = corners[0]
    for corner, after in pairwise(corners[1:]):
        radius = min(CORNER_RADIUS, math.dist(here, corner) / 2 + 0.01, math.dist(corner, after) / 2)
        before_bend, behind_bend = _towards(corner, here, radius), _towards(corner, after, radius)
        yield _straight(here, before_bend)
        yield (
            _towards(before_bend, corner, radius * _ARC),
            _towards(behind_bend, corner, radius * _ARC),
            behind_bend,
        )
        here = behind_bend
    yield _straight(here, corners[-1])


def _straight(start: Point, end: Point) -> tuple[Point, Point, Point]:
    third = Point((end.x - start.x) / 3, (end.y - start.y) / 3)
    return Point(start.x + third.x, start.y + third.y), Point(end.x - third.x, end.y - third.y), end


def _towards(start: Point, end: Point, distance: float) -> Point:
    length = math.dist(start, end)
    if length == 0:
        return start
    part = distance / length
    return Point(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)


def _text(point: Point) -> str:
    return f"{point.x:.2f},{point.y:.2f}"
