"""What is known of processes: those that a file notes, what they run, and their last words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_KERNEL = Path("/proc")


def noted_process(file: Path) -> int | None:
    """The number in the first line of a file; None where there is neither."""
    try:
        first = file.read_text(encoding="utf-8").split("\n", 1)[0].strip()
    except OSError:
        return None
    return int(first) if first.isdecimal() else None


def command_of(process: int) -> str:
    """The command line of a process; empty where there is no such process, or it has ended."""
    if (_KERNEL / "self" / "cmdline").exists():
        try:
            return (_KERNEL / str(process) / "cmdline").read_text(errors="replace").replace("\0", " ").strip()
        except OSError:
            return ""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "args=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return listed.stdout.strip()


def last_line(file: Path) -> str:
    """The last line of a log that says anything; a dash where none does."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return "-"
    return next((line.strip() for line in reversed(lines) if line.strip()), "-")


def wait_for_the_end_of_input() -> None:
    """Until whoever leads this process has gone; read without a buffer, whose lock would be held at the end."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
