"""Where text goes: a terminal gets colours and progress, a pipe or a file gets plain words.

`NO_COLOR` takes the colours from a terminal, and `FORCE_COLOR` gives them to a pipe.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment

from workbook.streams import say
from workbook.visible import visible_lines

# A pipe has no width of its own; lines of this length keep the widest table whole.
PLAIN_WIDTH = 160


def show(answer: RenderableType) -> None:
    """Print on standard output: in the terminal's width and colours, or as plain text when piped.

    Raises:
        BrokenPipeError: whoever read it has gone.
        OutputError: nothing can be written there.
    """
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    if not on_terminal and not os.environ.get("FORCE_COLOR"):
        say(plain_text(answer))
        return
    console = Console(highlight=False, width=None if on_terminal else PLAIN_WIDTH)
    with console.capture() as page:
        console.print(_Visible(answer))
    say(page.get())


def plain_text(answer: RenderableType) -> str:
    """What the answer looks like without colours, as in a pipe."""
    page = io.StringIO()
    # Said outright, since a notebook or FORCE_COLOR in the environment would otherwise take the page for a terminal.
    plain = Console(
        file=page, width=PLAIN_WIDTH, highlight=False, color_system=None, force_terminal=False, force_jupyter=False
    )
    plain.print(_Visible(answer))
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


@dataclass(frozen=True, slots=True)
class _Visible:
    """An answer of which nothing but its own colours acts on the terminal: names in a template may hold anything."""

    answer: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for text, style, control in console.render(self.answer, options):
            yield Segment(visible_lines(text), style, control)


@contextmanager
def busy(message: str) -> Iterator[None]:
    """Show that work is under way on a terminal's standard error; stay silent when that is piped."""
    if not sys.stderr.isatty():
        yield
        return
    with Console(file=sys.stderr, highlight=False).status(message):
        yield
