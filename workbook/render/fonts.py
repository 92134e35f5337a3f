"""Measure and break text with the very font files that the picture carries."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

from PIL import ImageFont

from workbook.render.theme import REGULAR, SEMIBOLD, Font
from workbook.visible import visible

FONT_FILES: dict[str, Path] = {
    REGULAR: Path(__file__).parent / "fonts" / "OpenSans-Regular.ttf",
    SEMIBOLD: Path(__file__).parent / "fonts" / "OpenSans-SemiBold.ttf",
}
# Metrics scale linearly without hinting, so one large size serves all.
_MEASURED_AT = 200
_ELLIPSIS = "…"
# No line of a picture holds as many characters; beyond it, text is not even measured.
_LONGEST = 2000


@cache
def _face(family: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT_FILES[family]), _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def text_width(text: str, font: Font) -> float:
    """How wide the text is in pixels."""
    return float(_face(font.family).getlength(visible(text))) * font.size / _MEASURED_AT


def shorten(text: str, font: Font, width: float) -> str:
    """The text itself, or as much of it as fits into the width before an ellipsis."""
    if len(text) <= _LONGEST and text_width(text, font) <= width:
        return text
    kept = text[:_LONGEST]
    fitting = bisect_right(range(len(kept)), width, key=lambda last: text_width(_cut(kept, last + 1), font))
    return _cut(kept, fitting)


def _cut(text: str, length: int) -> str:
    return text[:length].rstrip() + _ELLIPSIS


def wrap(text: str, font: Font, width: float, lines: int) -> tuple[str, ...]:
    """The text broken at spaces into at most so many lines; what does not fit ends in an ellipsis."""
    broken = list(islice(_greedy(text.split(" "), font, width), lines + 1))
    kept = broken[:lines]
    if len(broken) > lines:
        kept[-1] = kept[-1] + " " + broken[lines]
    return tuple(shorten(line, font, width) for line in kept)


def _greedy(words: list[str], font: Font, width: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and (len(longer) > _LONGEST or text_width(longer, font) > width):
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
