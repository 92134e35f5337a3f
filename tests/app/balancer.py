"""A load balancer as a task knows it: requests in turn, kept connections, and an end to them before the task stops."""

from __future__ import annotations

import select
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Lock

from load import Answer, Load, exchange, steady_load
from tasks import Task

IDLE = 60  # seconds that an idle connection is kept, as the template says of the real one
DEREGISTRATION = 10  # seconds that requests get to end


@dataclass
class Target:
    """One task, its idle connections with the time since when they are, and its requests under way."""

    port: int
    idle: list[tuple[HTTPConnection, float]] = field(default_factory=list)
    under_way: int = 0


class Balancer:
    """Sends each request to the next target over a connection that is idle, or over a new one; never twice."""

    def __init__(self) -> None:
        self._lock, self._targets, self._turn = Lock(), list[Target](), 0
        self.reused = 0

    def register(self, port: int) -> None:
        with self._lock:
            self._targets.append(Target(port))

    def deregister(self, port: int) -> None:
        """Send nothing more there, let the requests under way end, and close the connections."""
        with self._lock:
            (target,) = [each for each in self._targets if each.port == port]
            self._targets.remove(target)
        deadline = time.monotonic() + DEREGISTRATION
        while target.under_way and time.monotonic() < deadline:
            time.sleep(0.01)
        for connection, _ in target.idle:
            connection.close()

    def close(self) -> None:
        for target in list(self._targets):
            self.deregister(target.port)

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        target, connection = self._take()
        try:
            answer = exchange(connection, method, path, headers, body)
        except (OSError, HTTPException):
            connection.close()
            raise
        finally:
            with self._lock:
                target.under_way -= 1
                if connection.sock is not None:  # else the answer said that it is the last
                    target.idle.append((connection, time.monotonic()))
        return answer

    def _take(self) -> tuple[Target, HTTPConnection]:
        with self._lock:
            self._turn += 1
            target = self._targets[self._turn % len(self._targets)]
            target.under_way += 1
            while target.idle:
                connection, since = target.idle.pop()
                if time.monotonic() - since < IDLE and not _is_closed(connection):
                    self.reused += 1
                    return target, connection
                connection.close()
        return target, HTTPConnection("127.0.0.1", target.port, timeout=20)


def _is_closed(connection: HTTPConnection) -> bool:
    """Whether the task has closed it: an idle connection has nothing else to be read."""
    return connection.sock is None or bool(select.select([connection.sock], [], [], 0)[0])


@contextmanager
def load_on(task: Task, clerks: int) -> Iterator[Load]:
    """So many clerks at work on one task."""
    with closing(Balancer()) as balancer:
        balancer.register(task.port)
        with steady_load(balancer.send, clerks) as load:
            yield load
