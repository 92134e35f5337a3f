"""Where the words and step numbers of one arrow could stand: on or beside its pieces, best places first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from workbook.render.figure import centered_line, left_line
from workbook.render.fonts import text_width
from workbook.render.geometry import Point, Rect
from workbook.render.placed import PlacedLink, StepMark, TextLine
from workbook.render.scene import Link
from workbook.render.theme import STEP_CIRCLE, label_font

_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88)
_HEAD = 12.0
_SPACE = 3.0
_OFF_LINE = 3.0
_OFF_MARK = STEP_CIRCLE / 2 + 1.0


@dataclass(frozen=True, slots=True)
class Spot:
    """One way to place the words and marks of an arrow, and the part of the arrow that they stand at."""

    label: TextLine | None
    marks: tuple[StepMark, ...]
    part: Rect


def spots(placed: PlacedLink) -> Iterator[Spot]:
    """Every way to place them: on long level pieces first, near the middle, above the line."""
    pieces = sorted(pairwise(placed.points), key=lambda piece: (piece[0].y != piece[1].y, -_length(*piece)))
    for start, end in pieces:
        head = _HEAD if end == placed.points[-1] else 0.0
        length = _length(start, end)
        for along in _ALONG:
            middle = along * (length - head)
            half = len(placed.link.steps) * (STEP_CIRCLE + _SPACE) / 2
            if half <= middle <= length - head - half:
                yield from _at(placed.link, start, end, middle)


def _length(start: Point, end: Point) -> float:
    return abs(start.x - end.x) + abs(start.y - end.y)


def _at(link: Link, start: Point, end: Point, middle: float) -> Iterator[Spot]:
    """The marks around a place on the piece, with the words on either side of them."""
    here = _along(start, end, middle)
    pitch = STEP_CIRCLE + _SPACE
    first = middle - pitch * (len(link.steps) - 1) / 2
    centers = [_along(start, end, first + pitch * i) for i in range(len(link.steps))]
    marks = tuple(
        StepMark(step, Rect.around(center, STEP_CIRCLE, STEP_CIRCLE))
        for step, center in zip(link.steps, centers, strict=True)
    )
    if not link.label:
        yield Spot(None, marks, Rect.enclosing(mark.rect for mark in marks))
        return
    off = _OFF_MARK if marks else _OFF_LINE
    for label in _beside(link, here, off, level=start.y == end.y):
        yield Spot(label, marks, _shadow(label.rect, here, level=start.y == end.y))


def _along(start: Point, end: Point, distance: float) -> Point:
    part = distance / _length(start, end)
    return Point(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)


def _beside(link: Link, here: Point, off: float, *, level: bool) -> Iterator[TextLine]:
    font = label_font(link.kind)
    if level:
        yield centered_line(link.label, font, here.x, here.y - off - font.line_height)
        yield centered_line(link.label, font, here.x, here.y + off)
    else:
        top, width = here.y - font.line_height / 2, text_width(link.label, font)
        yield left_line(link.label, font, here.x + off + 2, top)
        yield left_line(link.label, font, here.x - off - 2 - width, top)


def _shadow(words: Rect, here: Point, *, level: bool) -> Rect:
    """The part of a piece that the words stand beside, as a line."""
    if level:
        return Rect(words.left, here.y, words.right, here.y)
    return Rect(here.x, words.top, here.x, words.bottom)
