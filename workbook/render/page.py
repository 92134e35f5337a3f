"""The page around the drawing: title above; steps in words, legend and what is not drawn below."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from workbook.render.figure import left_line
from workbook.render.fonts import shorten, text_width, wrap
from workbook.render.geometry import Point, Rect
from workbook.render.placed import Sample, StepMark, TextLine
from workbook.render.scene import Caption, LegendEntry, Scene
from workbook.render.theme import (
    CAPTION,
    FOOTER,
    LEGEND,
    MARGIN,
    STEP_CIRCLE,
    SUBTITLE,
    TITLE,
)

_ABOVE_DRAWING = 20.0
HEADER_HEIGHT = MARGIN + TITLE.line_height + SUBTITLE.line_height + _ABOVE_DRAWING
"""How far down the drawing starts."""
_BELOW_DRAWING = 20.0
_SAMPLE = 44.0
_LONGEST_TITLE = 900.0
_CAPTION_WIDTH = 350.0
_CAPTION_LINES = 3


@dataclass(frozen=True, slots=True)
class Furniture:
    """Everything on the page but the drawing, and where the page ends."""

    texts: tuple[TextLine, ...]
    marks: tuple[StepMark, ...]
    samples: tuple[Sample, ...]
    bottom: float


def least_width(scene: Scene) -> float:
    """How wide the page has to be for title and subtitle."""
    widths = text_width(scene.title, TITLE), text_width(scene.subtitle, SUBTITLE)
    return 2 * MARGIN + min(_LONGEST_TITLE, max(widths))


def furnish(scene: Scene, width: float, drawing_bottom: float) -> Furniture:
    """Title, captions, legend and footer of a page of this width."""
    room = width - 2 * MARGIN
    title = left_line(shorten(scene.title, TITLE, room), TITLE, MARGIN, MARGIN - 8)
    subtitle = left_line(shorten(scene.subtitle, SUBTITLE, room), SUBTITLE, MARGIN, title.rect.bottom + 2)
    marks, captions, bottom = _captions(scene.captions, width, drawing_bottom + _BELOW_DRAWING)
    samples, words, bottom = _legend(scene.legend, width, bottom)
    footer = tuple(_footer(scene, width, bottom))
    bottom = footer[-1].rect.bottom if footer else bottom
    return Furniture((title, subtitle, *captions, *words, *footer), marks, samples, bottom + MARGIN - 10)


def _captions(
    captions: tuple[Caption, ...], width: float, top: float
) -> tuple[tuple[StepMark, ...], tuple[TextLine, ...], float]:
    """The steps in words, in columns that are read downwards."""
    if not captions:
        return (), (), top
    columns = max(1, min(len(captions), int((width - 2 * MARGIN) // _CAPTION_WIDTH)))
    per_column = math.ceil(len(captions) / columns)
    pitch = (width - 2 * MARGIN) / math.ceil(len(captions) / per_column)
    marks: list[StepMark] = []
    lines: list[TextLine] = []
    for column in range(0, len(captions), per_column):
        y = top
        for caption in captions[column : column + per_column]:
            x = MARGIN + (column // per_column) * pitch
            marks.append(StepMark(caption.step, Rect(x, y, x + STEP_CIRCLE, y + STEP_CIRCLE)))
            block = tuple(_block(caption.text, x + STEP_CIRCLE + 8, y + 2, pitch - STEP_CIRCLE - 30))
            lines += block
            y = max(block[-1].rect.bottom, y + STEP_CIRCLE) + 5
    bottom = max([line.rect.bottom for line in lines] + [mark.rect.bottom for mark in marks])
    return tuple(marks), tuple(lines), bottom + 16


def _block(text: str, x: float, top: float, width: float) -> Iterator[TextLine]:
    for part in wrap(text, CAPTION, width, _CAPTION_LINES):
        yield left_line(part, CAPTION, x, top)
        top += CAPTION.line_height


def _legend(
    entries: tuple[LegendEntry, ...], width: float, top: float
) -> tuple[tuple[Sample, ...], tuple[TextLine, ...], float]:
    samples: list[Sample] = []
    words: list[TextLine] = []
    x, y = MARGIN, top
    for entry in entries:
        needed = _SAMPLE + 8 + text_width(entry.text, LEGEND)
        if x > MARGIN and x + needed > width - MARGIN:
            x, y = MARGIN, y + LEGEND.line_height + 4
        middle = y + LEGEND.line_height / 2
        samples.append(Sample(entry.kind, Point(x, middle), Point(x + _SAMPLE, middle)))
        words.append(left_line(entry.text, LEGEND, x + _SAMPLE + 8, y))
        x += needed + 30
    return tuple(samples), tuple(words), y + (LEGEND.line_height + 8 if entries else 0)


def _footer(scene: Scene, width: float, top: float) -> Iterator[TextLine]:
    for line in wrap(scene.footer, FOOTER, width - 2 * MARGIN, 4) if scene.footer else ():
        yield left_line(line, FOOTER, MARGIN, top)
        top += FOOTER.line_height
