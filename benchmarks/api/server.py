"""One measured run of the inventory API under gunicorn: its first answer, and the memory of its worker after a load.

Prints figures as JSON. The first answer is measured twice, the second time with a quarter of a processor, where the
system lets this user set such a quota.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.api.clerks import let_work
from benchmarks.api.quota import quarter_of_a_processor
from embedded.application import APP, HOST, answers, free_port, own_environment
from embedded.place import Place
from embedded.postgres import DURABLE, EmbeddedPostgres

ROWS = 1000
PATIENCE = 120  # seconds


def main() -> None:
    """Measure, and leave nothing behind, however it ends."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="inventory-") as folder:
        Path(folder).chmod(0o755)  # for the user nobody, as whom root runs PostgreSQL
        place = Place(Path(folder) / "app")
        place.prepare()
        postgres = EmbeddedPostgres(place.database, DURABLE)
        try:
            postgres.start()
            figures = _measure(place)
        finally:
            postgres.stop()
    sys.stdout.write(json.dumps(figures))


def _measure(place: Place) -> dict[str, float | str | None]:
    port = free_port(None)
    environment = _environment(place, port)
    for command in (["migrate", "--verbosity=0"], ["demo", f"--rows={ROWS}"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=APP, env=environment, check=True, capture_output=True
        )
    with _serving(port, environment):
        pass  # as in the image, all that is imported is compiled before the start that counts
    with quarter_of_a_processor() as (enter, why):
        slow = None
        if enter:
            with _serving(port, environment, enter) as (_, slow):
                pass
    with _serving(port, environment) as (server, fast):
        requests = let_work(HOST, port)
        memory = _memory_of_worker(server.pid)
    return {
        "first_answer_seconds": fast,
        "first_answer_quarter_cpu_seconds": slow,
        "why": why,
        "worker_mib": memory,
        "requests": requests,
    }


def _environment(place: Place, port: int) -> dict[str, str]:
    """What the application reads; bytecode is written beside the data."""
    kept = {name: value for name, value in own_environment(place, port).items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPYCACHEPREFIX": str(place.folder / "bytecode")}


@contextmanager
def _serving(
    port: int, environment: Mapping[str, str], enter: tuple[str, ...] = ()
) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """Gunicorn and the seconds until its first answer; `enter` are the words that put a command under a quota.

    Raises:
        RuntimeError: it ended, or was silent for too long.
    """
    started = time.perf_counter()
    server = subprocess.Popen(
        [*enter, sys.executable, "-m", "gunicorn", "--bind", f"{HOST}:{port}", "config.wsgi"],
        cwd=APP,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not answers(f"http://{HOST}:{port}/healthz/live"):
            if server.poll() is not None or time.perf_counter() - started > PATIENCE:
                raise RuntimeError(f"gunicorn did not answer within {PATIENCE} seconds; its code is {server.poll()}")
            time.sleep(0.01)
        yield server, time.perf_counter() - started
    finally:
        _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _memory_of_worker(master: int) -> float:
    """MiB of the one child of gunicorn: what it has alone and its share of what it has with others, else all of it."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
    rows = [[int(word) for word in line.split()] for line in listed.splitlines()]
    ((worker, resident),) = [(process, memory) for process, parent, memory in rows if parent == master]
    rollup = Path(f"/proc/{worker}/smaps_rollup")
    if not rollup.is_file():
        return resident / 1024
    fields = dict(line.split(":", 1) for line in rollup.read_text(encoding="utf-8").splitlines()[1:])
    return int(fields["Pss"].split()[0]) / 1024


if __name__ == "__main__":
    main()
