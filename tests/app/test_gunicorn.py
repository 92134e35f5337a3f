"""The application under gunicorn, as a task runs it."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from browser import HOST
from config.health import LIVE, READY
from embedded.postgres import EmbeddedPostgres
from example_environment import VARIABLES
from tasks import PROXIED, Task, running_task

HEAD = f"POST /api/v1/session HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\n"


def problem_of(client: socket.socket) -> tuple[int, str]:
    """Status and type of the whole answer."""
    answer = http.client.HTTPResponse(client)
    answer.begin()
    assert answer.getheader("Content-Type") == "application/problem+json"
    return answer.status, json.load(answer)["type"]


@pytest.fixture
def task(server: EmbeddedPostgres, tmp_path: Path) -> Iterator[Task]:
    with running_task(tmp_path / "output", DATABASE_HOST=str(server.folder)) as running:
        yield running


def test_a_task_answers_logs_and_keeps_connections(task: Task) -> None:
    trace = "Root=1-67891233-abcdef012345678912345678"
    status, headers, _ = task.ask(
        "/api/v1/products?q=private", **{"X-Amzn-Trace-Id": trace, "X-Request-Id": "request-0042"}
    )
    ready = task.ask(READY)[0]
    stray = task.ask("/api/v1/session", Host="evil.example.com")[0]

    lines = task.lines()
    (line,) = [line for line in lines if line.get("path") == "/api/v1/products"]
    assert (status, ready, stray) == (401, 200, 400)
    assert headers.get("Connection") != "close"
    assert (line["method"], line["status"], line["request_id"], line["trace"]) == ("GET", 401, "request-0042", trace)
    assert line["milliseconds"] > 0
    assert "private" not in task.output.read_text()
    assert not any(secret in task.output.read_text() for secret in (VARIABLES["DJANGO_SECRET_KEY"], '127.0.0.1"'))


def test_a_request_that_is_too_long_or_has_too_many_headers_is_refused(task: Task) -> None:
    long = task.ask(f"/api/v1/products?q={'x' * 5000}")[0]
    large = task.ask("/api/v1/session", X_Large="x" * 9000)[0]
    many = task.ask("/api/v1/session", **{f"X-Number-{number}": "1" for number in range(80)})[0]

    assert [long, large, many] == [414, 431, 431]


def test_a_body_is_refused_before_it_is_read(task: Task) -> None:
    with socket.create_connection(("127.0.0.1", task.port), timeout=10) as client:
        client.sendall(f"{HEAD}Content-Type: application/json\r\nContent-Length: 52428800\r\n\r\n".encode())

        assert problem_of(client) == (413, "urn:problem:too-large")


def test_a_body_in_chunks_is_refused_however_long_it_grows(task: Task) -> None:
    """gunicorn would hand on what it decodes without end; the limit holds because none of it is asked for."""
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    with socket.create_connection(("127.0.0.1", task.port), timeout=10) as client:
        client.sendall(f"{HEAD}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        client.sendall(chunk[: 64 * 1024])  # more would wait for a reader

        assert problem_of(client) == (411, "urn:problem:length-required")


@pytest.mark.parametrize("path", ["/api/v1/session", "/api/v1/imports/products"])
def test_a_whole_body_in_chunks_is_refused_too(task: Task, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", task.port, timeout=10)
    with closing(connection):
        for _ in range(2):  # the connection may be kept
            connection.request("POST", path, iter([b'{"email": ', b'"a"}']), PROXIED, encode_chunked=True)
            answer = connection.getresponse()
            assert (answer.status, json.load(answer)["type"]) == (411, "urn:problem:length-required")


def test_a_stop_ends_the_requests_that_have_begun(task: Task) -> None:
    body = b'{"email": "ana@example.com", "password": "correct horse battery"}'
    with ExitStack() as stack:
        clients = [
            stack.enter_context(socket.create_connection(("127.0.0.1", task.port), timeout=10)) for _ in range(4)
        ]
        for client in clients:
            client.sendall(f"{HEAD}Content-Length: {len(body)}\r\n\r\n".encode() + body[:10])
        time.sleep(0.3)  # each has its thread now
        task.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        for client in clients:
            client.sendall(body[10:])
        answers = [client.recv(65536).decode().partition("\r\n")[0] for client in clients]

    assert answers == ["HTTP/1.1 403 Forbidden"] * 4
    assert task.process.wait(timeout=30) == 0
    with pytest.raises(ConnectionRefusedError):
        task.ask(LIVE)


def test_what_cannot_be_read_of_a_request_is_not_quoted_in_the_log(task: Task) -> None:
    with socket.create_connection(("127.0.0.1", task.port), timeout=10) as client:
        client.sendall(b"GET jane@example.com HTTP/1.1\r\nCookie SECRETSECRET\r\n\r\n")
        client.recv(4096)

    assert "jane" not in task.output.read_text()
    assert "SECRETSECRET" not in task.output.read_text()
    assert [line for line in task.lines() if line["message"] == "an invalid request was refused"]
