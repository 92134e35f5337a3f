"""What the frontend in a browser sends: cookies, the token of writes, its origin."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from example_environment import VARIABLES
from inventory.models import User

HOST = VARIABLES["DJANGO_ALLOWED_HOSTS"]
FRONTEND = VARIABLES["DJANGO_CORS_ALLOWED_ORIGINS"]


class Browser:
    """One browser with its cookies, signed in as a user or as nobody; it trusts what it is answered."""

    def __init__(self, user: User | None = None) -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False, SERVER_NAME=HOST)
        if user is not None:
            self.client.force_login(user)
        self.token = ""

    def send(
        self, method: str, path: str, body: Any = None, *, content_type: str = "application/json", **headers: str
    ) -> HttpResponse:
        """One request; `headers` are named as in Python, so that accept_language is Accept-Language."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"Origin": FRONTEND, "X-CSRFToken": self.token} | given
        written = body if isinstance(body, str | bytes) else json.dumps(body)
        data = {} if body is None else {"data": written, "content_type": content_type}
        return self.client.generic(method, f"/api/v1{path}", secure=True, headers=sent, **data)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> HttpResponse:
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: Any) -> HttpResponse:
        return self.send("PATCH", path, body)

    def upload(self, path: str, file: str | bytes, **headers: str) -> HttpResponse:
        """A CSV file under a new key, or under the given one."""
        return self.send("POST", path, file, content_type="text/csv", **{"idempotency_key": uuid4().hex} | headers)

    def move(self, kind: str, body: Any, key: str | None = None) -> HttpResponse:
        """A movement under a new key, or under the given one."""
        return self.post(f"/movements/{kind}", body, idempotency_key=key or uuid4().hex)

    def fetch_token(self) -> str:
        self.token = self.get("/session").json()["csrf_token"]
        return self.token


def signed_in(user: User) -> Browser:
    """A browser of that user, ready to write."""
    browser = Browser(user)
    browser.fetch_token()
    return browser
