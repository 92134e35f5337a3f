"""The API as its description has it, in reach of schemathesis: no network, and nothing that a case writes stays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from itertools import product as cartesian
from pathlib import Path
from uuid import uuid4
from wsgiref.types import StartResponse, WSGIEnvironment

import schemathesis
from django.conf import settings
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from hypothesis import strategies as st
from schemathesis.auths import AuthContext
from schemathesis.config import (
    CacheConfig,
    GenerationConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)
from schemathesis.core.failures import Failure
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.transport import Response
from schemathesis.generation.case import Case
from schemathesis.hooks import HookContext
from schemathesis.specs.openapi.schemas import OpenApiSchema

from browser import FRONTEND, HOST, Browser
from config.wsgi import application
from example_stock import actor, new_name
from inventory.api.sheets import CSV
from inventory.models import User
from inventory.problems import Problem
from inventory.services.ledger import Place
from inventory.services.movements import stock_receive

FILE = Path(__file__).resolve().parents[2] / "app" / "openapi.json"

_SESSION = "session-of-the-frontend"

# Of the demo data.
_NUMBERS = 10
_IDS = {"id", "product_id", "location_id", "from_id", "to_id", "category_id", "supplier_id"}
_FILES = st.binary(max_size=200) | st.sampled_from(
    [
        b"SKU,Reorder point\r\nCHR-0000001,7\r\n",
        b"SKU;Name;Unit cost\r\nNEW-1;New;1,5\r\nNEW-2;Newer;0\r\n",
        b"SKU,Name\r\nNEW-1,New\r\nNEW-1,Twice\r\n",
        b"SKU,Location,Quantity\r\nCHR-0000001,MAIN,7\r\n",
        b"SKU,Location,Quantity\r\nCHR-0000001,LAB,0\r\n\r\n",
        b"SKU,Location,Quantity\r\nCHR-0000001,MAIN,-1\r\n",
    ]
)

# What a description cannot say about a request: JSON Schema knows neither what is in the database, nor what an earlier
# request asked for, nor the content of a file, nor whether two fields are equal, nor what a good password is.
_UNDESCRIBABLE = {
    "urn:problem:idempotency-key-reused",
    "urn:problem:invalid-cursor",
    "urn:problem:invalid-rows",
    "urn:problem:unknown-reference",
}
_UNDESCRIBABLE_CODES = {
    "date_time",  # of the year 0, or of a second that was put in
    "password_entirely_numeric",
    "password_too_common",
    "password_too_short",
    "password_too_similar",
    "same_location",
    "time_zone",
}


def load(frontend: Frontend, *, examples: int, deterministic: bool) -> OpenApiSchema:
    """The committed description, with the application that it is about behind it."""
    schemathesis.openapi.media_type(CSV, _FILES)
    project = ProjectConfig(generation=GenerationConfig(max_examples=examples, deterministic=deterministic))
    config = SchemathesisConfig(cache=CacheConfig(enabled=False), projects=ProjectsConfig(default=project))
    schema = schemathesis.openapi.from_path(FILE, config=config)
    schema.app = frontend
    schema.auth(refresh_interval=None)(_SignedIn)
    schema.hook(filter_failure)
    return schema


def filter_failure(_: HookContext, failure: Failure, case: Case, response: Response) -> bool:
    """Whether a failure is one: a valid request may be refused for reasons that no description can give."""
    if type(failure).__name__ != "RejectedPositiveData":
        return True
    problem = json.loads(response.content)
    codes = {error["code"] for error in problem.get("errors", [])}
    return problem["type"] not in _UNDESCRIBABLE and not (codes and codes <= _UNDESCRIBABLE_CODES)


class Frontend:
    """The application behind a load balancer that speaks https, asked by the frontend of a signed-in user."""

    def __init__(self) -> None:
        self._cookies: dict[str, str] = {}
        self._email = self._token = ""
        self._password = uuid4().hex

    def sign_in(self, user: User) -> None:
        """Be that user from now on."""
        user.set_password(self._password)
        user.save()
        self._email = user.email
        browser = Browser(user)
        self._token = browser.fetch_token()
        self._cookies = {name: morsel.value for name, morsel in browser.client.cookies.items()}

    def prepare(self, case: Case) -> None:
        """Put in what a description cannot ask for, where nothing is to be wrong.

        That is the token, a new key, a good password for most new users, and for half of those who would sign in ours.
        """
        if not _is_wrong(case, ParameterLocation.HEADER):
            for name, value in (("X-CSRFToken", self._token), ("Idempotency-Key", uuid4().hex)):
                if name in case.headers:
                    case.headers[name] = value
        signs_in = case.operation.label == "POST /api/v1/session" and not _is_wrong(case, ParameterLocation.BODY)
        if signs_in and len(case.body["email"]) % 2 == 1:
            case.body = {"email": self._email, "password": self._password}
        adds = case.operation.label == "POST /api/v1/users" and not _is_wrong(case, ParameterLocation.BODY)
        if adds and len(case.body["password"]) % 4:
            case.body = {**case.body, "password": uuid4().hex}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The answer, read to its end."""
        given = {
            "HTTP_COOKIE": self._cookie(environ.get("HTTP_COOKIE", "")),
            "HTTP_HOST": HOST,
            "HTTP_ORIGIN": FRONTEND,
            "HTTP_X_FORWARDED_PROTO": "https",
        }
        with _connection_kept():
            body = application({**environ, **given}, start_response)
            try:
                return [b"".join(body)]
            finally:
                body.close()

    def _cookie(self, sent: str) -> str:
        """What a browser sends: its session where the case is to have one, and always the secret of the token."""
        session, csrf = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
        return f"{sent.replace(_SESSION, self._cookies[session])}; {csrf}={self._cookies[csrf]}"


