"""Files that hold what they held before or what they shall hold, and nothing between."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

_RESERVED = 64 * 1024


def write_whole(file: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file beside, and put it into its place when all of it is on the disk.

    Raises:
        OSError: it could not be written, with its name; what it held before is there still.
    """
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(file)) from error


@dataclass(frozen=True, slots=True)
class Reserve:
    """A little of a disk, given up for the words of a program whose log stands on it, when it is full."""

    file: Path

    def keep(self) -> None:
        """Take it where it is not taken.

        Raises:
            OSError: there is not even so much.
        """
        if not self.file.exists():
            write_whole(self.file, bytes(_RESERVED))

    def give_up(self) -> None:
        """Free it."""
        self.file.unlink(missing_ok=True)


def told(error: OSError) -> str:
    """What could not be written, why, and how much room there is."""
    if not error.filename:
        return str(error)
    file = Path(error.filename)
    there = next(each for each in (file, *file.absolute().parents) if each.exists())
    return f"{error.strerror}: {file} ({shutil.disk_usage(there).free // 2**20} MB are free on its disk)"
