"""Where arrows may leave and reach an item, and the lanes between tracks that they may run in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from workbook.render.geometry import Point
from workbook.render.placed import PlacedItem
from workbook.render.theme import LANE
from workbook.render.tracks import Axis

# A straight piece before the first and after the last bend; the arrowhead lies on it.
STUB = 17.0
_PORT_STEP = 14.0
_BESIDE_LANES = 12.0
_INSIDE = 3.0


@dataclass(frozen=True, slots=True)
class Port:
    """A place on the border of an item, the end of the straight piece in front of it, and how unwelcome it is."""

    at: Point
    stub: Point
    cost: float

    @property
    def direction(self) -> tuple[int, int]:
        """Which way the piece leads away from the item, as a step to the right and downwards."""
        across, down = self.stub.x - self.at.x, self.stub.y - self.at.y
        return (across > 0) - (across < 0), (down > 0) - (down < 0)


def departures(item: PlacedItem) -> Iterator[Port]:
    """Where arrows may leave: all four sides, below the words too."""
    yield from arrivals(item)
    bottom = round(item.bounds.bottom) + 2.0
    x = item.icon.center.x
    yield Port(Point(x, bottom), Point(x, bottom + STUB), 40.0)


def arrivals(item: PlacedItem) -> Iterator[Port]:
    """Where arrows may end: at the icon's own border, so never below its words."""
    icon = item.icon
    reach = icon.height / 2 - 6
    for step in (0, -1, 1):
        shift = max(-reach, min(reach, step * _PORT_STEP))
        cost = 24.0 * abs(step) + (0.5 if step > 0 else 0.0)
        y, x = icon.center.y + shift, icon.center.x + shift
        yield Port(Point(icon.left, y), Point(icon.left - STUB, y), cost)
        yield Port(Point(icon.right, y), Point(icon.right + STUB, y), cost)
        yield Port(Point(x, icon.top), Point(x, icon.top - STUB), cost + 12.0)
    if not item.lines and not item.badges:
        yield Port(Point(icon.center.x, icon.bottom), Point(icon.center.x, icon.bottom + STUB), 12.0)


def lanes(axis: Axis) -> Iterator[float]:
    """The middle lines of the lanes between neighbouring tracks, and one outside each end."""
    tracks = [axis.tracks[i] for i in sorted(axis.tracks)]
    yield round(tracks[0].start) + _INSIDE
    yield round(tracks[0].outer_start) - LANE
    for before, after in pairwise(tracks):
        yield from _between(before.outer_end, after.outer_start)
    yield round(tracks[-1].end) - _INSIDE
    yield round(tracks[-1].outer_end) + LANE


def _between(start: float, end: float) -> Iterator[float]:
    count = max(1, int((end - start - 2 * _BESIDE_LANES) / LANE) + 1)
    first = round((start + end) / 2) - (count - 1) * LANE / 2
    for lane in range(count):
        yield first + lane * LANE


def around(item: PlacedItem) -> tuple[tuple[float, float], tuple[float, float]]:
    """Lanes close to an item, for places that no lane between tracks leads to: two columns and two rows."""
    room = item.bounds.grown(11.0)
    return (round(room.left), round(room.right)), (round(room.top), round(room.bottom))
