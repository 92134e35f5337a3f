"""Place boxes and items on the grid of tracks that the scene speaks of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from workbook.render.figure import figure, left_line
from workbook.render.fonts import shorten, text_width
from workbook.render.geometry import Point, Rect
from workbook.render.placed import PlacedBox, PlacedItem, TextLine
from workbook.render.scene import Area, Box, Scene
from workbook.render.theme import BOX_LABEL_SIZE, COLUMN_GAP, FRAMES, ROW_GAP, SEMIBOLD, Font
from workbook.render.tracks import Axis, Extent, Frame1D, solve

# Room for an arrow between the widest words of a column and the frame around it.
_LANE_INSIDE = 9.0
_BESIDE = 22.0
_BELOW = 20.0
_HEADER = 28.0
# A line of a wide slot is broken where it would be longer than this.
_LONGEST_LINE = 1420.0
_LONGEST_LABEL = 600.0


@dataclass(frozen=True, slots=True)
class Gaps:
    """Room beyond the default after columns and rows, by track."""

    columns: Mapping[int, float] = field(default_factory=dict)
    rows: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid:
    """Boxes and items in their places, with the tracks that they stand in."""

    origin: Point
    columns: Axis
    rows: Axis
    boxes: tuple[PlacedBox, ...]
    items: tuple[PlacedItem, ...]

    @property
    def bounds(self) -> Rect:
        """The room of everything together."""
        rooms = [box.rect for box in self.boxes] + [item.bounds for item in self.items]
        return Rect.enclosing(rooms or [Rect(*self.origin, *self.origin)])


@dataclass(frozen=True, slots=True)
class _Slot:
    """Items that share the same tracks of the same box, in lines."""

    area: Area
    lines: tuple[tuple[PlacedItem, ...], ...]

    @property
    def width(self) -> float:
        return max(sum(i.bounds.width for i in line) + _BESIDE * (len(line) - 1) for line in self.lines)

    @property
    def height(self) -> float:
        return sum(_line_height(line) for line in self.lines) + _BELOW * (len(self.lines) - 1)


def place(scene: Scene, gaps: Gaps, origin: Point) -> Grid:
    """Everything but the arrows, with the upper left corner at the origin."""
    slots = tuple(_slots(scene))
    widths = [Extent(s.area.left, s.area.right, s.width + 2 * _LANE_INSIDE) for s in slots]
    heights = [Extent(s.area.top, s.area.bottom, s.height) for s in slots]
    columns = solve(map(_across, scene.boxes), widths, gaps.columns, COLUMN_GAP, origin.x)
    rows = solve(map(_down, scene.boxes), heights, gaps.rows, ROW_GAP, origin.y)
    boxes = tuple(_placed_box(box, columns, rows) for box in scene.all_boxes())
    items = tuple(item for slot in slots for item in _placed_items(slot, _room(slot.area, columns, rows)))
    return Grid(origin, columns, rows, boxes, items)


def label_font(box: Box) -> Font:
    """The font of a box's label, in the colour of its frame."""
    return Font(SEMIBOLD, BOX_LABEL_SIZE, FRAMES[box.kind].text)


def _slots(scene: Scene) -> Iterator[_Slot]:
    groups: dict[tuple[str, Area], list[PlacedItem]] = {}
    for holder, items in [("", scene.items), *((box.id, box.items) for box in scene.all_boxes())]:
        for item in items:
            groups.setdefault((holder, item.area), []).append(figure(item))
    for (_, area), figures in groups.items():
        yield _Slot(area, tuple(_lines(figures, wide=area.left < area.right)))


def _lines(figures: list[PlacedItem], *, wide: bool) -> Iterator[tuple[PlacedItem, ...]]:
    if wide:
        whole = sum(f.bounds.width + _BESIDE for f in figures)
        per_line = math.ceil(len(figures) / math.ceil(whole / _LONGEST_LINE))
    else:
        per_line = 1 if len(figures) <= 2 else math.ceil(math.sqrt(len(figures)))
    for first in range(0, len(figures), per_line):
        yield tuple(figures[first : first + per_line])


def _line_height(line: tuple[PlacedItem, ...]) -> float:
    return max(item.bounds.height for item in line)


def _across(box: Box) -> Frame1D:
    pad = FRAMES[box.kind].pad
    label = text_width(_words(box), label_font(box)) + _label_start(box) + 2 * _LANE_INSIDE + 12.0
    return Frame1D(box.id, box.area.left, box.area.right, pad, pad, label, tuple(map(_across, box.boxes)))


def _down(box: Box) -> Frame1D:
    pad = FRAMES[box.kind].pad
    lead = _HEADER + pad / 2 if box.label else pad
    return Frame1D(box.id, box.area.top, box.area.bottom, lead, pad, 0.0, tuple(map(_down, box.boxes)))


def _words(box: Box) -> str:
    return shorten(box.label, label_font(box), _LONGEST_LABEL)


def _label_start(box: Box) -> float:
    frame = FRAMES[box.kind]
    return frame.corner_size + 2 * frame.inset + 8.0 if frame.corner else 10.0


def _placed_box(box: Box, columns: Axis, rows: Axis) -> PlacedBox:
    (left, right), (top, bottom) = columns.boxes[box.id], rows.boxes[box.id]
    frame = FRAMES[box.kind]
    corner = Rect(0, 0, frame.corner_size, frame.corner_size).moved(left + frame.inset, top + frame.inset)
    return PlacedBox(box, Rect(left, top, right, bottom), _label(box, left, top), corner if frame.corner else None)


def _label(box: Box, left: float, top: float) -> TextLine | None:
    if not box.label:
        return None
    font, frame = label_font(box), FRAMES[box.kind]
    middle = top + frame.inset + frame.corner_size / 2
    return left_line(_words(box), font, left + _label_start(box), middle - font.line_height / 2)


def _room(area: Area, columns: Axis, rows: Axis) -> Rect:
    return Rect(
        columns.tracks[area.left].start,
        rows.tracks[area.top].start,
        columns.tracks[area.right].end,
        rows.tracks[area.bottom].end,
    )


def _placed_items(slot: _Slot, room: Rect) -> Iterator[PlacedItem]:
    top = room.top
    if slot.area.top != slot.area.bottom:
        above = slot.lines[0][0].icon.height if len(slot.lines) == 1 else slot.height
        top = room.center.y - above / 2
    for line in slot.lines:
        yield from _spread(line, room, top)
        top += _line_height(line) + _BELOW


def _spread(line: tuple[PlacedItem, ...], room: Rect, top: float) -> Iterator[PlacedItem]:
    """The items of a line with equal free room around each."""
    free = room.width - sum(item.bounds.width for item in line)
    left = room.left
    for item in line:
        width = item.bounds.width + free / len(line)
        yield item.moved(round(left + width / 2 - item.icon.center.x), round(top - item.icon.top))
        left += width


def rects(items: Iterable[PlacedItem]) -> Iterator[Rect]:
    """The room of icons and of the words below them, one rectangle each."""
    for item in items:
        yield item.icon
        yield from item.text_rects
