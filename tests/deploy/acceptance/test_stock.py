"""Somebody who moves stock finds an API that counts wrong, refuses, or answers in another form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

import pytest

from workbook.deploy.acceptance.browser import Browser, Response
from workbook.deploy.acceptance.model import NotHereError, Outcome, UnexpectedError, attempt
from workbook.deploy.acceptance.stock import Worker
from workbook.errors import DeployError
from workbook.lang import Text

SAID = Text(en="done", es="hecho")


class Inventory:
    """The API as far as a worker asks it, with products in pages of one; a test may spoil an answer."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.keys: list[str] = []
        self.things: dict[str, list[dict[str, Any]]] = {"products": [], "locations": []}
        self.balance = 0
        self.spoil: Callable[[str], Response | None] = {}.get

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        self.asked.append((method, path.partition("?")[0]))
        given = headers or {}
        if "Idempotency-Key" in given:
            self.keys.append(given["Idempotency-Key"])
        return self.spoil(f"{method} {path}") or answered(self._answer(path, method, body or {}))

    def _answer(self, path: str, method: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        kind, _, rest = path.removeprefix("/api/v1/").partition("/")
        if kind == "session":
            return {"csrf_token": "token", "user": {"email": body.get("email")}}
        if kind == "movements":
            self.balance += body["quantity"] if rest == "receipts" else -body["quantity"]
            return {"lines": [{"balance": self.balance}]}
        kind = kind.partition("?")[0]
        if method == "GET":
            place = int(path.partition("&after=")[2] or 0)
            items = self.things[kind][place : place + 1]
            return {"items": items, "next": str(place + 1) if place + 1 < len(self.things[kind]) else None}
        if method == "POST":
            self.things[kind].append({"id": len(self.things[kind]) + 1, "active": True, **body})
            return self.things[kind][-1]
        self.things[kind][int(rest) - 1].update(body)
        return self.things[kind][int(rest) - 1]


def answered(told: object, status: int = 200, kind: str = "application/json") -> Response:
    return Response(status, {"content-type": kind}, json.dumps(told).encode())


@pytest.fixture
def inventory() -> Inventory:
    return Inventory()


@pytest.fixture
def worker(inventory: Inventory) -> Worker:
    return Worker(cast("Browser", inventory), "secret", "https://app.example.com")


def test_what_is_there_for_this_alone_is_made_once_and_left_inactive(inventory: Inventory, worker: Worker) -> None:
    inventory.things["products"].append({"id": 1, "sku": "OTHER", "active": True})
    for _ in range(2):
        assert worker.move_stock().en == "one piece of VERIFY in and out: 0, 1, 0"

    assert [(each["sku"], each["active"]) for each in inventory.things["products"]] == [
        ("OTHER", True),
        ("VERIFY", False),
    ]
    assert [each["active"] for each in inventory.things["locations"]] == [False]
    assert len(set(inventory.keys)) == 4  # each movement has a key of its own


def test_who_signs_in_asks_with_the_token_of_the_answer(worker: Worker) -> None:
    assert worker.sign_in().en == "as verifier@inventory.invalid"
    assert worker.token == "token"  # noqa: S105 - the one that the inventory gave


def test_a_balance_that_is_wrong_is_found(inventory: Inventory, worker: Worker) -> None:
    inventory.spoil = lambda asked: answered({"lines": [{"balance": 7}]}) if asked.endswith("/issues") else None
    with pytest.raises(UnexpectedError, match=r"1.*7"):
        worker.move_stock()


@pytest.mark.parametrize(
    "answer",
    [answered({"detail": "no"}, 403), answered({}, 500), answered("a page", kind="text/html")],
    ids=["refused", "broken", "a page"],
)
def test_an_answer_that_takes_nothing_is_told_with_its_path(
    inventory: Inventory, worker: Worker, answer: Response
) -> None:
    inventory.spoil = lambda asked: answer if asked.startswith("POST") else None

    with pytest.raises(UnexpectedError, match=rf"/api/v1/session .*{answer.status}"):
        worker.sign_in()


def test_an_answer_of_another_form_fails_the_act_and_nothing_else(inventory: Inventory, worker: Worker) -> None:
    inventory.spoil = lambda asked: answered({"lines": []}) if "movements" in asked else None

    act = attempt("stock", SAID, worker.move_stock)

    assert (act.outcome, act.found.en) == (Outcome.FAILS, "IndexError: list index out of range")


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (NotHereError(SAID), Outcome.NOT_HERE),
        (UnexpectedError(SAID), Outcome.FAILS),
        (DeployError(SAID), Outcome.FAILS),
        (ConnectionRefusedError(111, "refused"), Outcome.FAILS),
    ],
)
def test_whatever_is_in_the_way_of_an_act_is_what_was_found(error: Exception, outcome: Outcome) -> None:
    def act() -> Text:
        raise error

    assert attempt("one", SAID, act).outcome is outcome
    assert attempt("one", SAID, lambda: SAID).outcome is Outcome.WORKS
