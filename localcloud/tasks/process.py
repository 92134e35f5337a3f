"""A container that is a process of this machine, with a folder of its own for what it writes."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localcloud.tasks.leftovers import note

_LOOK = 0.1  # seconds between two looks at a log
_DRAIN = 0.5  # seconds in which requests that were on their way arrive
OUTPUT = "output"


@dataclass(frozen=True, slots=True)
class Program:
    """What is to run, and where."""

    words: list[str]
    folder: Path
    environment: Mapping[str, str]


class Container:
    """What the emulator expects of a container: state, address, output, and an end."""

    def __init__(self, program: Program, *, folder: Path, name: str, labels: Mapping[str, str], address: str) -> None:
        self.id = uuid.uuid4().hex
        self.short_id = self.id[:12]
        self.name, self.labels, self.address = name, dict(labels), address
        self.on_end: Callable[[], None] = lambda: None
        self.grace = 30.0
        self._folder = folder / self.id
        (self._folder / "tmp").mkdir(parents=True)
        with (self._folder / OUTPUT).open("wb") as output:
            self._process = subprocess.Popen(
                program.words,
                cwd=program.folder,
                env={**program.environment, "TMPDIR": str(self._folder / "tmp")},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        note(self._folder, self._process.pid)

    @property
    def process(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def status(self) -> str:
        """As Docker names it."""
        return "running" if self._process.poll() is None else "exited"

    @property
    def attrs(self) -> dict[str, Any]:
        """As Docker describes it, as far as the emulator looks."""
        networks = {"awsvpc": {"IPAddress": self.address}}
        return {"Id": self.id, "State": {"Status": self.status}, "NetworkSettings": {"Networks": networks}}

    def reload(self) -> None:
        """What is asked is always looked up."""

    def wait(self, **_: object) -> dict[str, int]:
        """The code it ended with, once it has."""
        return {"StatusCode": self._process.wait()}

    def logs(self, *, stream: bool = False, tail: int | None = None, **_: object) -> Iterator[bytes] | bytes:
        """What it has said: line by line as it comes, or the last lines."""
        if stream:
            return self._lines()
        lines = (self._folder / OUTPUT).read_bytes().splitlines(keepends=True)
        return b"".join(lines[-tail:] if tail else lines)

    def _lines(self) -> Iterator[bytes]:
        with (self._folder / OUTPUT).open("rb") as output:
            rest = b""
            while True:
                has_ended = self.status == "exited"  # before the last look at the output
                rest += output.read()
                *lines, rest = rest.split(b"\n")
                yield from lines
                if has_ended:
                    break
                time.sleep(_LOOK)
            if rest:
                yield rest

    def stop(self, **_: object) -> None:
        """Tell it to end, and kill it where it does not within its grace."""
        if self.status == "running":
            time.sleep(_DRAIN)
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
            try:
                self._process.wait(self.grace)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self, **_: object) -> None:
        """End it and all that it has started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def remove(self, **_: object) -> None:
        """End it, and remove what it has written."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)
        self.on_end()
