"""What a picture is made of once everything has its place in pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.render.geometry import Point, Rect
from workbook.render.scene import Badge, Box, Item, Link, LinkKind
from workbook.render.theme import Font


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text with the room that it fills."""

    text: str
    font: Font
    rect: Rect

    def moved(self, x: float, y: float) -> TextLine:
        """The line shifted."""
        return TextLine(self.text, self.font, self.rect.moved(x, y))


@dataclass(frozen=True, slots=True)
class PlacedBadge:
    """A badge: its icon and its words."""

    badge: Badge
    icon: Rect
    line: TextLine

    def moved(self, x: float, y: float) -> PlacedBadge:
        """The badge shifted."""
        return PlacedBadge(self.badge, self.icon.moved(x, y), self.line.moved(x, y))


@dataclass(frozen=True, slots=True)
class PlacedTag:
    """A tag: its words and the ground that they stand on."""

    level: int
    ground: Rect
    line: TextLine

    def moved(self, x: float, y: float) -> PlacedTag:
        """The tag shifted."""
        return PlacedTag(self.level, self.ground.moved(x, y), self.line.moved(x, y))


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item: its icon, the lines below it, its tag and its badges."""

    item: Item
    icon: Rect
    lines: tuple[TextLine, ...]
    badges: tuple[PlacedBadge, ...] = ()
    tag: PlacedTag | None = None

    @property
    def text_rects(self) -> Iterator[Rect]:
        """The room of everything below the icon, piece by piece."""
        yield from (line.rect for line in self.lines)
        if self.tag is not None:
            yield self.tag.ground
        for badge in self.badges:
            yield badge.icon
            yield badge.line.rect

    @property
    def bounds(self) -> Rect:
        """The room of the whole item."""
        return Rect.enclosing((self.icon, *self.text_rects))

    def moved(self, x: float, y: float) -> PlacedItem:
        """The item shifted."""
        return PlacedItem(
            self.item,
            self.icon.moved(x, y),
            tuple(line.moved(x, y) for line in self.lines),
            tuple(badge.moved(x, y) for badge in self.badges),
            None if self.tag is None else self.tag.moved(x, y),
        )


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box: its frame, its label and the icon in its corner."""

    box: Box
    rect: Rect
    label: TextLine | None
    corner: Rect | None

    @property
    def label_rects(self) -> Iterator[Rect]:
        """The room of label and corner icon."""
        if self.corner is not None:
            yield self.corner
        if self.label is not None:
            yield self.label.rect

    def moved(self, x: float, y: float) -> PlacedBox:
        """The box shifted."""
        label = self.label.moved(x, y) if self.label else None
        corner = self.corner.moved(x, y) if self.corner else None
        return PlacedBox(self.box, self.rect.moved(x, y), label, corner)


@dataclass(frozen=True, slots=True)
class StepMark:
    """The number of a step of the request in a circle on its arrow."""

    step: int
    rect: Rect

    def moved(self, x: float, y: float) -> StepMark:
        """The mark shifted."""
        return StepMark(self.step, self.rect.moved(x, y))


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """An arrow: the corners of its way, its words and the step numbers on it."""

    link: Link
    points: tuple[Point, ...]
    label: TextLine | None = None
    marks: tuple[StepMark, ...] = ()

    @property
    def segments(self) -> Iterator[Rect]:
        """The straight pieces of the way, as lines."""
        for start, end in zip(self.points, self.points[1:], strict=False):
            yield Rect.spanning(start, end)

    def moved(self, x: float, y: float) -> PlacedLink:
        """The arrow shifted."""
        points = tuple(Point(point.x + x, point.y + y) for point in self.points)
        label = self.label.moved(x, y) if self.label else None
        return PlacedLink(self.link, points, label, tuple(mark.moved(x, y) for mark in self.marks))


@dataclass(frozen=True, slots=True)
class Sample:
    """A short piece of line in the legend."""

    kind: LinkKind
    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture with every part in its place."""

    width: float
    height: float
    boxes: tuple[PlacedBox, ...]
    items: tuple[PlacedItem, ...]
    links: tuple[PlacedLink, ...]
    texts: tuple[TextLine, ...] = ()
    marks: tuple[StepMark, ...] = ()
    samples: tuple[Sample, ...] = ()
    unlabelled: tuple[Link, ...] = ()
