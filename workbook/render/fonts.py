"""Measure and break text with the very font files that the picture carries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import ImageFont

from workbook.render.theme import REGULAR, SEMIBOLD, Font

FONT_FILES: dict[str, Path] = {
    REGULAR: Path(__file__).parent / "fonts" / "OpenSans-Regular.ttf",
    SEMIBOLD: Path(__file__).parent / "fonts" / "OpenSans-SemiBold.ttf",
}
# Metrics scale linearly without hinting, so one large size serves all.
_MEASURED_AT = 200
_ELLIPSIS = "…"


@cache
def _face(family: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT_FILES[family]), _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)


def text_width(text: str, font: Font) -> float:
    """How wide the text is in pixels."""
    return float(_face(font.family).getlength(text)) * font.size / _MEASURED_AT


def shorten(text: str, font: Font, width: float) -> str:
    """The text itself, or as much of it as fits into the width before an ellipsis."""
    if text_width(text, font) <= width:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + _ELLIPSIS, font) > width:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def wrap(text: str, font: Font, width: float, lines: int) -> tuple[str, ...]:
    """The text broken at spaces into at most so many lines; what does not fit ends in an ellipsis."""
    broken = list(_greedy(text.split(" "), font, width))
    kept = broken[:lines]
    if len(broken) > lines:
        kept[-1] = kept[-1] + " " + broken[lines]
    return tuple(shorten(line, font, width) for line in kept)


def _greedy(words: list[str], font: Font, width: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and text_width(longer, font) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
