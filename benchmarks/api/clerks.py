"""Clerks at work over real HTTP: lists, details and receipts of stock, each over a connection that is kept."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

CLERKS = 4
ROUNDS = 417  # of three requests by each clerk: a little over 5000
ACCOUNT = {"email": "clerk@inventory.example", "password": "try-the-inventory"}


class Clerk:
    """One of them, signed in to demo data on this machine."""

    def __init__(self, host: str, port: int) -> None:
        self._connection = HTTPConnection(host, port, timeout=30)
        self._headers = {"Content-Type": "application/json", "Origin": f"http://{host}:{port}"}
        self._cookies: SimpleCookie = SimpleCookie()
        self._ask("/session")
        self._ask("/session", ACCOUNT)

    def work(self) -> int:
        """A few pages, products and receipts; how many requests it took."""
        products = [each["id"] for each in self._ask("/products?limit=200&active=true")["items"]]
        location = next(each["id"] for each in self._ask("/locations?limit=200")["items"] if each["active"])
        for number in range(ROUNDS):
            product = products[number % len(products)]
            self._ask("/products?limit=50")
            self._ask(f"/products/{product}")
            self._ask("/movements/receipts", {"product_id": product, "location_id": location, "quantity": 1})
        self._connection.close()
        return 3 * ROUNDS

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - answers are what they are
        """What is answered.

        Raises:
            RuntimeError: it is none of success, so that no failure is measured as if it were work.
        """
        headers = {**self._headers, "Idempotency-Key": uuid4().hex}
        method, data = ("GET", None) if body is None else ("POST", json.dumps(body).encode())
        self._connection.request(method, f"/api/v1{path}", data, headers)
        response = self._connection.getresponse()
        said = response.read()
        if response.status not in {200, 201}:
            raise RuntimeError(f"{path} answers {response.status}: {said.decode()}")
        for line in response.headers.get_all("Set-Cookie", []):
            self._cookies.load(line)
        self._headers["Cookie"] = "; ".join(f"{name}={each.value}" for name, each in self._cookies.items())
        answer = json.loads(said)
        if path == "/session":
            self._headers["X-CSRFToken"] = answer["csrf_token"]
        return answer


def let_work(host: str, port: int) -> int:
    """Have all of them work at once; how many requests were answered."""
    with ThreadPoolExecutor(CLERKS) as threads:
        return sum(threads.map(lambda _: Clerk(host, port).work(), range(CLERKS)))
