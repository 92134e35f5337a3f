"""Frontend and API as `make app` and the tests of the frontend run them, at one address and at two."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from test_application import APP, PATIENCE, Run, Visitor, free_port, processes_in, run

__all__ = ["run"]

OPENER = build_opener(ProxyHandler({}))


def published(folder: Path) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text("the page")
    return folder


def ask(address: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
    try:
        with OPENER.open(Request(address, method=method, headers=headers), timeout=PATIENCE) as answer:  # noqa: S310
            return answer.status, answer.read().decode(), dict(answer.headers)
    except HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)


def test_both_stand_at_one_address_until_their_leader_goes(run: Run, tmp_path: Path) -> None:
    site, frontend = published(tmp_path / "a 'site'"), f"http://127.0.0.1:{free_port()}"
    options = (f"--port={free_port()}", f"--site={site}", f"--frontend={frontend}", "--led")
    runner = run("--rows=10", *options, is_led=True)
    address = runner.address()

    assert ask(f"{address}/products/1")[:2] == (200, "the page")
    assert ask(f"{address}/none.js")[:2] == (404, "Not Found\n")
    assert ask(f"{address}/healthz/ready")[:2] == (200, '{"status": "ready"}')
    assert Visitor(address).sign_in("clerk") == "clerk"
    assert_a_frontend_elsewhere_may_ask(f"{address}/api/v1/session", frontend)
    assert f"  pages    {address}/\n" in runner.said

    assert runner.process.stdin is not None
    runner.process.stdin.close()

    assert runner.process.wait(PATIENCE) == 0
    assert processes_in(runner.folder) == []


def assert_a_frontend_elsewhere_may_ask(session: str, frontend: str) -> None:
    allowed = "access-control-allow-origin"
    assert ask(session, Origin=frontend)[2][allowed] == frontend
    assert allowed not in ask(session, Origin="http://127.0.0.1:1")[2]


def test_a_site_that_is_not_there_is_named_before_anything_starts(run: Run, tmp_path: Path) -> None:
    runner = run("--lang=es", f"--site={tmp_path}")

    said = runner.process.communicate(timeout=PATIENCE)[0]

    assert runner.process.returncode == 1
    assert said.startswith(f"app: {tmp_path} no contiene index.html y se espera un frontend construido")
    assert not (runner.folder / "postgres").exists()


SWALLOWED = """
import os, signal, subprocess
from embedded.__main__ import Stopped, _stop, _wait

class Loud:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        sum(range(1000))

signal.signal(signal.SIGTERM, _stop)
Loud()
with subprocess.Popen(["sleep", "60"]) as server:
    try:
        _wait(server)
    except Stopped:
        print("stopped")
    finally:
        server.kill()
"""


def test_it_ends_too_where_python_swallows_that_it_should() -> None:
    command = [sys.executable, "-c", SWALLOWED]
    ended = subprocess.run(command, check=False, cwd=APP, capture_output=True, text=True, timeout=PATIENCE)

    assert (ended.stdout, ended.returncode) == ("stopped\n", 0)
    assert "Exception ignored in" in ended.stderr


def test_the_site_alone_speaks_of_the_api_that_it_is_told_and_ends_with_its_leader(tmp_path: Path) -> None:
    site, port, api = published(tmp_path / "site"), free_port(), "http://127.0.0.1:8123"
    command = [sys.executable, "-m", "embedded.site", f"--site={site}", f"--port={port}", f"--api={api}"]
    served = subprocess.Popen(command, cwd=APP, stdin=subprocess.PIPE)
    try:
        while True:
            try:
                status, said, headers = ask(f"http://127.0.0.1:{port}/sign-in")
                break
            except OSError:
                assert served.poll() is None
    finally:
        served.communicate()

    assert (status, said) == (200, "the page")
    assert f"connect-src 'self' {api};" in headers["content-security-policy"]
    assert served.returncode == 0
