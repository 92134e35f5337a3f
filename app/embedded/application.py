"""The application on one's own machine: PostgreSQL, migrations, demo data, Gunicorn; and the end of all of them."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from embedded import words
from embedded.place import Place
from embedded.postgres import USER, EmbeddedPostgres, EmbeddedPostgresError
from embedded.processes import command_of, last_line, noted_process
from embedded.words import CannotRunError
from inventory.text import Text

APP = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
USUAL_PORT = 8000
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Each of them stops everything."""

_GRACE = 10  # seconds that requests get to end
_START = 60  # seconds that Gunicorn gets to answer
# Variables of whoever starts this that would change what runs.
_FOREIGN = ("PG", "DATABASE_", "DJANGO_", "GUNICORN_")

Say = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Frontend:
    """Where the frontend is: in a folder, to be served at the same address, or at the origin of another server."""

    site: Path | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """All parts in one place, at one port of this machine."""

    place: Place
    port: int
    language: str
    say: Say
    frontend: Frontend = Frontend()

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.port}"

    @contextmanager
    def running(self, rows: int) -> Iterator[subprocess.Popen[bytes]]:
        """Start all parts, and stop them at the end, whatever it is.

        Raises:
            CannotRunError: a part could not be started.
        """
        postgres = EmbeddedPostgres(self.place.database)
        try:
            self.say(words.STARTING_DATABASE)
            _start(postgres)
            self.say(words.MIGRATING)
            self._manage(words.MIGRATING, "migrate", "--verbosity=0")
            self.say(words.LOADING)
            report = self._manage(words.LOADING, "demo", "--once", f"--rows={rows}", f"--lang={self.language}")
            self.say(words.SERVING)
            with self._gunicorn() as server:
                self._wait(server)
                shown = "\n           ".join(report.strip().splitlines())
                folder, log = short(self.place.folder), short(self.place.log)
                site = words.SITE.say(self.language, address=self.address) if self.frontend.site else ""
                self.say(words.READY, site=site, address=self.address, report=shown, folder=folder, log=log)
                yield server
        finally:
            _stop(postgres)

    def _manage(self, step: Text, *command: str) -> str:
        """Run a command of Django; its progress goes to the terminal, and what it says at last comes back."""
        # What is slow is told by the progress; the log would stand between it.
        environment = {**self._environment(), "LOG_LEVEL": "ERROR"}
        with _process([sys.executable, "manage.py", *command], environment, subprocess.PIPE) as ended:
            said, _ = ended.communicate()
        if ended.returncode != 0:
            name = step.say(self.language).removesuffix(" ...")
            raise CannotRunError(words.STEP_FAILED, step=name, code=ended.returncode)
        return said.decode()

    @contextmanager
    def _gunicorn(self) -> Iterator[subprocess.Popen[bytes]]:
        """In a session of its own: Ctrl-C in the terminal would have it drop requests."""
        bind = ["--bind", f"{HOST}:{self.port}", "--pid", str(self.place.server)]
        served = f"embedded.wsgi:beside({str(self.frontend.site)!r})" if self.frontend.site else "config.wsgi"
        command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", *bind, served]
        with self.place.log.open("wb") as log, _process(command, self._environment(), log) as server:
            yield server

    def _environment(self) -> dict[str, str]:
        return own_environment(self.place, self.port, self.frontend.origin)

    def _wait(self, server: subprocess.Popen[bytes]) -> None:
        """Until it answers.

        Raises:
            CannotRunError: it ended, or was silent for too long.
        """
        end = time.monotonic() + _START
        while time.monotonic() < end:
            if server.poll() is not None:
                raise self.ended(server)
            if answers(f"{self.address}/healthz/ready"):
                return
            time.sleep(0.05)
        raise CannotRunError(words.NO_ANSWER, address=self.address, seconds=_START, log=short(self.place.log))

    def ended(self, server: subprocess.Popen[bytes]) -> CannotRunError:
        """What is to say about a server that ended by itself."""
        reason, log = last_line(self.place.log), short(self.place.log)
        return CannotRunError(words.SERVER_ENDED, code=server.returncode, reason=reason, log=log)


