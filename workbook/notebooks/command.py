"""Run a command of `workbook` from a lesson: in a process of its own, with a line that tells how far it is."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any

from IPython.display import display

from workbook.errors import DeployError
from workbook.lang import Lang, Text, same, spoken
from workbook.notebooks.slider import STATIC

OK, FINDINGS = 0, 1
"""How the command ends where it did what it was asked for."""

_COMPLAINT, _STEP = "workbook: ", " ..."
"""How a line begins that says why it could not, and how one ends that names a step."""

_BEAT = 1.0  # seconds
_PATIENCE = 20  # seconds
_WIDEST = 100  # characters


class LessonError(DeployError):
    """What keeps a lesson from going on; a notebook shows its sentences alone."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows of an exception instead of its traceback."""
        return list(self.in_language(spoken()))


@dataclass(slots=True)
class Steps:
    """How far a command is: the steps behind it, the one that it does, and what it said last."""

    command: str
    names: list[str] = field(default_factory=list)
    said: str = ""
    began: float = field(default_factory=time.monotonic)
    """When the last step did."""

    outcome: str = ""
    """A mark for the last step, once the command has ended."""

    def hear(self, line: str) -> None:
        """A line of the command; one that is indented tells of a resource."""
        if line.startswith(" "):
            self.said = line.strip()[:_WIDEST]
        elif line.endswith(_STEP):
            self.names.append(line.removesuffix(_STEP))
            self.said, self.began = "", time.monotonic()

    def __repr__(self) -> str:
        return "\n".join([f"$ {self.command}", *(f"  {line}" for line in self._lines())])

    def _repr_markdown_(self) -> str:
        return "  \n".join([f"`{self.command}`", *self._lines()])

    def _lines(self) -> Iterator[str]:
        if self.names:
            *behind, last = self.names
            yield from (f"✔ {name}" for name in behind)
            yield f"{self.outcome or '…'} {last}"
        if not self.outcome:
            yield f"{time.monotonic() - self.began:.0f} s {self.said}".rstrip()


def run(*words: str | Path) -> Any:  # noqa: ANN401 - each command has a form of its own, in docs/reference/json.md
    """What a command of `workbook` answers in JSON. The steps that it takes are shown, and folders by their names.

    Raises:
        LessonError: it could not do what it was asked for.
    """
    if spoken() is not Lang.EN:
        words = (*words, "--lang", spoken())
    steps = Steps(shlex.join(["workbook", *(word.name if isinstance(word, Path) else word for word in words)]))
    is_live = STATIC not in os.environ
    shown = display(steps, display_id=True) if is_live else None  # type: ignore[no-untyped-call]  # IPython's own
    heard: list[str] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        with _process([sys.executable, "-m", "workbook", *map(str, words), "--json"], file) as started:
            for line in _lines(started):
                steps.hear(line)
                heard += [line] if line else []
                if shown:
                    shown.update(steps)
        file.seek(0)
        answer = file.read()
    # Python itself ends with 1, too, where a program of it breaks off.
    failed = started.returncode not in {OK, FINDINGS} or not answer
    steps.outcome = "✘" if failed else "✔"
    if shown:
        shown.update(steps)
    else:
        display(steps)  # type: ignore[no-untyped-call]  # as above
    if failed:
        raise LessonError(*_reasons(heard, started.returncode))
    return json.loads(answer)


def _reasons(heard: Sequence[str], code: int) -> list[Text]:
    """Why a command failed: in its own sentences, or else in the last line that it wrote."""
    own = [same(line.removeprefix(_COMPLAINT)) for line in heard if line.startswith(_COMPLAINT)]
    return own or [_ENDED.format(code=code, said=heard[-1] if heard else "-")]


@contextmanager
def _process(command: Sequence[str], answer: IO[str]) -> Iterator[subprocess.Popen[str]]:
    """The process; it is alone in its group, so that an interrupted cell interrupts it and what it has started once."""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=answer, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as started:
        try:
            yield started
        except BaseException:
            _interrupt(started)
            raise


def _interrupt(started: subprocess.Popen[str]) -> None:
    try:
        os.killpg(started.pid, signal.SIGINT)
        started.wait(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it had ended by itself


def _lines(started: subprocess.Popen[str]) -> Iterator[str]:
    """What a process says until its end, and an empty line each second that it says nothing."""
    lines: SimpleQueue[str | None] = SimpleQueue()
    threading.Thread(target=_pass_on, args=(started, lines), daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=_BEAT)
        except Empty:
            line = ""
        if line is None:
            return
        yield line


def _pass_on(started: subprocess.Popen[str], lines: SimpleQueue[str | None]) -> None:
    for line in started.stderr or ():
        lines.put(line.rstrip("\n"))
    lines.put(None)


_ENDED = Text(
    en="the command ended with code {code}, and wrote last: {said}; run it in a terminal to see more",
    es="la orden terminó con el código {code} y lo último que escribió fue: {said}; ejecútela en una terminal",
)
