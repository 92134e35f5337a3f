"""A worker of gunicorn that waits for what a slow client sends for so long, and no longer."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

PATIENCE = 10
"""Seconds that a client has for the headers, and as many for a body."""

RATE = 64 * 1024
"""Bytes of a body that are worth one second more."""

_LOOK = 0.5  # seconds


class DeadlineWorker(ThreadWorker):  # type: ignore[misc] # gunicorn has no types
    """Ends the reading from clients that keep a thread waiting: a few of them would else hold all threads for ever."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - as gunicorn has them
        super().__init__(*arguments, **named)
        self._ends: dict[socket.socket, float] = {}

    def init_process(self) -> None:
        """Begin to look after the clients, and serve."""
        threading.Thread(target=self._watch, name="deadlines", daemon=True).start()
        super().init_process()

    def handle(self, conn: Any) -> Any:  # noqa: ANN401 - as gunicorn has it
        """Serve one request of a connection; whether it can be used for another one."""
        self._ends[conn.sock] = time.monotonic() + PATIENCE
        try:
            kept = super().handle(conn)
        finally:
            is_cut_off = self._ends.pop(conn.sock, None) is None
        return False if is_cut_off else kept

    def handle_request(self, req: Any, conn: Any) -> Any:  # noqa: ANN401 - as above
        """Have the application answer; it reads the body, if there is one."""
        length = dict(req.headers).get("CONTENT-LENGTH", "0")
        self._ends[conn.sock] = time.monotonic() + PATIENCE + int(length) / RATE if length != "0" else float("inf")
        return super().handle_request(req, conn)

    def _watch(self) -> None:
        while True:
            time.sleep(_LOOK)
            now = time.monotonic()
            for sock, end in list(self._ends.items()):
                if end < now and self._ends.pop(sock, 0):
                    with contextlib.suppress(OSError):  # it has gone in between
                        sock.shutdown(socket.SHUT_RD)
