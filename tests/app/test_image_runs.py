from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest

from config import health
from embedded.postgres import USER as DATABASE_USER
from embedded.postgres import EmbeddedPostgres
from example_environment import VARIABLES
from image_tree import MIGRATE, PROBE, USER, Image


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """The tree of the image, where every user may reach it."""
    root = Path(tempfile.mkdtemp(prefix="inventory-image-"))
    root.chmod(0o755)
    built = Image(root)
    try:
        built.build()
        yield built
    finally:
        built.remove()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture
def variables(server: EmbeddedPostgres) -> dict[str, str]:
    """What the task definition would set, with the database of the tests."""
    server.folder.chmod(0o711)  # the container's user may pass through to the socket
    changed = {"DATABASE_HOST": str(server.folder), "DATABASE_USER": DATABASE_USER, "GUNICORN_THREADS": "4"}
    return {**VARIABLES, **changed, "LOG_LEVEL": "INFO", "PORT": str(free_port())}


@contextmanager
def serving(image: Image, variables: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = image.serve(variables)
    try:
        deadline = time.monotonic() + 30
        while process.poll() is None and get(variables["PORT"], health.LIVE)[0] != 200:
            assert time.monotonic() < deadline, "it did not answer within 30 seconds"
            time.sleep(0.05)
        assert process.poll() is None, f"it stopped: {process.communicate()[0]}"
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def get(port: str, path: str) -> tuple[int, str]:
    """Status and body of an answer; 0 where there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=10)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    except ConnectionError:
        return 0, ""
    finally:
        connection.close()


def test_the_tree_serves_as_its_user_and_writes_nothing_into_itself(image: Image, variables: dict[str, str]) -> None:
    before = image.files()

    with serving(image, variables) as process:
        owner = Path(f"/proc/{process.pid}")
        live, ready = get(variables["PORT"], health.LIVE), get(variables["PORT"], health.READY)
        probed = image.call(PROBE, variables)
        user = owner.stat().st_uid if owner.is_dir() else None
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)

    assert live == (200, '{"status": "live"}')
    assert ready == (200, '{"status": "ready"}')
    assert probed == (0, "")
    assert user in {None, USER if os.geteuid() == 0 else os.geteuid()}
    assert process.returncode == 0, said
    assert image.files() == before


def test_the_probe_says_that_nothing_answers(image: Image, variables: dict[str, str]) -> None:
    code, said = image.call(PROBE, variables)
    without_port, _ = image.call(PROBE, {})

    assert (code, without_port) == (1, 1)
    assert said.startswith(f"/healthz/live on port '{variables['PORT']}' does not answer within 4 seconds: ")
    assert len(said.splitlines()) == 1


def test_the_same_tree_migrates(image: Image, variables: dict[str, str]) -> None:
    code, said = image.call(MIGRATE, variables)

    assert code == 0, said
    assert "No migrations to apply." in said


def test_the_tree_cannot_be_written_to(image: Image, variables: dict[str, str]) -> None:
    write = "import pathlib; pathlib.Path('config/settings.py').open('a')"

    code, said = image.call(["python", "-c", write], variables)

    assert code == 1
    assert "PermissionError" in said


def test_all_of_it_is_compiled_and_believed_without_a_look_at_the_source(image: Image) -> None:
    sources = [path for path in image.home.rglob("*.py") if "__pycache__" not in path.parts]
    unchecked = MAGIC_NUMBER + b"\x01\x00\x00\x00"
    heads = {
        source: [path.read_bytes()[:8] for path in source.parent.glob(f"__pycache__/{source.stem}.cpython-*.pyc")]
        for source in sources
    }

    assert len(sources) > 500
    assert [source for source, head in heads.items() if head != [unchecked]] == []
