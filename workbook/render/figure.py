"""Size an item: icon on top, name and details below it, badges at the end."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.render.fonts import shorten, text_width, wrap
from workbook.render.geometry import Point, Rect
from workbook.render.placed import PlacedBadge, PlacedItem, PlacedTag, TextLine
from workbook.render.scene import Badge, Item, Tag
from workbook.render.theme import (
    BADGE_ICON,
    BADGE_TEXT,
    DETAIL,
    ICON,
    NAME,
    SMALL_ICON,
    TAG_PAD,
    TAGS,
    TEXT_WIDTH,
    Font,
)

_BELOW_ICON = 5.0
_ABOVE_TAG = 3.0
_BADGE_ROW = 22.0
_BADGE_SPACE = 5.0


def figure(item: Item) -> PlacedItem:
    """The item with its icon's top left corner at the origin."""
    icon_size = SMALL_ICON if item.small else ICON
    lines = tuple(_lines(item, icon_size / 2, icon_size + _BELOW_ICON))
    top = lines[-1].rect.bottom if lines else icon_size
    tag = None if item.tag is None else _tag(item.tag, icon_size / 2, top + _ABOVE_TAG)
    top = top if tag is None else tag.ground.bottom
    badges = tuple(_badges(item.badges, icon_size / 2, top + 3))
    return PlacedItem(item, Rect(0, 0, icon_size, icon_size), lines, badges, tag)


def _tag(tag: Tag, x: float, top: float) -> PlacedTag:
    line = centered_line(tag.text, TAGS[tag.level], x, top + 1)
    ground = Rect(line.rect.left - TAG_PAD, top, line.rect.right + TAG_PAD, line.rect.bottom + 1)
    return PlacedTag(tag.level, ground, line)


def centered_line(text: str, font: Font, x: float, top: float) -> TextLine:
    """A line of text whose middle is at x."""
    width = text_width(text, font)
    return TextLine(text, font, Rect(x - width / 2, top, x + width / 2, top + font.line_height))


def left_line(text: str, font: Font, x: float, top: float) -> TextLine:
    """A line of text that starts at x."""
    rect = Rect(x, top, x + text_width(text, font), top + font.line_height)
    return TextLine(text, font, rect)


def _lines(item: Item, x: float, top: float) -> Iterator[TextLine]:
    texts = [(part, NAME) for part in wrap(item.name, NAME, TEXT_WIDTH, 2)]
    texts += [(part, DETAIL) for detail in item.details for part in wrap(detail, DETAIL, TEXT_WIDTH, 2)]
    for text, font in texts:
        yield centered_line(text, font, x, top)
        top += font.line_height


def _badges(badges: tuple[Badge, ...], x: float, top: float) -> Iterator[PlacedBadge]:
    for row, badge in enumerate(badges):
        text = shorten(badge.text, BADGE_TEXT, TEXT_WIDTH)
        width = BADGE_ICON + _BADGE_SPACE + text_width(text, BADGE_TEXT)
        middle = top + (row + 0.5) * _BADGE_ROW
        left = x - width / 2
        icon = Rect.around(Point(left + BADGE_ICON / 2, middle), BADGE_ICON, BADGE_ICON)
        words = left_line(text, BADGE_TEXT, icon.right + _BADGE_SPACE, middle - BADGE_TEXT.line_height / 2)
        yield PlacedBadge(badge, icon, words)
