"""`python -m workbook.grade.sitting CELLS RECORD ROOM SECONDS`: run the cells of one notebook.

Nothing that they show is kept: only the answers that they have checked, as data, and what they raise.
"""

from __future__ import annotations

import ast
import builtins
import json
import resource
import secrets
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell

from workbook.grade.encoding import Encoded, UnreadableAnswerError, encode
from workbook.grade.guard import guard
from workbook.grade.record import LONGEST, note
from workbook.notebooks.check_calls import calls_in

_MEMORY = 8 * 1024**3  # bytes of addresses, of which libraries reserve some that they do not use
_AGAIN = 1.0  # seconds until a cell that took no notice is told again
_LARGEST_FILE = 512 * 1024**2  # bytes
_LARGEST_ANSWER = 32 * 1024**2  # characters; a graph of our templates has 1 % of that


class CellTooLongError(BaseException):
    """A cell has had its time; no `except Exception` of its own catches this."""


class SilentShell(InteractiveShell):
    """A shell that writes nothing of what it does and of what goes wrong, since nobody reads it."""

    def init_history(self) -> None:
        """A history in memory alone."""
        self.history_manager = HistoryManager(self, parent=self, enabled=False)

    def _showtraceback(self, *_: object) -> None:
        """What shows every traceback in the end."""


class Keeper(ast.NodeTransformer):
    """Passes each answer through a function that keeps it, on its way into the check."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_on = True

    def visit_Module(self, node: ast.Module) -> ast.Module:
        """The cell, with every answer in it kept before it is judged."""
        for found in list(calls_in(node)) if self.is_on else ():
            answer = found.call.args[1]
            if not isinstance(answer, ast.Starred):
                keep = ast.Name(self.name, ast.Load())
                found.call.args[1] = ast.Call(keep, [ast.Constant(found.exercise), answer], [])
        return ast.fix_missing_locations(node)


def main(argv: list[str]) -> int:
    """Run the cells and note what happens; 0 whatever they do, if they let this process live."""
    cells, record, room, seconds, programs = argv
    source = json.loads(Path(cells).read_text("utf-8"))
    with Path(record).open("a", encoding="utf-8") as file:
        shell, keeper = _shell(file)
        if programs != "programs":
            _limit(resource.RLIMIT_AS, _MEMORY)
            _limit(resource.RLIMIT_FSIZE, _LARGEST_FILE)
        guard(Path(room), programs=programs == "programs")
        for number, code, is_given in source:
            note(file, cell=number)
            _AT[0], keeper.is_on = number, not is_given
            raised = _run(shell, code, float(seconds))
            if raised is not None:
                note(file, cell=number, raised=raised)
        note(file, ended=True)
    return 0


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


_AT = [0]
"""The cell that runs."""


def _shell(file: IO[str]) -> tuple[InteractiveShell, Keeper]:
    shell = SilentShell.instance(colors="NoColor")
    name = f"_keep_{secrets.token_hex(8)}"
    setattr(builtins, name, _keeping(file))
    keeper = Keeper(name)
    shell.ast_transformers.append(keeper)
    return shell, keeper


def _keeping(file: IO[str]) -> Callable[[str, object], object]:
    def keep(exercise: str, answer: object) -> object:
        if isinstance(answer, Iterator):
            answer = list(answer)
        if answer is not ...:
            note(file, cell=_AT[0], exercise=exercise, answer=_as_data(answer))
        return answer

    return keep


def _as_data(answer: object) -> Encoded | None:
    try:
        encoded = encode(answer)
        return encoded if len(json.dumps(encoded)) <= _LARGEST_ANSWER else None
    except (UnreadableAnswerError, AttributeError, LookupError, TypeError, ValueError):
        return None


def _run(shell: InteractiveShell, code: str, seconds: float) -> str | None:
    """What a cell raised, in one line; none where all is well."""
    try:
        with _within(seconds):
            result = shell.run_cell(code, silent=True)  # type: ignore[no-untyped-call]  # IPython's own
    except CellTooLongError:
        return _too_long(seconds)
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        return None
    if isinstance(error, CellTooLongError):
        return _too_long(seconds)
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}"[:LONGEST] if said else type(error).__name__


def _too_long(seconds: float) -> str:
    return f"TimeoutError: {seconds:g} s"


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise in the cell once its time is over."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise CellTooLongError

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
