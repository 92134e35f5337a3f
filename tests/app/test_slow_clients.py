from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Event, Thread

import pytest

from browser import FRONTEND, HOST, signed_in
from config.health import LIVE
from config.worker import PATIENCE
from embedded.postgres import USER, EmbeddedPostgres
from example_stock import make_user
from inventory.models import IdempotencyKey, Product
from tasks import Task, running_task

HEAD = f"POST /api/v1/session HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\n"
HALF_A_HEAD = HEAD.encode() + b"X-Long: "
HALF_A_BODY = HEAD.encode() + b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"


@pytest.fixture
def task(server: EmbeddedPostgres, tmp_path: Path) -> Iterator[Task]:
    with running_task(tmp_path / "log", DATABASE_HOST=str(server.folder), DATABASE_USER=USER) as running:
        yield running


@pytest.mark.parametrize("begun", [HALF_A_HEAD, HALF_A_BODY], ids=["headers", "body"])
def test_clients_that_send_a_byte_now_and_then_hold_no_thread_for_long(task: Task, begun: bytes) -> None:
    enough = Event()

    def trickle() -> None:
        while not enough.wait(0.5):
            for client in clients:
                try:
                    client.send(b" ")
                except OSError:
                    clients.remove(client)

    with ExitStack() as stack:
        clients = [stack.enter_context(socket.create_connection(("127.0.0.1", task.port))) for _ in range(4)]
        for client in clients:
            client.sendall(begun)
        sender = Thread(target=trickle)
        sender.start()
        try:
            time.sleep(PATIENCE + 1)
            started = time.monotonic()
            status = task.ask(LIVE)[0]
            seconds = time.monotonic() - started
        finally:
            enough.set()
            sender.join()

    assert status == 200
    assert seconds < 2


def test_a_body_that_ends_early_is_no_whole_one(task: Task) -> None:
    with socket.create_connection(("127.0.0.1", task.port), timeout=PATIENCE + 5) as client:
        client.sendall(HALF_A_BODY)
        answer = client.recv(65536).partition(b"\r\n")[0]

    assert answer in {b"", b"HTTP/1.1 400 Bad Request"}
    assert not [line for line in task.lines() if line["level"] == "ERROR"]


@pytest.mark.parametrize(
    ("path", "content_type", "begun"),
    [
        ("imports/products", "text/csv", "sku,name\r\nCUT-1,Whole\r\nCUT-2,Ha"),
        ("products", "application/json", '{"sku": "CUT-1", "name": "All of it"}'),
    ],
)
def test_what_ends_early_is_not_written(
    task: Task, committed: EmbeddedPostgres, path: str, content_type: str, begun: str
) -> None:
    browser = signed_in(make_user("manager"))
    cookies = "; ".join(f"{name}={each.value}" for name, each in browser.client.cookies.items())
    head = (
        f"POST /api/v1/{path} HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\nCookie: {cookies}\r\n"
        f"X-CSRFToken: {browser.token}\r\nOrigin: {FRONTEND}\r\nIdempotency-Key: cut-off-in-between\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: 10000\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", task.port), timeout=PATIENCE + 5) as client:
        client.sendall(f"{head}{begun}".encode())
        client.shutdown(socket.SHUT_WR)
        answer = client.recv(65536)

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert not Product.objects.exists()
    assert not IdempotencyKey.objects.exists()
