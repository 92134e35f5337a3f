"""Find a way for every arrow: upright and level pieces, around icons and words, with few bends and crossings."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from workbook.render.geometry import Point, Rect
from workbook.render.grid import Grid
from workbook.render.placed import PlacedItem, PlacedLink
from workbook.render.ports import Port, arrivals, around, departures, inner_lanes, lanes
from workbook.render.scene import Link
from workbook.render.theme import STROKES

_BEND = 34.0
_CROSSING = 26.0
_TOO_CLOSE = 13.0  # pixels between parallel arrows
_CLOSE_COST = 5.0  # for each pixel beside another arrow
_SHARED_COST = 0.55  # for each pixel on an arrow that this one may join
_BORDER_COST = 1.5  # for each pixel along the frame of a box
_INNER_COST = 0.6  # for each pixel inside the tracks, among items
_CLEARANCE = 5.0


@dataclass(slots=True)
class _Field:
    """What stands in the way, and the arrows drawn so far."""

    blocks: tuple[Rect, ...]
    frames: tuple[Rect, ...]
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    inner_columns: frozenset[float]
    inner_rows: frozenset[float]
    drawn: list[tuple[Rect, Link]] = field(default_factory=list)

    def blocked(self, piece: Rect) -> bool:
        return any(piece.overlaps(block) for block in self.blocks)

    def cost(self, piece: Rect, link: Link) -> float:
        """What running along a piece costs beyond the bends."""
        length = piece.width + piece.height
        total = length
        for other, owner in self.drawn:
            total += _beside(piece, other, _may_join(link, owner))
        for frame in self.frames:
            total += _BORDER_COST * _overlap(piece, frame, 5.0)
        if piece.left in self.inner_columns if piece.height else piece.top in self.inner_rows:
            total += _INNER_COST * length
        return total


def route(grid: Grid, links: Sequence[Link]) -> tuple[PlacedLink, ...]:
    """The way of every link, in the order given; a link for which there is no way is left out."""
    items = {placed.item.id: placed for placed in grid.items}
    ground = _field(grid)
    ways: dict[int, tuple[Point, ...]] = {}
    for index in sorted(range(len(links)), key=lambda i: (*_urgency(links[i], items), i)):
        link = links[index]
        way = _way(ground, link, items[link.source], items[link.target], grid.items)
        if way:
            ways[index] = way
            ground.drawn.extend((Rect.spanning(a, b), link) for a, b in pairwise(way))
    return tuple(PlacedLink(links[index], ways[index]) for index in sorted(ways))


def _field(grid: Grid) -> _Field:
    blocks = [item.icon.grown(_CLEARANCE) for item in grid.items]
    blocks += [words.grown(3.0) for item in grid.items for words in item.text_rects]
    blocks += [words.grown(3.0) for box in grid.boxes for words in box.label_rects]
    frames = tuple(side for box in grid.boxes for side in box.rect.sides)
    inner_columns, inner_rows = frozenset(inner_lanes(grid.columns)), frozenset(inner_lanes(grid.rows))
    return _Field(
        tuple(blocks), frames, tuple(lanes(grid.columns)), tuple(lanes(grid.rows)), inner_columns, inner_rows
    )


def _urgency(link: Link, items: dict[str, PlacedItem]) -> tuple[int, float]:
    start, end = items[link.source].icon.center, items[link.target].icon.center
    return STROKES[link.kind].rank, abs(start.x - end.x) + abs(start.y - end.y)


def _may_join(link: Link, other: Link) -> bool:
    return link.kind is other.kind and (link.source == other.source or link.target == other.target)


def _overlap(piece: Rect, other: Rect, near: float) -> float:
    """Over how many pixels two lines of the same direction run beside each other at most so far apart."""
    if piece.width and other.width and abs(piece.top - other.top) < near:
        return max(0.0, min(piece.right, other.right) - max(piece.left, other.left))
    if piece.height and other.height and abs(piece.left - other.left) < near:
        return max(0.0, min(piece.bottom, other.bottom) - max(piece.top, other.top))
    return 0.0


def _beside(piece: Rect, other: Rect, may_join: bool) -> float:
    if may_join and _overlap(piece, other, 0.5):
        return (_SHARED_COST - 1) * _overlap(piece, other, 0.5)
    if beside := _overlap(piece, other, _TOO_CLOSE):
        return _CLOSE_COST * beside + _CROSSING
    return _CROSSING if _crosses(piece, other) or _crosses(other, piece) else 0.0


def _crosses(level: Rect, upright: Rect) -> bool:
    """Whether they cross; a crossing at the seam of two pieces counts for one of them only."""
    if not level.width or upright.width:
        return False
    return level.left < upright.left <= level.right and upright.top < level.top <= upright.bottom


def _way(
    ground: _Field, link: Link, source: PlacedItem, target: PlacedItem, items: Iterable[PlacedItem]
) -> tuple[Point, ...]:
    """The cheapest way, first over the lanes between tracks, and where those do not lead, around every item."""
    ends = (source, target)
    return (
        _search(ground, link, ends, ())
        or _search(ground, link, ends, ends)
        or _search(ground, link, ends, tuple(items))
    )


def _search(
    ground: _Field, link: Link, ends: tuple[PlacedItem, PlacedItem], beside: tuple[PlacedItem, ...]
) -> tuple[Point, ...]:
    starts = tuple(_open(ground, link, departures(ends[0])))
    goals = {port.stub: (port, cost) for port, cost in _open(ground, link, arrivals(ends[1]))}
    if not starts or not goals:
        return ()
    ports = [port for port, _ in starts] + [port for port, _ in goals.values()]
    return _Search(ground, link, _mesh(ground, ports, beside)).run(starts, goals)


def _open(ground: _Field, link: Link, ports: Iterable[Port]) -> Iterator[tuple[Port, float]]:
    """The ports whose straight piece meets nothing but the item itself, with their cost."""
    for port in ports:
        if not ground.blocked(_outside(port)):
            yield port, port.cost + ground.cost(port.piece, link)


def _outside(port: Port) -> Rect:
    """The straight piece without the part that lies in the item's own clearance."""
    x = port.at.x + _CLEARANCE * _sign(port.stub.x - port.at.x)
    y = port.at.y + _CLEARANCE * _sign(port.stub.y - port.at.y)
    return Rect.spanning(Point(x, y), port.stub)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _mesh(ground: _Field, ports: list[Port], beside: tuple[PlacedItem, ...]) -> tuple[list[float], list[float]]:
    columns, rows = {*ground.columns, *ground.inner_columns}, {*ground.rows, *ground.inner_rows}
    for port in ports:
        columns.add(port.stub.x)
        rows.add(port.stub.y)
    for item in beside:
        across, down = around(item)
        columns.update(across)
        rows.update(down)
    return sorted(columns), sorted(rows)


_STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1))
_State = tuple[int, int, int]


class _Search:
    """A* over the crossings of lanes, with the direction of travel as part of the state, since bends cost."""

    def __init__(self, ground: _Field, link: Link, mesh: tuple[list[float], list[float]]) -> None:
        self._ground, self._link = ground, link
        self._xs, self._ys = mesh
        self._column = {x: i for i, x in enumerate(self._xs)}
        self._row = {y: i for i, y in enumerate(self._ys)}
        self._known: dict[tuple[int, int, int], float] = {}

    def run(
        self, starts: Sequence[tuple[Port, float]], goals: dict[Point, tuple[Port, float]]
    ) -> tuple[Point, ...]:
        """The corners of the cheapest way from one of the starts to one of the goals; empty where there is none."""
        ends = {self._state(port, towards=-1): (port, cost) for port, cost in goals.values()}
        best: dict[_State, float] = {}
        parent: dict[_State, _State | Port] = {}
        heap: list[tuple[float, _State]] = []
        for port, cost in starts:
            state = self._state(port, towards=1)
            if cost < best.get(state, float("inf")):
                best[state], parent[state] = cost, port
                heapq.heappush(heap, (cost, state))
        done: tuple[float, _State] | None = None
        while heap:
            cost, state = heapq.heappop(heap)
            if done is not None and cost >= done[0]:
                break
            if cost > best[state]:
                continue
            if state in ends and (done is None or cost + ends[state][1] < done[0]):
                done = (cost + ends[state][1], state)
            for following, further in self._neighbours(state):
                if cost + further < best.get(following, float("inf")):
                    best[following], parent[following] = cost + further, state
                    heapq.heappush(heap, (cost + further, following))
        return self._corners(done[1], parent, ends[done[1]][0]) if done else ()

    def _state(self, port: Port, towards: int) -> _State:
        step = (_sign(port.stub.x - port.at.x) * towards, _sign(port.stub.y - port.at.y) * towards)
        return self._column[port.stub.x], self._row[port.stub.y], _STEPS.index(step)

    def _neighbours(self, state: _State) -> Iterator[tuple[_State, float]]:
        column, row, heading = state
        for turn in (0, 1, 3):
            direction = (heading + turn) % 4
            cost = self._piece_cost(column, row, direction)
            if cost is not None:
                across, down = _STEPS[direction]
                yield (column + across, row + down, direction), cost + (_BEND if turn else 0.0)

    def _piece_cost(self, column: int, row: int, direction: int) -> float | None:
        key = (column, row, direction)
        if key not in self._known:
            self._known[key] = self._measure(column, row, direction)
        cost = self._known[key]
        return None if cost < 0 else cost

    def _measure(self, column: int, row: int, direction: int) -> float:
        across, down = _STEPS[direction]
        if not (0 <= column + across < len(self._xs) and 0 <= row + down < len(self._ys)):
            return -1.0
        start = Point(self._xs[column], self._ys[row])
        piece = Rect.spanning(start, Point(self._xs[column + across], self._ys[row + down]))
        return -1.0 if self._ground.blocked(piece) else self._ground.cost(piece, self._link)

    def _corners(self, state: _State, parent: dict[_State, _State | Port], goal: Port) -> tuple[Point, ...]:
        points = [goal.at]
        here: _State | Port = state
        while not isinstance(here, Port):
            points.append(Point(self._xs[here[0]], self._ys[here[1]]))
            here = parent[here]
        points.append(here.at)
        return tuple(_without_straight(points[::-1]))


def _without_straight(points: list[Point]) -> Iterator[Point]:
    """The points at which the way bends, and its two ends."""
    yield points[0]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        if not (before.x == here.x == after.x or before.y == here.y == after.y):
            yield here
    yield points[-1]
