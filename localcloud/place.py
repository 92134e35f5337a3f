"""The state folder: everything that the local cloud writes, and nothing elsewhere."""

from __future__ import annotations

import fcntl
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from localcloud.storage import Reserve, write_whole

HOST, REGION = "127.0.0.1", "us-east-1"
FORM = 1
"""Of what stands in the folder; a folder of another form is refused."""


class CannotRunError(Exception):
    """Why the local cloud cannot run, and what to do about it, in one sentence."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where it listens, on this machine alone."""

    api: int
    http: int
    https: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where each part keeps what it has."""

    folder: Path
    version: str
    """Of the emulator, which reads what it has written, and may mistake what another has."""

    @property
    def emulator(self) -> Path:
        """State of the emulator, for a restart."""
        return self.folder / "emulator"

    @property
    def objects(self) -> Path:
        """Objects of S3."""
        return self.folder / "objects"

    @property
    def images(self) -> Path:
        """Images by their digests, unpacked."""
        return self.folder / "images"

    @property
    def tasks(self) -> Path:
        """What may be written by tasks, and the numbers of their processes."""
        return self.folder / "tasks"

    @property
    def databases(self) -> Path:
        """Folders of PostgreSQL servers."""
        return self.folder / "databases"

    @property
    def authority(self) -> Path:
        """Key and certificate of the local authority."""
        return self.folder / "authority"

    @property
    def reserve(self) -> Reserve:
        """Room for the last words."""
        return Reserve(self.folder / "reserve")

    @property
    def ports_file(self) -> Path:
        """Form of the folder and ports, in JSON."""
        return self.folder / "cloud.json"

    def prepare(self) -> Ports:
        """Make the folder where there is none, and say where to listen, which stays the same from start to start.

        Raises:
            CannotRunError: the folder is of another form, or of another emulator.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)  # root runs tasks and servers as others, who have to reach what is theirs
        if self.ports_file.exists():
            return self._kept()
        ports = Ports(*free_ports(3))
        self._note(ports)
        return ports

    @contextmanager
    def locked(self) -> Iterator[None]:
        """While one cloud serves the folder, no other does; the lock goes with its process.

        Raises:
            CannotRunError: another serves it.
        """
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CannotRunError(f"another process serves {self.folder}; use that one, or end it") from None
            yield

    def _note(self, ports: Ports) -> None:
        noted = {"form": FORM, "emulator": self.version, "ports": asdict(ports)}
        write_whole(self.ports_file, f"{json.dumps(noted, indent=1)}\n".encode())

    def _kept(self) -> Ports:
        kept = json.loads(self.ports_file.read_text())
        for name, expected in (("form", FORM), ("emulator", self.version)):
            found = kept.get(name, expected)
            if found != expected:
                raise CannotRunError(
                    f"{self.folder} was written in {name} {found}, expected {expected}; destroy it with the version "
                    "that made it, or remove the folder"
                )
        return Ports(**kept["ports"])


@dataclass(frozen=True, slots=True)
class Machine:
    """What this machine gives: the Python that has the packages of the application, and the folder of its code."""

    python: Path
    application: Path


def refuse_taken(ports: Ports) -> None:
    """Refuse to listen where somebody else does, before anything is started.

    Raises:
        CannotRunError: a port is taken.
    """
    for name, port in asdict(ports).items():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections of before do not count
            try:
                probe.bind((HOST, port))
            except OSError:
                raise CannotRunError(
                    f"port {port}, which is {name} in cloud.json, is taken by another program; end that one, or write "
                    "a free port there"
                ) from None


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind((HOST, 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()
