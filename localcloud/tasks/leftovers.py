"""Processes of tasks that a cloud has left which was killed, known by their numbers and by when they began.

`python -m localcloud.tasks.leftovers FOLDER` ends those of a folder; it needs no emulator.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
from pathlib import Path

import psutil

NOTE = "process"


def note(folder: Path, number: int) -> None:
    """Note a process in its folder."""
    (folder / NOTE).write_text(f"{number}\n{beginning(number)}\n")


def beginning(number: int) -> str:
    """When a process began, in seconds since 1970; empty where there is none."""
    try:
        return f"{psutil.Process(number).create_time():.2f}"
    except psutil.NoSuchProcess:
        return ""


def end_leftovers(tasks: Path) -> None:
    """End every process that is noted and still the one that was noted, and remove what it has written."""
    for file in tasks.glob(f"*/{NOTE}"):
        number, began = (*file.read_text().splitlines(), "", "")[:2]
        if began and beginning(int(number)) == began:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(int(number), signal.SIGKILL)
        shutil.rmtree(file.parent, ignore_errors=True)


if __name__ == "__main__":
    end_leftovers(Path(sys.argv[1]))
