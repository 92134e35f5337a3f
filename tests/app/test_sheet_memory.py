"""Large files through gunicorn, as a task serves them: what they do to the memory of the worker."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import FRONTEND, HOST, Browser, signed_in
from embedded.postgres import EmbeddedPostgres
from example_stock import make_location, make_user
from inventory.models import Category, Change, Product, StockMovement
from inventory.selectors.stock import ledger_differences
from test_gunicorn import Task, task

__all__ = ["task"]

ROWS = 50_000
COUNTED = 10_000
CEILING = 16 * 1024  # KiB that a worker may grow by, whatever the length of a file

pytestmark = pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="only Linux tells the peak")


def worker_of(task: Task) -> Path:
    (worker,) = Path(f"/proc/{task.process.pid}/task/{task.process.pid}/children").read_text().split()
    return Path("/proc", worker)


def peak(worker: Path) -> int:
    """The most memory that the process held, in KiB."""
    (line,) = [line for line in (worker / "status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1])


def ask(task: Task, browser: Browser, method: str, path: str, body: bytes | None = None) -> Iterator[bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", task.port, timeout=60)
    headers = {
        "Host": HOST,
        "X-Forwarded-Proto": "https",
        "Origin": FRONTEND,
        "Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in browser.client.cookies.items()),
        "X-CSRFToken": browser.token,
        "Idempotency-Key": f"key-for-{path}",
        "Content-Type": "text/csv",
        "Accept": "application/x-ndjson",
    }
    connection.request(method, f"/api/v1{path}", body, headers)
    response = connection.getresponse()
    assert response.status == 200, response.read()
    while piece := response.read(65536):
        yield piece
    connection.close()


def done(answer: Iterator[bytes]) -> dict[str, object]:
    last: dict[str, object] = json.loads(b"".join(answer).splitlines()[-1])
    assert last["event"] == "done", last
    return last


def products(rows: int, name: str) -> bytes:
    lines = [f"BULK-{number:06},{name} {number},{10_000_000 + number},Tools,{number}.25,5" for number in range(rows)]
    return ("sku,name,barcode,category,unit cost,reorder point\n" + "\n".join(lines)).encode()


def test_files_of_50_000_rows_leave_the_memory_flat(committed: EmbeddedPostgres, task: Task) -> None:
    Category.objects.create(name="Tools")
    make_location(code="HERE")
    browser = signed_in(make_user("manager"))
    for path in ("/imports/products?dry_run=true", "/imports/counts?dry_run=true"):
        done(ask(task, browser, "POST", path, b"sku,location,quantity\n" if "counts" in path else b"sku\n"))
    worker = worker_of(task)
    before = peak(worker)

    created = done(ask(task, browser, "POST", "/imports/products", products(ROWS, "Product")))
    counts = "".join(f"BULK-{number:06},HERE,{number % 50}\n" for number in range(COUNTED))
    counted = done(ask(task, browser, "POST", "/imports/counts", f"sku,location,quantity\n{counts}".encode()))
    lines = sum(piece.count(b"\n") for piece in ask(task, browser, "GET", "/exports/products"))
    moved = sum(piece.count(b"\n") for piece in ask(task, browser, "GET", "/exports/movements"))

    assert peak(worker) - before < CEILING
    assert (created["created"], counted["created"]) == (ROWS, COUNTED)
    assert (lines, moved) == (ROWS + 1, COUNTED + 1)
    assert (Product.objects.count(), Change.objects.count()) == (ROWS, ROWS)
    assert StockMovement.objects.filter(kind="count").count() == COUNTED
    assert ledger_differences() == []
