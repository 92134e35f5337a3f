"""The folder of a running application: its data, its log, and the lock that lets it run once."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from embedded.postgres import SOCKET
from embedded.words import BEING_STARTED, CLOSED, NOT_WRITABLE, RUNNING, TOO_LONG, CannotRunError

_LONGEST = 103  # bytes of the path of a socket, by the system that allows least


@dataclass(frozen=True, slots=True)
class Place:
    """Where everything is kept; nothing is written elsewhere."""

    folder: Path

    @property
    def database(self) -> Path:
        """The folder of PostgreSQL."""
        return self.folder / "postgres"

    @property
    def log(self) -> Path:
        """What Gunicorn and the application say."""
        return self.folder / "server.log"

    @property
    def server(self) -> Path:
        """Where Gunicorn notes its process."""
        return self.folder / "gunicorn.pid"

    def prepare(self) -> None:
        """Make the folder, so that PostgreSQL can use it.

        Raises:
            CannotRunError: it cannot be written or entered, or its path is too long for a socket.
        """
        most = _LONGEST - len(f"/{SOCKET}")
        got = len(os.fsencode(self.database))
        if got > most:
            raise CannotRunError(TOO_LONG, folder=self.database, got=got, most=most)
        missing = [path for path in (self.folder, *self.folder.parents) if not path.exists()]
        try:
            for path in reversed(missing):
                path.mkdir()
                path.chmod(0o755)  # whatever the mask says, since root has nobody run PostgreSQL
        except OSError as error:
            raise CannotRunError(NOT_WRITABLE, folder=self.folder, reason=error.strerror) from error
        closed = [path for path in (self.folder, *self.folder.parents) if not path.stat().st_mode & 0o001]
        if os.geteuid() == 0 and closed:
            raise CannotRunError(CLOSED, folder=closed[-1])

    def secret(self) -> str:
        """The key of sessions, made once, so that a restart signs nobody out."""
        file = self.folder / "secret"
        if not file.exists():
            unfinished = file.with_suffix(".unfinished")
            unfinished.touch(mode=0o600)
            unfinished.write_text(secrets.token_urlsafe(60), encoding="utf-8")
            unfinished.rename(file)
        return file.read_text(encoding="utf-8")

    @contextmanager
    def locked(self) -> Iterator[Note]:
        """Keep others out until the end; the system opens the lock of a process that was killed.

        Raises:
            CannotRunError: another one runs.
        """
        try:
            file = (self.folder / "lock").open("a+", encoding="utf-8")
        except OSError as error:
            raise CannotRunError(NOT_WRITABLE, folder=self.folder, reason=error.strerror) from error
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise _running(file) from error
            note = Note(file)
            note.write("")
            try:
                yield note
            finally:
                note.clear()


@dataclass(frozen=True, slots=True)
class Note:
    """What the lock tells those who find it closed."""

    file: TextIO

    def write(self, address: str) -> None:
        """Note this process and, once it is known, its address."""
        self.clear()
        self.file.write(json.dumps({"process": os.getpid(), "address": address}))
        self.file.flush()

    def clear(self) -> None:
        """Leave no note."""
        self.file.seek(0)
        self.file.truncate()


def _running(file: TextIO) -> CannotRunError:
    file.seek(0)
    try:
        note = json.loads(file.read())
    except ValueError:  # it is being written
        note = {"process": "?", "address": ""}
    return CannotRunError(RUNNING if note["address"] else BEING_STARTED, **note)
