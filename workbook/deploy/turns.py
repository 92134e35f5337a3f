"""Who changes a deployment takes turns with others on this machine."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbook.deploy import words
from workbook.errors import DeployError


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """While this process changes what belongs to a folder, no other does; the turn ends with its process.

    Raises:
        DeployError: another one changes it, or there is no room for a note of it.
    """
    note = folder.with_name(f"{folder.name}.turn")
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        taken = _taken(note)
    except OSError as error:
        raise DeployError(words.CANNOT_WRITE.format(folder=note, reason=error.strerror or error)) from error
    try:
        os.pwrite(taken, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        note.unlink(missing_ok=True)
        os.close(taken)


def _taken(note: Path) -> int:
    """The note, locked by this process.

    Raises:
        DeployError: another process has locked it.
    """
    while True:
        opened = os.open(note, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            number = os.pread(opened, 20, 0).decode().strip() or "-"
            os.close(opened)
            raise DeployError(words.NOT_YOUR_TURN.format(number=number)) from None
        if _is_still(note, opened):
            return opened
        os.close(opened)  # whoever had it has removed it meanwhile


def _is_still(note: Path, opened: int) -> bool:
    try:
        return note.stat().st_ino == os.fstat(opened).st_ino
    except FileNotFoundError:
        return False
