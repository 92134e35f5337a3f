"""The process of the local cloud: started once, found again by its state folder, and ended with it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from workbook.deploy import words
from workbook.deploy.machine.proof import is_listened_on, processes_in
from workbook.deploy.place import Door
from workbook.deploy.target import Target, local_target
from workbook.errors import DeployError

_HOST = "127.0.0.1"
_PATIENCE = 60  # seconds
_MARK = "starting"
"""The first file in a folder, which tells it from the folders of others."""

_DATABASES = "databases/*/data/postmaster.pid"
_LOOK = 0.1

_DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""To this machine no proxy leads."""

_CHILDREN: dict[int, subprocess.Popen[bytes]] = {}
"""Clouds that this process has started, and that may outlive it."""


@dataclass(frozen=True, slots=True)
class LocalCloud:
    """The local cloud of a checkout, with everything that it writes in one folder."""

    root: Path
    """Of the checkout."""

    folder: Path

    @property
    def log(self) -> Path:
        """What it says."""
        return self.folder / "log"

    @property
    def authority(self) -> Path:
        """The certificate that a browser has to trust."""
        return self.folder / "authority" / "authority.pem"

    def port(self, name: str) -> int:
        """One of its ports, `api`, `http` or `https`, which stay the same from start to start."""
        return int(json.loads((self.folder / "cloud.json").read_text(encoding="utf-8"))["ports"][name])

    def address(self, deployed: str) -> str:
        """Where a browser of this machine finds a deployed address, as `https://app.example.com`."""
        return f"{deployed}.localhost:{self.port('https')}"

    def door(self, name: str) -> Door:
        """Where connections to a deployed name go."""
        return Door(f"{name}.localhost", _HOST, self.port("http"), self.port("https"), self.authority)

    def is_running(self) -> bool:
        """Whether it answers."""
        try:
            with _DIRECTLY.open(self._health(), timeout=5) as answer:
                return bool(answer.status == 200)
        except (OSError, ValueError, KeyError):
            return False

    def _health(self) -> str:
        return f"http://{_HOST}:{self.port('api')}/_ministack/health"

    def start(self) -> Target:
        """Start it where it does not run; whoever may meet others has the turn to change what is deployed.

        Raises:
            DeployError: it is not installed, or did not start.
        """
        if not self.is_running():
            python = self._python()
            self._check_ours()
            self._start(python)
        return local_target(self.port("api"))

    def _python(self) -> Path:
        python = self.root / "localcloud" / ".venv" / "bin" / "python"
        if not python.exists():
            raise DeployError(words.NOT_INSTALLED)
        return python

    def _start(self, python: Path) -> None:
        with self._writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / _MARK).touch()
            started = self._launch(python)
        end = time.monotonic() + _PATIENCE
        while not self.is_running():
            if started.poll() is not None:
                raise DeployError(words.ENDED_AT_ONCE.format(said=self._last_words(), log=self.log))
            if time.monotonic() > end:
                raise DeployError(words.NOT_STARTED.format(seconds=_PATIENCE, said=self._last_words(), log=self.log))
            time.sleep(_LOOK)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise DeployError(words.CANNOT_WRITE.format(folder=self.folder, reason=error.strerror or error)) from error

    def _last_words(self) -> str:
        return (self.log.read_text(encoding="utf-8", errors="replace").splitlines() or ["-"])[-1]

    def _launch(self, python: Path) -> subprocess.Popen[bytes]:
        """The process, noted in the folder; where that cannot be written, there is none.

        Raises:
            OSError: the folder cannot be written, as on a full disk.
        """
        command = [str(python), "-m", "localcloud", "--state", str(self.folder)]
        application = ["--python", str(self.root / ".venv" / "bin" / "python"), "--application", str(self.root / "app")]
        with self.log.open("wb") as log:
            started = subprocess.Popen(
                [*command, *application],
                cwd=self.root,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        for child in _CHILDREN.values():
            child.poll()  # of those that were killed, the system keeps the numbers until then
        _CHILDREN[started.pid] = started
        try:
            (self.folder / "pid").write_text(f"{started.pid}\n", encoding="utf-8")
        except OSError:
            started.kill()
            started.wait()
            raise
        return started

    def stop(self) -> None:
        """End it, and keep what it has for another start.

        Raises:
            DeployError: it does not end.
        """
        try:
            number = int((self.folder / "pid").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return  # nothing was started, or the disk was full
        # The number of one that was killed may be that of somebody else by now.
        if number in processes_in(self.folder):
            os.kill(number, signal.SIGTERM)
            end = time.monotonic() + _PATIENCE
            while _lives(number):
                if time.monotonic() > end:
                    raise DeployError(words.NOT_ENDED.format(number=number, seconds=_PATIENCE))
                time.sleep(_LOOK)
        (self.folder / "pid").unlink()

    def remove(self) -> tuple[int, int, int]:
        """End it with all that it has started, also where it was killed before, and remove all that it has.

        What is found afterwards: processes that work in its folder, ports that are listened on, and files.
        """
        self._check_ours()
        ports = self._ports()
        with suppress(DeployError):  # what does not end by itself is ended below
            self.stop()
        self.end_leftovers()
        self._end_databases()
        for number in processes_in(self.folder):
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)
        files = sum(1 for _ in self.folder.rglob("*")) if self.folder.exists() else 0
        return len(processes_in(self.folder)), sum(map(is_listened_on, ports)), files

    def _check_ours(self) -> None:
        """Whether the folder is one of a local cloud, or holds nothing yet.

        Raises:
            DeployError: it is somebody else's.
        """
        if self.folder.is_symlink() or (self.folder.exists() and not self.folder.is_dir()):
            raise DeployError(words.NOT_OURS.format(folder=self.folder))
        held = {path.name for path in self.folder.iterdir()} if self.folder.exists() else set[str]()
        if held and not held & {"cloud.json", "pid", _MARK}:
            raise DeployError(words.NOT_OURS.format(folder=self.folder))

    def _ports(self) -> tuple[int, ...]:
        try:
            told = json.loads((self.folder / "cloud.json").read_text(encoding="utf-8"))
            return tuple(map(int, told["ports"].values()))
        except (FileNotFoundError, ValueError, LookupError, AttributeError, TypeError):
            return ()  # it never came so far, or is of another form

    def end_leftovers(self) -> None:
        """End the tasks that it has left where it was killed."""
        tasks = self.folder / "tasks"
        if tasks.exists():
            command = [sys.executable, "-m", "localcloud.tasks.leftovers", str(tasks)]
            subprocess.run(command, cwd=self.root, check=True)

    def _end_databases(self) -> None:
        """End those that are there still, as after everything that looks after them was killed, without a loss."""
        ours = processes_in(self.folder)
        for file in self.folder.glob(_DATABASES):
            with suppress(FileNotFoundError, ValueError, IndexError, ProcessLookupError):
                number = int(file.read_text(encoding="utf-8").split()[0])
                if number in ours:
                    os.kill(number, signal.SIGINT)  # PostgreSQL's word for ending at once
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end and any(self.folder.glob(_DATABASES)):
            time.sleep(_LOOK)


def _lives(number: int) -> bool:
    """Whether a process lives; of a child that has ended, the system keeps the number until it is asked."""
    if number in _CHILDREN:
        return _CHILDREN[number].poll() is None
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True
