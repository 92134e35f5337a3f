"""Keeps a notebook that somebody else wrote from changing files, starting programs or calling out, by mistake.

It sees what Python is asked to do, in this process alone, and cannot be taken off again. It is no prison: a program
that means to break out can, so notebooks of strangers belong on a machine of their own.
"""

from __future__ import annotations

import errno
import fcntl
import ipaddress
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What changes a file: the places of its paths among what is given, each with that of the folder it counts from, if any.
_CHANGES: Mapping[str, tuple[tuple[int, int | None], ...]] = {
    "os.remove": ((0, 1),),
    "os.rmdir": ((0, 1),),
    "os.mkdir": ((0, 2),),
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.utime": ((0, 3),),
    "os.truncate": ((0, None),),
    "os.setxattr": ((0, None),),
    "sqlite3.connect": ((0, None),),
    "os.rename": ((0, 2), (1, 3)),  # whoever moves a file takes it away from where it was
    "os.link": ((0, 2), (1, 3)),  # a second name in the room would be a way to write to the first
    "os.symlink": ((1, 2),),
}
_SIGNALS = {"os.kill", "os.killpg"}
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
            for path, folder in _CHANGES[event]:
                self._changed(given[path], None if folder is None else given[folder])
        elif event in _SIGNALS:
            self._signalled(event, *given)
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

    def _changed(self, path: object, folder: object = None) -> None:
        if not isinstance(path, str | bytes | os.PathLike):
            return  # what is open already
        base = _opened_at(folder) if isinstance(folder, int) and folder >= 0 else ""
        real = Path(os.path.realpath(Path(base, os.fsdecode(path))))
        if not real.is_relative_to(self.room) and not real.is_relative_to(_DEVICES):
            raise PermissionError(errno.EACCES, "a notebook that is graded writes into its own folder only", str(real))

    def _signalled(self, event: str, target: object, number: object) -> None:
        """Refuse to end others: whoever grades, and where no programs are started, everybody."""
        mine = {os.getpid(), 0} if event == "os.kill" else {os.getpgrp(), 0}
        theirs = {os.getppid(), -1, -_group_of_parent()} if event == "os.kill" else {_group_of_parent()}
        if number != 0 and (target in theirs or not (self.programs or target in mine)):
            raise PermissionError(errno.EACCES, "a notebook that is graded ends no process but its own", str(target))

    def _called(self, address: object) -> None:
        host = address[0] if isinstance(address, tuple) and address else None
        if host is not None and not _is_here(host):
            raise PermissionError(errno.EACCES, "a notebook that is graded calls nobody outside", str(host))


def _opened_at(folder: int) -> str:
    """Where a folder lies that is open."""
    if sys.platform == "darwin":
        return os.fsdecode(fcntl.fcntl(folder, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0"))
    return str(Path(f"/proc/self/fd/{folder}").readlink())


def _group_of_parent() -> int:
    return os.getpgid(os.getppid())


def _is_here(host: object) -> bool:
    name = host.decode(errors="replace") if isinstance(host, bytes) else str(host)
    if name in {"", "localhost"} or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
