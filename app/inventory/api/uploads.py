"""The body of a request as lines of text, read while it arrives."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

from inventory.problems import CUT_OFF, Problem

LONGEST = 64 * 1024
"""Characters of one line, so that a quotation mark that is never closed takes no memory."""

_CHUNK = 64 * 1024  # bytes


def refuse_cut_off(request: HttpRequest, got: int) -> None:
    """Let a body pass of which so many bytes came, if as many were announced.

    Raises:
        Problem: the connection broke, and half a body must not pass for a whole one.
    """
    announced = int(request.META.get("CONTENT_LENGTH") or 0)
    if got < announced:
        raise Problem(CUT_OFF, got=got, expected=announced)


class LineTooLongError(Exception):
    """A line has more than `LONGEST` characters."""


class Upload(io.RawIOBase):
    """The body, with a digest of what was read of it."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self._request = request
        self._read = 0
        self._digest = hashlib.sha256()

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - whatever holds bytes
        """The next bytes.

        Raises:
            Problem: the connection broke.
        """
        data = self._request.read(len(buffer))
        self._read += len(data)
        if not data:
            refuse_cut_off(self._request, self._read)
        self._digest.update(data)
        buffer[: len(data)] = data
        return len(data)

    def fingerprint(self, path: str) -> str:
        """SHA-256 of the path and all that was read."""
        return hashlib.sha256(f"{path} {self._digest.hexdigest()}".encode()).hexdigest()

    def lines(self) -> Iterator[str]:
        """The lines with their ends. Bytes that are not UTF-8 become halves of characters, which are no text.

        Raises:
            LineTooLongError: where a line is.
        """
        buffered = io.BufferedReader(self, _CHUNK)
        text = io.TextIOWrapper(buffered, encoding="utf-8-sig", errors="surrogateescape", newline="")
        while line := text.readline(LONGEST + 1):
            if len(line) > LONGEST:
                raise LineTooLongError
            yield line
