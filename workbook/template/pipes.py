"""Read a named pipe without waiting for ever for somebody to write to it."""

from __future__ import annotations

import os
import select
import time
from pathlib import Path

from workbook.errors import SourceError
from workbook.template import problems

WAIT_FOR_WRITER = 5.0
"""Seconds in which a pipe must find its writer; how long that one then takes is its own affair."""
_PAUSE = 0.05


def read_pipe(path: Path, limit: int) -> bytes:
    """What is written to a pipe, up to so many bytes.

    Raises:
        SourceError: nobody opens it for writing.
        OSError: it cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as stream:
        first = _await_writer(descriptor, path)
        os.set_blocking(descriptor, True)
        return first + stream.read(limit - len(first))


def _await_writer(descriptor: int, path: Path) -> bytes:
    """Wait until the pipe has a writer; the byte that may have come meanwhile."""
    deadline = time.monotonic() + WAIT_FOR_WRITER
    while not select.select([descriptor], [], [], _PAUSE)[0]:
        try:
            first = os.read(descriptor, 1)
        except BlockingIOError:  # there is a writer, who has not written yet
            return b""
        if first:
            return first
        if time.monotonic() > deadline:
            raise SourceError(problems.NO_WRITER.format(where=path, seconds=f"{WAIT_FOR_WRITER:g}"))
    return b""
