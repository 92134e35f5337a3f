"""The acts of somebody who works with the inventory: signing in, and moving stock in and out again."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from workbook.deploy.acceptance import words
from workbook.deploy.acceptance.browser import Browser
from workbook.deploy.acceptance.model import expect
from workbook.deploy.passwords import hash_of
from workbook.deploy.target import Target
from workbook.deploy.task import run_task
from workbook.errors import DeployError
from workbook.lang import Text

_EMAIL = "verifier@inventory.invalid"
_SKU, _CODE, _NAME = "VERIFY", "VERIFY", "Verification"
_MANAGE = ("python", "manage.py", "verifier")


@contextmanager
def verifier(target: Target) -> Iterator[str]:
    """An account that is open for as long, and its password.

    Raises:
        DeployError: the task that opens or closes it failed.
    """
    password = secrets.token_urlsafe(18)
    _run(target, "open", {"VERIFIER_PASSWORD_HASH": hash_of(password)})
    try:
        yield password
    finally:
        _run(target, "close", {})


@dataclass
class Worker:
    """Somebody who is signed in, or wants to be."""

    browser: Browser
    password: str
    page: str
    """The origin of the page that asks."""

    token: str = ""

    def sign_in(self) -> Text:
        """As the page does it: with a token, from its origin, and a cookie that no script reads."""
        self.token = self._told("/api/v1/session")["csrf_token"]
        told = self._told("/api/v1/session", "POST", {"email": _EMAIL, "password": self.password})
        self.token = told["csrf_token"]
        return words.SIGNED_IN.format(email=told["user"]["email"])

    def move_stock(self) -> Text:
        """One piece of a product that is there for this alone comes in and goes out again."""
        product = self._thing("products", {"q": _SKU}, "sku", {"sku": _SKU, "name": _NAME})
        location = self._thing("locations", {}, "code", {"code": _CODE, "name": _NAME})
        balances = [self._move(kind, product, location) for kind in ("receipts", "issues")]
        expect(balances[0] == balances[1] + 1, words.WRONG_BALANCE.format(balances=balances))
        for kind, number in (("products", product), ("locations", location)):
            self._told(f"/api/v1/{kind}/{number}", "PATCH", {"active": False})
        return words.MOVED.format(sku=_SKU, before=balances[1], after=balances[0])

    def _move(self, kind: str, product: int, location: int) -> int:
        body = {"product_id": product, "location_id": location, "quantity": 1, "reason": _NAME}
        path = f"/api/v1/movements/{kind}"
        told = self._told(path, "POST", body, {"Idempotency-Key": str(uuid4())})
        return int(told["lines"][0]["balance"])

    def _thing(self, kind: str, query: Mapping[str, str], key: str, form: Mapping[str, object]) -> int:
        """The number of a product or a location, which is made where it is not there, and active."""
        path = f"/api/v1/{kind}"
        asked = "&".join(f"{name}={value}" for name, value in {**query, "limit": "200"}.items())
        found = [each for each in self._listed(f"{path}?{asked}") if each[key] == form[key]]
        if found:
            number = int(found[0]["id"])
            self._told(f"{path}/{number}", "PATCH", {"active": True})
            return number
        return int(self._told(path, "POST", form)["id"])

    def _listed(self, path: str) -> list[Any]:
        items, after = list[Any](), ""
        while True:
            page = self._told(f"{path}{after}")
            items += page["items"]
            if not page.get("next"):
                return items
            after = f"&after={page['next']}"

    def _told(
        self,
        path: str,
        method: str = "GET",
        body: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:  # noqa: ANN401 - what the API describes
        """What the API answers to a request that it takes."""
        own = {"Origin": self.page, "Referer": f"{self.page}/", "X-CSRFToken": self.token}
        answer = self.browser.ask(path, method, body, {**own, **(headers or {})})
        said = answer.body[:200].decode(errors="replace")
        is_taken = answer.status in {200, 201} and answer.headers.get("content-type", "").startswith("application/json")
        expect(is_taken, words.REFUSED.format(path=path, status=answer.status, said=said))
        return answer.json()


def _run(target: Target, act: str, variables: Mapping[str, str]) -> None:
    ended = run_task(target, [*_MANAGE, act], variables)
    if ended.code != 0:
        raise DeployError(words.NO_VERIFIER.format(act=act, code=ended.code, said=ended.said))
