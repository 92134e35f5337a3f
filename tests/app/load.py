"""A steady load of movements and lists by several clerks, and what came of each request."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPMessage
from http.cookies import SimpleCookie
from threading import Event
from uuid import uuid4

from browser import FRONTEND
from example_stock import make_place, quantity_at
from inventory.models import IdempotencyKey, Role, StockMovement, User
from inventory.selectors.stock import ledger_differences
from inventory.services.ledger import Place
from tasks import PROXIED

PASSWORD = "correct horse battery staple"  # noqa: S105 - of users who live as long as a test
PAUSE = 0.01  # seconds after each request, so that the load is steady instead of all that the machine can bear

Answer = tuple[int, HTTPMessage, bytes]
Send = Callable[[str, str, Mapping[str, str], bytes | None], Answer]


@dataclass(frozen=True, slots=True)
class Sent:
    """One request, with its key where it was a movement, and status 0 where no answer came."""

    key: str
    start: float
    end: float
    status: int
    retry_after: str | None = None
    failure: str = ""


def exchange(
    connection: HTTPConnection, method: str, path: str, headers: Mapping[str, str], body: bytes | None
) -> Answer:
    connection.request(method, path, body, dict(headers))
    response = connection.getresponse()
    return response.status, response.headers, response.read()


@dataclass
class Clerk:
    """Somebody who receives stock at a place of their own, one piece at a time, and looks at lists in between."""

    send: Send
    user: User
    place: Place
    headers: dict[str, str] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)

    def sign_in(self) -> None:
        self.headers = {**PROXIED, "Content-Type": "application/json", "Origin": FRONTEND}
        cookies: SimpleCookie = SimpleCookie()
        credentials = {"email": self.user.email, "password": PASSWORD}
        for method, body in (("GET", None), ("POST", credentials)):
            status, given, said = self.send(method, "/api/v1/session", self.headers, body and json.dumps(body).encode())
            assert status == 200, said
            for line in given.get_all("Set-Cookie", []):
                cookies.load(line)
            self.headers["Cookie"] = "; ".join(f"{name}={each.value}" for name, each in cookies.items())
            self.headers["X-CSRFToken"] = json.loads(said)["csrf_token"]

    def work(self, stop: Event) -> None:
        body = {"product_id": self.place.product_id, "location_id": self.place.location_id, "quantity": 1}
        while not stop.is_set():
            self.sent.append(
                self._request("POST", "/api/v1/movements/receipts", uuid4().hex, json.dumps(body).encode())
            )
            stop.wait(PAUSE)
            self.sent.append(self._request("GET", "/api/v1/stock/levels?limit=20"))
            stop.wait(PAUSE)

    def _request(self, method: str, path: str, key: str = "", body: bytes | None = None) -> Sent:
        headers = {**self.headers, "Idempotency-Key": key} if key else self.headers
        start = time.monotonic()
        try:
            status, given, _ = self.send(method, path, headers, body)
        except (OSError, HTTPException) as error:
            return Sent(key, start, time.monotonic(), 0, failure=f"{type(error).__name__}: {error}")
        return Sent(key, start, time.monotonic(), status, given.get("Retry-After"))


@dataclass
class Load:
    """Several clerks at work at once."""

    clerks: list[Clerk]

    @property
    def sent(self) -> list[Sent]:
        return sorted((each for clerk in self.clerks for each in clerk.sent), key=lambda each: each.start)

    def failed(self) -> list[Sent]:
        return [each for each in self.sent if not 200 <= each.status < 300]

    def assert_the_ledger_holds_what_was_acknowledged(self) -> None:
        """Each acknowledged movement once, no other movement twice, and every level the sum of its lines."""
        for clerk in self.clerks:
            acknowledged = {each.key for each in clerk.sent if each.key and each.status == 201}
            sent = {each.key for each in clerk.sent if each.key}
            acts = dict(IdempotencyKey.objects.filter(user=clerk.user).values_list("key", "act_id"))
            lines = Counter(StockMovement.objects.filter(user=clerk.user).values_list("act_id", flat=True))
            assert acknowledged <= set(acts) <= sent
            assert lines == Counter(acts.values())
            assert quantity_at(clerk.place) == len(acts)
        assert ledger_differences() == []


@contextmanager
def steady_load(send: Send, clerks: int = 4) -> Iterator[Load]:
    """Clerks who work until the end of the block, and whose last requests are answered when it has ended."""
    load = Load([Clerk(send, _user(number), make_place()) for number in range(clerks)])
    for clerk in load.clerks:
        clerk.sign_in()
    stop = Event()
    with ThreadPoolExecutor(clerks) as threads:
        working = [threads.submit(clerk.work, stop) for clerk in load.clerks]
        try:
            yield load
        finally:
            stop.set()
    for each in working:
        each.result()


def _user(number: int) -> User:
    email = f"clerk-under-load-{number}@example.com"
    return User.objects.create_user(email, PASSWORD, name="Clerk", role=Role("clerk"))