def own_environment(place: Place, port: int, frontend: str | None = None) -> dict[str, str]:
    """What the application reads, and nothing that was meant for another."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    return {**kept, **variables(place, port, frontend)}


def variables(place: Place, port: int, frontend: str | None = None) -> Mapping[str, str]:
    """The environment of a task, with plain http, as is allowed on one's own machine alone."""
    at_home = [f"http://{host}:{at}" for host in (HOST, "localhost") for at in (port, 5173)]
    origins = ",".join([*at_home, frontend] if frontend else at_home)
    return {
        "DATABASE_CONNECT_TIMEOUT": "5",
        "DATABASE_HOST": str(place.database),
        "DATABASE_NAME": USER,
        "DATABASE_PASSWORD": "unused",
        "DATABASE_PORT": "5432",
        "DATABASE_SSLMODE": "disable",
        "DATABASE_USER": USER,
        "DJANGO_ALLOWED_HOSTS": f"{HOST},localhost",
        "DJANGO_CORS_ALLOWED_ORIGINS": origins,
        "DJANGO_CSRF_TRUSTED_ORIGINS": origins,
        "DJANGO_PLAIN_HTTP": "1",
        "DJANGO_SECRET_KEY": place.secret(),
        "GUNICORN_GRACEFUL_TIMEOUT": str(_GRACE),
        "GUNICORN_KEEPALIVE": "75",
        "GUNICORN_THREADS": "4",
        "LOG_LEVEL": "INFO",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
    }


def free_port(wanted: int | None) -> int:
    """The port that is wanted; where none is, the usual one or, if that is taken, any that is free.

    Raises:
        CannotRunError: the wanted port is taken.
    """
    for port in [wanted] if wanted else [USUAL_PORT, 0]:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections of before do not count
            with contextlib.suppress(OSError):
                probe.bind((HOST, port))
                return int(probe.getsockname()[1])
    raise CannotRunError(words.TAKEN, port=wanted)


def end_leftover(place: Place) -> None:
    """End the Gunicorn of a runner that was killed; PostgreSQL, if it runs on, is used again."""
    process = noted_process(place.server)
    if process is not None and str(place.server) in command_of(process):
        _end(process)
    place.server.unlink(missing_ok=True)


def answers(address: str) -> bool:
    """Whether a server answers there that all is well."""
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=5) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


@contextmanager
def _process(
    command: Sequence[str], environment: Mapping[str, str], out: int | IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a session of its own, which has ended when this ends."""
    started = subprocess.Popen(
        command,
        cwd=APP,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=None if out == subprocess.PIPE else subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield started
    finally:
        if started.poll() is None:
            started.terminate()
            try:
                started.wait(_GRACE + 5)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()
        with contextlib.suppress(ProcessLookupError):  # as it should be: nobody is left
            os.killpg(started.pid, signal.SIGKILL)


def _end(process: int) -> None:
    """End a process that is not a child of this one, and all of its session where it does not obey."""
    os.kill(process, signal.SIGTERM)
    end = time.monotonic() + _GRACE + 5
    while command_of(process) and time.monotonic() < end:
        time.sleep(0.05)
    if command_of(process):
        os.killpg(process, signal.SIGKILL)


def _start(postgres: EmbeddedPostgres) -> None:
    """Start it whole: a signal has to wait, since a server that is only half there cannot be told to stop."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        postgres.start()
    except EmbeddedPostgresError as error:
        raise CannotRunError(words.DATABASE_FAILED, reason=error, folder=short(postgres.folder)) from error
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _stop(postgres: EmbeddedPostgres) -> None:
    try:
        postgres.stop()
    except EmbeddedPostgresError as error:
        raise CannotRunError(words.DATABASE_STAYS, reason=error) from error


def short(path: Path) -> str:
    """A path as it reads from the checkout."""
    root = APP.parent
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
