"""Pages of a list in a small and in a large database, in turns; prints milliseconds and their ratio as JSON.

Each database has a process of its own, which measures a round of pages whenever it is told to.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.api.place import inventory
from benchmarks.api.requests import Request, send

FEW, MANY = 1000, 1_000_000
PAGES = 40  # of a round
LIMIT = 25
GO = "go\n"


def main(rounds: int) -> None:
    """Measure pages at cursors by chance, the last pages as often as the first."""
    milliseconds: dict[int, list[float]] = {FEW: [], MANY: []}
    with _process(FEW) as few, _process(MANY) as many:
        for _ in range(rounds):
            for rows, process in ((FEW, few), (MANY, many)):
                milliseconds[rows] += _ask(process)
    p95 = {rows: statistics.quantiles(spent, n=20)[-1] for rows, spent in milliseconds.items()}
    sys.stdout.write(json.dumps({"p95": {str(rows): p95[rows] for rows in p95}, "ratio": p95[MANY] / p95[FEW]}))


@contextmanager
def _process(rows: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "benchmarks.api.lists", "--measure", str(rows)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None or process.stdout.readline() != GO:
            raise RuntimeError(f"the database of {rows} products could not be filled")
        try:
            yield process
        finally:
            process.communicate()


def _ask(process: subprocess.Popen[str]) -> list[float]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("a process without pipes")
    process.stdin.write(GO)
    process.stdin.flush()
    spent: list[float] = json.loads(process.stdout.readline())
    return spent


def _measure(rows: int) -> None:
    with inventory(rows):
        from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415 - Django is set up only now

        application = WSGIHandler()
        requests = _requests(rows)
        for request in requests:
            send(application, request.environ())
        sys.stdout.write(GO)
        sys.stdout.flush()
        for _ in sys.stdin:
            spent = []
            for request in random.sample(requests, PAGES):
                environ = request.environ()
                started = time.perf_counter()
                send(application, environ)
                spent.append((time.perf_counter() - started) * 1000)
            sys.stdout.write(f"{json.dumps(spent)}\n")
            sys.stdout.flush()


def _requests(rows: int) -> list[Request]:
    """Pages all over the list; as many different ones in either database."""
    from benchmarks.api.sign_in import sign_in  # noqa: PLC0415 - Django is set up only now
    from inventory.models import Product  # noqa: PLC0415 - as above
    from inventory.selectors.pages import write_cursor  # noqa: PLC0415 - as above

    who = sign_in()
    numbers = random.Random(1).sample(range(1, rows + 1), 400)  # noqa: S311 - no secret
    skus = Product.objects.filter(pk__in=numbers).values_list("sku", flat=True)
    return [Request(f"/products?limit={LIMIT}&after={write_cursor([sku])}", who) for sku in skus]


if __name__ == "__main__":
    if sys.argv[1] == "--measure":
        _measure(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]))
