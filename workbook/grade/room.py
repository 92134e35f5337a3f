"""A room for one notebook: a folder, an environment and a process of its own, which ends when its time is over."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from workbook.grade.handed_in import Cell
from workbook.grade.official import Official, with_official_checks
from workbook.grade.record import Record, read_record
from workbook.notebooks.slider import STATIC
from workbook.template.source import CHECKOUT

CELLS_IN_A_LIMIT = 5
"""How many cells may use up their time before a notebook has used up its own."""

_PROGRAM = (sys.executable, "-m", "workbook.grade.sitting")
_SPARED = ("AWS_", "WORKBOOK_", "PYTEST_", "JPY_")
_UNTIL_IT_IS_GONE = 120  # seconds


@dataclass(frozen=True, slots=True)
class Sat:
    """What a run left, and whether it was ended since its time was over."""

    record: Record
    out_of_time: bool


@dataclass(slots=True)
class Rooms:
    """Runs notebooks in rooms around the lessons of a project, and can end all that run."""

    project: Path
    limit: float
    running: set[subprocess.Popen[bytes]] = field(default_factory=set)
    deploying: threading.Lock = field(default_factory=threading.Lock)
    """Two local clouds at once would be slow enough to look broken."""

    def sit(self, lesson: Official, cells: Sequence[Cell]) -> Sat:
        """Run the cells of a notebook in a room, and take the room away."""
        if not lesson.runs_programs:
            return self._sit(lesson, cells)
        with self.deploying:
            return self._sit(lesson, cells)

    def end_all(self) -> None:
        """End every notebook that runs."""
        for process in tuple(self.running):
            _kill(process)

    def _sit(self, lesson: Official, cells: Sequence[Cell]) -> Sat:
        with tempfile.TemporaryDirectory(prefix="room-", ignore_cleanup_errors=True) as name:
            room = Path(name)
            room.chmod(0o755)  # a local cloud runs its database as another user
            self._furnish(room)
            record = room / "record.jsonl"
            listed = [[c.number, c.source, lesson.is_given(c)] for c in with_official_checks(lesson, cells) if c.number]
            (room / "cells.json").write_text(json.dumps(listed), "utf-8")
            patience = self.limit if lesson.runs_programs else self.limit / CELLS_IN_A_LIMIT
            programs = "programs" if lesson.runs_programs else "none"
            words = [*_PROGRAM, str(room / "cells.json"), str(record), name, str(patience), programs]
            out_of_time = self._run(words, room)
            if lesson.runs_programs:
                _clear(room)
            return Sat(read_record(record), out_of_time)

    def _furnish(self, room: Path) -> None:
        """What the paths in a lesson lead to, and places for what tools write."""
        for folder in ("notebooks", "home", "tmp"):
            (room / folder).mkdir()
        for name in ("infra", "docs", "notebooks/examples"):
            if (self.project / name).exists():
                (room / name).symlink_to(self.project / name, target_is_directory=True)

    def _run(self, words: Sequence[str], room: Path) -> bool:
        """Whether the process had to be ended."""
        with _process(words, room) as process:
            self.running.add(process)
            try:
                process.wait(self.limit)
            except subprocess.TimeoutExpired:
                return True
            finally:
                self.running.discard(process)
                _kill(process)
        return False


@contextmanager
def _process(words: Sequence[str], room: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The process, alone in its group; what it prints goes nowhere, however much it is."""
    with subprocess.Popen(
        words,
        cwd=room / "notebooks",
        env=_environment(room),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        yield process


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it has started; where it has ended, its group may still hold some of them."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _clear(room: Path) -> None:
    """End a local cloud that a notebook has left."""
    with suppress(subprocess.TimeoutExpired), _process([sys.executable, "-m", "workbook", "destroy"], room) as process:
        try:
            process.wait(_UNTIL_IT_IS_GONE)
        finally:
            _kill(process)


def _environment(room: Path) -> Mapping[str, str]:
    """The environment of whoever grades, without credentials, and with every place to write to in the room."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_SPARED)}
    paths = [str(CHECKOUT), kept.get("PYTHONPATH", "")]
    return {
        **kept,
        "HOME": str(room / "home"),
        "TMPDIR": str(room / "tmp"),
        "IPYTHONDIR": str(room / "home" / "ipython"),
        "MPLBACKEND": "Agg",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        STATIC: "1",
        "WORKBOOK_ALONE": "1",
        "WORKBOOK_CLOUD": str(room / "cloud"),
    }
