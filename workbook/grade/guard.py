"""Keeps a notebook that somebody else wrote from changing files, starting programs or calling out, by mistake.

It sees what Python is asked to do, in this process alone, and cannot be taken off again. It is no prison: a program
that means to break out can, so notebooks of strangers belong on a machine of their own.
"""

from __future__ import annotations

import errno
import ipaddress
import os
import sys
from dataclasses import dataclass
from pathlib import Path

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {"os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.chmod", "os.chown", "os.utime"}
_MOVES = {"os.rename", "os.link", "os.symlink"}
_PROGRAMS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "pty.spawn"}
_CALLS = {"socket.connect", "socket.sendto"}
_DEVICES = Path("/dev")


def guard(room: Path, *, programs: bool) -> None:
    """Refuse from now on what reaches out of the room, and programs unless the lesson runs some."""
    sys.addaudithook(Guard(room.resolve(), programs).hear)


@dataclass(frozen=True, slots=True)
class Guard:
    """Where may be written to, and whether programs may be started."""

    room: Path
    programs: bool

    def hear(self, event: str, given: tuple[object, ...]) -> None:
        """Raise where the event is one that would reach out."""
        if event == "open":
            self._opened(given)
        elif event in _CHANGES:
            self._changed(given[0])
        elif event in _MOVES:
            self._changed(given[1])
        elif event in _CALLS:
            self._called(given[1])
        elif event == "socket.getaddrinfo":
            self._called(given)
        elif event in _PROGRAMS and not self.programs:
            raise PermissionError(errno.EACCES, "a notebook that is graded starts no program")

    def _opened(self, given: tuple[object, ...]) -> None:
        path, mode, flags = given
        writes = isinstance(flags, int) and flags & _WRITES
        if writes or (isinstance(mode, str) and set(mode) & set("wax+")):
            self._changed(path)

    def _changed(self, path: object) -> None:
        if not isinstance(path, str | bytes | os.PathLike):
            return  # what is open already
        real = Path(os.path.realpath(os.fsdecode(path)))
        if not real.is_relative_to(self.room) and not real.is_relative_to(_DEVICES):
            raise PermissionError(errno.EACCES, "a notebook that is graded writes into its own folder only", str(real))

    def _called(self, address: object) -> None:
        host = address[0] if isinstance(address, tuple) and address else None
        if host is not None and not _is_here(host):
            raise PermissionError(errno.EACCES, "a notebook that is graded calls nobody outside", str(host))


def _is_here(host: object) -> bool:
    name = host.decode(errors="replace") if isinstance(host, bytes) else str(host)
    if name in {"", "localhost"} or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
