"""Where text goes: a terminal gets colours and progress, a pipe or a file gets plain words."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from rich.console import Console, RenderableType

# A pipe has no width of its own; lines of this length keep the widest table whole.
PLAIN_WIDTH = 160


def screen(stream: IO[str] | None = None) -> Console:
    """A console on standard output: as wide as the terminal, or plain and of a fixed width when piped."""
    stream = stream or sys.stdout
    return Console(file=stream, highlight=False, width=None if stream.isatty() else PLAIN_WIDTH)


def plain_text(answer: RenderableType) -> str:
    """What the answer looks like without colours, as in a pipe."""
    page = io.StringIO()
    screen(page).print(answer)
    return page.getvalue()


@contextmanager
def busy(message: str) -> Iterator[None]:
    """Show that work is under way on a terminal's standard error; stay silent when that is piped."""
    with Console(file=sys.stderr, highlight=False).status(message):
        yield
