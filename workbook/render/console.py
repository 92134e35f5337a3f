"""Where text goes: a terminal gets colours and progress, a pipe or a file gets plain words."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console, RenderableType

# A pipe has no width of its own; lines of this length keep the widest table whole.
PLAIN_WIDTH = 160


def show(answer: RenderableType) -> None:
    """Print on standard output: in the terminal's width and colours, or as plain text when piped."""
    if sys.stdout.isatty():
        Console(highlight=False).print(answer)
    else:
        sys.stdout.write(plain_text(answer))


def plain_text(answer: RenderableType) -> str:
    """What the answer looks like without colours, as in a pipe."""
    page = io.StringIO()
    # Said outright, since a notebook or FORCE_COLOR in the environment would otherwise take the page for a terminal.
    plain = Console(
        file=page, width=PLAIN_WIDTH, highlight=False, color_system=None, force_terminal=False, force_jupyter=False
    )
    plain.print(answer)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


@contextmanager
def busy(message: str) -> Iterator[None]:
    """Show that work is under way on a terminal's standard error; stay silent when that is piped."""
    with Console(file=sys.stderr, highlight=False).status(message):
        yield