class _SignedIn:
    """Tells schemathesis which cookie signs a request in, before there is a session."""

    def get(self, _case: Case, _context: AuthContext) -> str:
        """What stands for the session of the frontend."""
        return _SESSION

    def set(self, case: Case, data: str, _context: AuthContext) -> None:
        """Sign a case in."""
        case.cookies = {**(case.cookies or {}), settings.SESSION_COOKIE_NAME: data}


def aim(case: Case) -> None:
    """Let most numbers be those of something that is there; those of users begin anywhere."""
    users = case.operation.path.startswith("/api/v1/users") and sorted(User.objects.values_list("pk", flat=True))
    for location in (ParameterLocation.PATH, ParameterLocation.QUERY, ParameterLocation.BODY):
        values = case.get_container(location)
        if isinstance(values, dict) and not _is_wrong(case, location):
            for name in _IDS & values.keys():
                if isinstance(values[name], int) and values[name] % 4:
                    values[name] = users[values[name] % len(users)] if users else values[name] % _NUMBERS + 1


def _is_wrong(case: Case, location: ParameterLocation) -> bool:
    """Whether that part of the case is one that the API has to refuse."""
    return case.meta is not None and case.meta.is_negative_at(location)


@contextmanager
def _connection_kept() -> Iterator[None]:
    """A request ends no transaction that it finds open."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@contextmanager
def stocked() -> Iterator[None]:
    """Demo data, for so long."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")  # making up requests may take a while
        call_command("demo", rows=30, verbosity=0, stdout=StringIO())
        _receive()
        yield
        transaction.set_rollback(True)


def _receive() -> None:
    """Let there be enough of everything at every place that receives."""
    for product, location in cartesian(range(1, _NUMBERS + 1), repeat=2):
        with suppress(Problem):
            stock_receive(actor(), new_name(), place=Place(product, location), quantity=10**9)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written in here is checked as the end of a transaction would check it, and rolled back."""
    with transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)
