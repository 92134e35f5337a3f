"""The application as `make app` runs it, in a folder of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

import pytest

from embedded.place import Place
from embedded.processes import command_of, noted_process
from embedded.words import READY, SITE, CannotRunError

APP = Path(__file__).resolve().parents[2] / "app"
PATIENCE = 60  # seconds, for machines that do much else
ROLES = ("viewer", "clerk", "manager", "admin")

Run = Callable[..., "Runner"]


class Runner:
    """One start of it; `said` is what it has printed so far."""

    def __init__(self, folder: Path, *options: str, is_led: bool = False, **variables: str) -> None:
        self.folder, self.said = folder, ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "embedded", "--folder", str(folder), *options],
            cwd=APP,
            env={**os.environ, **variables},
            stdin=subprocess.PIPE if is_led else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def address(self) -> str:
        """Where it runs, once it says so."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C" in line and (found := re.search(r"http://127\.0\.0\.1:\d+", self.said)):
                return found[0]
        pytest.fail(f"it ended without an address: {self.said}")

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Its exit code; what it says after the signal is in `said`."""
        self.process.send_signal(how)
        self.said += self.process.communicate(timeout=PATIENCE)[0]
        return self.process.returncode


@pytest.fixture
def run() -> Iterator[Run]:
    """Start it in a fresh folder as often as the test asks; whatever still runs at the end is stopped."""
    started: list[Runner] = []
    with tempfile.TemporaryDirectory(prefix="inventory-") as folder:
        Path(folder).chmod(0o755)  # for the user nobody, where root runs the tests

        def start(*options: str, is_led: bool = False, **variables: str) -> Runner:
            started.append(Runner(Path(folder) / "an app", *options, is_led=is_led, **variables))
            return started[-1]

        yield start
        for runner in started:
            if runner.process.poll() is None:
                runner.end()
            if runner.process.stdout is not None:
                runner.process.stdout.close()


class Visitor:
    """Somebody with a browser, over real HTTP."""

    def __init__(self, address: str) -> None:
        self._address, self._token = f"{address}/api/v1", ""
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))

    def ask(self, path: str, body: Any = None, **headers: str) -> Any:
        data = None if body is None else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", "X-CSRFToken": self._token, **headers}
        with self._opener.open(Request(self._address + path, data, sent), timeout=PATIENCE) as answer:  # noqa: S310
            return json.load(answer)

    def sign_in(self, role: str) -> str:
        self._token = self.ask("/session")["csrf_token"]
        answer = self.ask("/session", {"email": f"{role}@inventory.example", "password": "try-the-inventory"})
        self._token = answer["csrf_token"]
        return answer["user"]["role"]


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes_in(folder: Path) -> list[str]:
    listed = [path.name for path in Path("/proc").iterdir() if path.name.isdecimal()] if Path("/proc").is_dir() else []
    commands = [command_of(int(name)) for name in listed]
    return [command for command in commands if f"{folder}/" in command]


def manage(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "embedded.manage", "--folder", str(folder), *command],
        cwd=APP,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def kill(process: int | None) -> None:
    assert process is not None
    os.kill(process, signal.SIGKILL)


def assert_commands_find_the_database(folder: Path) -> None:
    known = {"DJANGO_SUPERUSER_PASSWORD": "correct horse battery", "DATABASE_URL": "nonsense"}
    cleaned = manage(folder, "--", "clean_up", "--lang", "es")
    made = manage(folder, "--", "createsuperuser", "--noinput", "--email=a@b.example", "--name=Ana", **known)
    refused = manage(folder, "--", "clean_up", "--keys-after=0")

    assert "sesiones caducadas: 0 eliminadas" in cleaned.stdout
    assert (made.returncode, made.stderr) == (0, "")
    assert refused.returncode == 2  # the command's own code


def assert_none_runs(folder: Path) -> None:
    late = manage(folder, "--lang=es", "--", "clean_up")

    assert (late.returncode, late.stdout) == (1, "")
    assert late.stderr.startswith(f"manage: ninguna base de datos funciona en {folder} y se espera")
    assert processes_in(folder) == []
    assert not (folder / "gunicorn.pid").exists()


def test_it_serves_every_role_and_commands_and_stops_whole(run: Run) -> None:
    """Its data outlast a stop, and whoever is killed holds nobody up."""
    port = free_port()
    first = run(f"--port={port}", "--rows=2000", GUNICORN_CMD_ARGS="--bind=0.0.0.0:1", DATABASE_URL="nonsense")
    address = first.address()
    assert address == f"http://127.0.0.1:{port}"
    for role in ROLES:
        visitor = Visitor(address)
        assert visitor.sign_in(role) == role
        assert len(visitor.ask("/products?limit=200")["items"]) == 200
    made = visitor.ask("/categories", {"name": "Kept over a restart"})
    assert_commands_find_the_database(first.folder)

    refused = run()
    assert refused.process.wait(PATIENCE) == 1
    said = refused.process.communicate()[0]
    assert said.startswith(f"app: the application runs already at {address} (process {first.process.pid})")
    assert first.end(signal.SIGHUP) == 0
    assert "Everything is stopped" in first.said
    assert_none_runs(first.folder)

    killed = run(f"--port={port}", "--rows=10")
    assert killed.address() == address
    assert killed.end(signal.SIGKILL) == -signal.SIGKILL
    place = Place(first.folder)
    assert noted_process(place.server)  # it runs on, and holds the port
    kill(noted_process(place.database / "data" / "postmaster.pid"))

    last = run(f"--port={port}", "--rows=10", "--lang=es")
    assert last.address() == address
    # The session of before goes on, since its key was kept.
    assert visitor.ask(f"/categories/{made['id']}") == made
    kill(noted_process(place.server))
    assert last.process.wait(PATIENCE) == 1
    assert "Gunicorn terminó por sí mismo con el código -9" in last.process.communicate()[0]
    assert "2.000 productos y 4.000 movimientos" in last.said
    assert processes_in(last.folder) == []


def test_a_stop_in_the_middle_of_the_start_leaves_nothing_running(run: Run) -> None:
    runner = run("--rows=100000")
    assert runner.process.stdout is not None
    while "demo data" not in runner.said:
        runner.said += runner.process.stdout.readline()
    time.sleep(1)

    assert runner.end(signal.SIGINT) == 0
    assert "Traceback" not in runner.said
    assert processes_in(runner.folder) == []


def test_what_cannot_be_is_refused_before_anything_starts(run: Run) -> None:
    def refusal(*options: str) -> str:
        runner = run(*options)
        said = runner.process.communicate(timeout=PATIENCE)[0]
        assert runner.process.returncode == 1
        assert not (runner.folder / "postgres").exists()
        return said

    with taken_port() as port:
        assert refusal(f"--port={port}").startswith(f"app: port {port} is taken by another program")
    assert refusal("--port=http").startswith("app: PORT is 'http', expected a whole number from 1 to 65535")
    assert "ROWS es '1000001' y se espera un número entero de 1 a 1000000" in refusal("--rows=1000001", "--lang=es")
    assert "because a socket stands in it" in refusal(f"--folder=/{'x' * 100}")


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_told_of_it_stands_in_one_column(language: str) -> None:
    site = SITE.say(language, address="#")
    told = READY.say(language, site=site, address="#", report="#", folder="#", log="#")

    assert {line.index("#") for line in told.splitlines() if line.startswith("  ")} == {11}


def test_a_folder_that_cannot_be_made_is_named() -> None:
    with tempfile.TemporaryDirectory(prefix="inventory-") as folder:
        file = Path(folder) / "file"
        file.touch()

        with pytest.raises(CannotRunError, match=rf"^{file}/app cannot be written \(Not a directory\), expected a"):
            Place(file / "app").prepare()


@pytest.mark.skipif(os.geteuid() != 0, reason="it is root whose PostgreSQL runs as nobody")
def test_a_folder_that_nobody_may_enter_is_named() -> None:
    with tempfile.TemporaryDirectory(prefix="inventory-") as folder:
        with pytest.raises(CannotRunError, match=rf"the user nobody, who may not enter {folder};"):
            Place(Path(folder) / "build" / "app").prepare()

        Path(folder).chmod(0o711)
        Place(Path(folder) / "build" / "app").prepare()
