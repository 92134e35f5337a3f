"""Show how far a run is: a bar on a terminal, one line a cell in a pipe or a log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from workbook.lang import Lang, Text


@dataclass(frozen=True, slots=True)
class Run:
    """One of the lessons of a run: the `number`th of `of`, with so many code cells."""

    number: int
    of: int
    name: str
    cells: int


Tell = Callable[[int], None]


@contextmanager
def progress(lang: Lang) -> Iterator[Callable[[Run], Tell]]:
    """A function to call with each lesson as it begins; what it gives is called with the number of each cell."""
    console = Console(highlight=False)
    if not console.is_terminal:
        yield lambda lesson: partial(_print_line, lesson, lang)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:
        yield lambda lesson: _add_bar(bars, lesson, lang)


def _print_line(lesson: Run, lang: Lang, cell: int) -> None:
    print(_LINE.format(lesson=lesson, cell=cell)[lang], flush=True)


def _add_bar(bars: Progress, lesson: Run, lang: Lang) -> Tell:
    bar = bars.add_task(_BAR.format(lesson=lesson)[lang], total=lesson.cells)
    return lambda cell: bars.update(bar, completed=cell)


_LINE = Text(
    en="notebook {lesson.number}/{lesson.of} {lesson.name}: cell {cell}/{lesson.cells}",
    es="cuaderno {lesson.number}/{lesson.of} {lesson.name}: celda {cell}/{lesson.cells}",
)
_BAR = Text(
    en="notebook {lesson.number}/{lesson.of} {lesson.name}",
    es="cuaderno {lesson.number}/{lesson.of} {lesson.name}",
)
