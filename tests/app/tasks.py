"""Gunicorn as a task runs it, on this machine."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from browser import HOST
from config.health import LIVE
from example_environment import VARIABLES

APP = Path(__file__).resolve().parents[2] / "app"
PROXIED = {"Host": HOST, "X-Forwarded-Proto": "https"}
"""What the load balancer adds to each request."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Task:
    """A running gunicorn; its output goes to a file."""

    process: subprocess.Popen[bytes]
    port: int
    output: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, headers={**PROXIED, **headers})
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.output.read_text().splitlines()]

    def workers(self) -> list[int]:
        """The processes that answer, in the order in which they started."""
        started = [line["message"] for line in self.lines() if "Booting worker" in line["message"]]
        return [int(message.rpartition(" ")[2]) for message in started]

    def await_health(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if self.ask(LIVE)[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        pytest.fail(f"gunicorn did not answer: {self.output.read_text()}")

    def stop(self) -> int:
        """Stop it as ECS does; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=40)


@contextmanager
def running_task(output: Path, **variables: str) -> Iterator[Task]:
    """A task that answers, with these variables besides those of the example; it has ended when this ends."""
    # With 5 seconds to end its requests, a task serves on for none of them.
    own = {"GUNICORN_GRACEFUL_TIMEOUT": "5", "GUNICORN_THREADS": "4", "LOG_LEVEL": "INFO", "PORT": str(free_port())}
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "config.wsgi"],
            cwd=APP,
            env={"PATH": os.environ["PATH"], **VARIABLES, **own, **variables},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    task = Task(process, int(own["PORT"]), output)
    try:
        task.await_health()
        yield task
    finally:
        task.stop()
