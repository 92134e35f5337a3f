"""A* over the crossings of lanes; the direction of travel is part of the state, since bends cost."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from workbook.render.field import SHARED_COST, Field, Piece
from workbook.render.geometry import Point
from workbook.render.ports import Port
from workbook.render.scene import Link

BEND = 34.0
_STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1))
_State: TypeAlias = tuple[int, int, int]
_Ports: TypeAlias = Iterable[tuple[Port, float]]


@dataclass(frozen=True, slots=True)
class Mesh:
    """The columns and rows, in pixels, along which arrows may run."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]


class Search:
    """The search for the way of one link."""

    def __init__(self, field: Field, link: Link, mesh: Mesh) -> None:
        self._field, self._link, self._mesh = field, link, mesh
        self._column = {x: i for i, x in enumerate(mesh.columns)}
        self._row = {y: i for i, y in enumerate(mesh.rows)}
        self._known: dict[_State, float | None] = {}
        self._hopes: dict[tuple[int, int], float] = {}
        self._best: dict[_State, float] = {}
        self._before: dict[_State, _State | Port] = {}
        self._heap: list[tuple[float, float, _State]] = []
        self._goals: list[Point] = []

    def run(self, starts: _Ports, goals: _Ports) -> tuple[Point, ...]:
        """The corners of the cheapest way from one of the starts to one of the goals; empty where there is none."""
        ends = {self._state(port, inwards=True): (port, cost) for port, cost in goals}
        self._goals = [port.stub for port, _ in ends.values()]
        for port, cost in starts if ends else ():
            self._reach(self._state(port), cost, port)
        found: tuple[float, _State] | None = None
        while self._heap:
            hoped, cost, state = heapq.heappop(self._heap)
            if found is not None and hoped >= found[0]:
                break
            if cost > self._best[state]:
                continue
            if state in ends and (found is None or cost + ends[state][1] < found[0]):
                found = cost + ends[state][1], state
            for following, further in self._neighbours(state):
                self._reach(following, cost + further, state)
        return self._corners(found[1], ends[found[1]][0]) if found else ()

    def _reach(self, state: _State, cost: float, before: _State | Port) -> None:
        if cost < self._best.get(state, float("inf")):
            self._best[state], self._before[state] = cost, before
            place = state[:2]
            hope = self._hopes.get(place)
            if hope is None:
                hope = self._hopes[place] = self._at_least(*place)
            heapq.heappush(self._heap, (cost + hope, cost, state))

    def _at_least(self, column: int, row: int) -> float:
        """What the rest of the way costs at least."""
        x, y = self._mesh.columns[column], self._mesh.rows[row]
        return SHARED_COST * min(abs(goal.x - x) + abs(goal.y - y) for goal in self._goals)

    def _state(self, port: Port, *, inwards: bool = False) -> _State:
        across, down = port.direction
        step = (-across, -down) if inwards else (across, down)
        return self._column[port.stub.x], self._row[port.stub.y], _STEPS.index(step)

    def _neighbours(self, state: _State) -> Iterator[tuple[_State, float]]:
        column, row, heading = state
        for turn in (0, 1, 3):
            towards = (heading + turn) % 4
            across, down = _STEPS[towards]
            end = (column + across, row + down)
            # A piece costs the same both ways.
            piece = (column, row, towards) if towards < 2 else (*end, towards - 2)
            if piece not in self._known:
                self._known[piece] = self._measure(*piece)
            cost = self._known[piece]
            if cost is not None:
                yield (*end, towards), cost + (BEND if turn else 0.0)

    def _measure(self, column: int, row: int, heading: int) -> float | None:
        """The cost of the piece to the next crossing right or below; None where it leaves the mesh or is blocked."""
        columns, rows = self._mesh.columns, self._mesh.rows
        across, down = _STEPS[heading]
        if min(column, row) < 0 or column + across >= len(columns) or row + down >= len(rows):
            return None
        end = Point(columns[column + across], rows[row + down])
        piece = Piece.between(Point(columns[column], rows[row]), end)
        return None if self._field.blocked(piece) else self._field.cost(piece, self._link)

    def _corners(self, state: _State, goal: Port) -> tuple[Point, ...]:
        points = [goal.at]
        here: _State | Port = state
        while not isinstance(here, Port):
            points.append(Point(self._mesh.columns[here[0]], self._mesh.rows[here[1]]))
            here = self._before[here]
        points.append(here.at)
        return tuple(_bends(points[::-1]))


def _bends(points: list[Point]) -> Iterator[Point]:
    """The points at which the way bends, and its two ends."""
    yield points[0]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        if not (before.x == here.x == after.x or before.y == here.y == after.y):
            yield here
    yield points[-1]
