"""What stands in the way of arrows, and what a straight piece of an arrow costs there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from workbook.render.geometry import Point, Rect
from workbook.render.grid import Grid
from workbook.render.ports import lanes
from workbook.render.scene import Link

CROSSING = 26.0
_TOO_CLOSE = 13.0  # pixels between parallel arrows
_CLOSE_COST = 5.0  # for each pixel beside another arrow
SHARED_COST = 0.55  # for each pixel on an arrow that this one may join
_NEAR_FRAME = 5.0
_FRAME_COST = 1.5  # for each pixel along the frame of a box
_INNER_COST = 0.6  # for each pixel upright through the cells of the inner columns
CLEARANCE = 5.0


_Drawn: TypeAlias = tuple[float, float, float, Link]
"""A piece of an arrow: where it lies on the one axis, from where to where on the other, and whose it is."""


class Piece(NamedTuple):
    """A level or upright line: where it lies on the one axis, and from where to where on the other."""

    level: bool
    at: float
    low: float
    high: float

    @classmethod
    def between(cls, start: Point, end: Point) -> Piece:
        """The straight line between two points."""
        if start.y == end.y:
            return cls(True, start.y, min(start.x, end.x), max(start.x, end.x))
        return cls(False, start.x, min(start.y, end.y), max(start.y, end.y))

    def shared(self, low: float, high: float) -> float:
        """How many of its pixels lie in a range."""
        return max(0.0, min(self.high, high) - max(self.low, low))


class Field:
    """The obstacles of a grid, and the arrows drawn so far."""

    def __init__(self, grid: Grid) -> None:
        self._blocks = tuple(_blocks(grid))
        self._frames = tuple(side for box in grid.boxes for side in box.rect.sides)
        inner_columns = [grid.columns.tracks[i] for i in sorted(grid.columns.tracks)][1:-1]
        self._columns = [(track.start, track.end) for track in inner_columns]
        self._rows = [(t.start, t.end) for t in grid.rows.tracks.values()]
        self._walls: dict[tuple[bool, float], list[tuple[float, float]]] = {}
        self._borders: dict[tuple[bool, float], list[tuple[float, float]]] = {}
        self._drawn: dict[bool, list[_Drawn]] = {True: [], False: []}
        # Of the arrows drawn so far, those along each line and those across it.
        self._along: dict[tuple[bool, float], list[_Drawn]] = {}
        self._across: dict[tuple[bool, float], list[float]] = {}
        self.columns, self.rows = tuple(lanes(grid.columns)), tuple(lanes(grid.rows))

    def blocked(self, piece: Piece) -> bool:
        """Whether the piece would run over an icon or over words."""
        return any(
            low < piece.high and piece.low < high for low, high in self._walls_at(level=piece.level, at=piece.at)
        )

    def cost(self, piece: Piece, link: Link) -> float:
        """What the piece costs as a part of this link: its length, and more beside and across what is there."""
        total = piece.high - piece.low
        total += sum(_FRAME_COST * piece.shared(*border) for border in self._borders_at(level=piece.level, at=piece.at))
        total += sum(
            _beside(piece, other, link)
            for other in self._drawn_along(level=piece.level, at=piece.at)
            if other[1] < piece.high and piece.low < other[2]
        )
        crossed = self._drawn_across(level=piece.level, at=piece.at)
        # A crossing at the seam of two pieces counts for one of them only.
        total += CROSSING * (bisect_right(crossed, piece.high) - bisect_right(crossed, piece.low))
        if not piece.level and any(low < piece.at < high for low, high in self._columns):
            total += sum(_INNER_COST * piece.shared(*row) for row in self._rows)
        return total

    def draw(self, way: Iterable[Point], link: Link) -> None:
        """Keep room for an arrow that has found its way."""
        for start, end in pairwise(way):
            level, at, low, high = Piece.between(start, end)
            self._drawn[level].append((at, low, high, link))
        self._along.clear()
        self._across.clear()

    def _drawn_along(self, *, level: bool, at: float) -> list[_Drawn]:
        """The pieces of arrows that run on or beside a line."""
        key = (level, at)
        if key not in self._along:
            self._along[key] = [other for other in self._drawn[level] if abs(other[0] - at) < _TOO_CLOSE]
        return self._along[key]

    def _drawn_across(self, *, level: bool, at: float) -> list[float]:
        """Where pieces of arrows cross a line, in order."""
        key = (level, at)
        if key not in self._across:
            self._across[key] = sorted(where for where, low, high, _ in self._drawn[not level] if low < at < high)
        return self._across[key]

    def _walls_at(self, *, level: bool, at: float) -> list[tuple[float, float]]:
        key = (level, at)
        if key not in self._walls:
            self._walls[key] = [
                (block.left, block.right) if level else (block.top, block.bottom)
                for block in self._blocks
                if (block.top < at < block.bottom if level else block.left < at < block.right)
            ]
        return self._walls[key]

    def _borders_at(self, *, level: bool, at: float) -> list[tuple[float, float]]:
        key = (level, at)
        if key not in self._borders:
            self._borders[key] = [
                (side.left, side.right) if level else (side.top, side.bottom)
                for side in self._frames
                if (side.width > 0) is level and abs((side.top if level else side.left) - at) < _NEAR_FRAME
            ]
        return self._borders[key]


def _blocks(grid: Grid) -> Iterable[Rect]:
    for item in grid.items:
        yield item.icon.grown(CLEARANCE)
        yield from (words.grown(3.0) for words in item.text_rects)
    for box in grid.boxes:
        yield from (words.grown(3.0) for words in box.label_rects)


def _beside(piece: Piece, other: _Drawn, link: Link) -> float:
    at, low, high, owner = other
    if abs(at - piece.at) < 0.5 and may_join(link, owner):
        return (SHARED_COST - 1) * piece.shared(low, high)
    return _CLOSE_COST * piece.shared(low, high) + CROSSING


def may_join(link: Link, other: Link) -> bool:
    """Whether two arrows may share a line: they mean the same step and start or end at the same item."""
    alike = link.kind is other.kind and link.steps == other.steps
    return alike and (link.source == other.source or link.target == other.target)
