"""Points and rectangles in pixels of a 1600 pixel wide picture; y grows downwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Point(NamedTuple):
    """A place in the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle; a line is a rectangle without width or height."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, center: Point, width: float, height: float) -> Rect:
        """The rectangle of this size around a point."""
        return cls(center.x - width / 2, center.y - height / 2, center.x + width / 2, center.y + height / 2)

    @classmethod
    def spanning(cls, start: Point, end: Point) -> Rect:
        """The smallest rectangle that holds both points."""
        return cls(min(start.x, end.x), min(start.y, end.y), max(start.x, end.x), max(start.y, end.y))

    @classmethod
    def enclosing(cls, rects: Iterable[Rect]) -> Rect:
        """The smallest rectangle that holds all of these; there must be at least one."""
        all_of_them = tuple(rects)
        return cls(
            min(r.left for r in all_of_them),
            min(r.top for r in all_of_them),
            max(r.right for r in all_of_them),
            max(r.bottom for r in all_of_them),
        )

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def center(self) -> Point:
        """The middle."""
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def grown(self, by: float) -> Rect:
        """The rectangle with so much more on every side."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, x: float, y: float) -> Rect:
        """The rectangle shifted to the right and downwards."""
        return Rect(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Rect) -> bool:
        """Whether the other lies inside, edges included."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    @property
    def sides(self) -> tuple[Rect, Rect, Rect, Rect]:
        """The four edges as lines: left, top, right, bottom."""
        return (
            Rect(self.left, self.top, self.left, self.bottom),
            Rect(self.left, self.top, self.right, self.top),
            Rect(self.right, self.top, self.right, self.bottom),
            Rect(self.left, self.bottom, self.right, self.bottom),
        )
