from __future__ import annotations

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.test import Client, RequestFactory

from config import health
from config.health import LIVE, READY, HealthMiddleware
from embedded.postgres import EmbeddedPostgres


def probe(path: str) -> HttpResponse:
    """What the load balancer sends: plain http, and the address of the task as host."""
    return Client(SERVER_NAME="10.0.3.17").get(path)


def forbid(*_: object, **__: object) -> None:
    raise OperationalError("the database was asked")


def test_live_answers_any_host_over_plain_http_without_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DatabaseWrapper, "connect", forbid)

    answer = probe(LIVE)

    assert (answer.status_code, answer.json()) == (200, {"status": "live"})
    assert answer["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_only_the_very_path_is_let_through() -> None:
    assert [probe(f"{LIVE}{more}").status_code for more in ("/", "x", "/../admin/")] == [400, 400, 400]


def test_ready_asks_the_database(database: EmbeddedPostgres) -> None:
    answer = probe(READY)

    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_ready_says_that_the_database_does_not_answer(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("the connection is closed")

    monkeypatch.setattr(DatabaseWrapper, "connect", fail)
    connection.close()

    answer = probe(READY)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer.json() == {"status": "not ready", "reasons": ["the database does not answer"]}


def test_ready_counts_missing_migrations(database: EmbeddedPostgres) -> None:
    ((_, newest),) = MigrationLoader(connection).graph.leaf_nodes("inventory")
    MigrationRecorder(connection).record_unapplied("inventory", newest)
    middleware = HealthMiddleware(lambda _: HttpResponse())

    answer = middleware(RequestFactory().get(READY))

    assert answer.status_code == 503
    assert b"1 migrations are missing from the database; run manage.py migrate" in answer.content


def test_migrations_are_counted_until_none_is_missing(
    database: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    middleware, counted = HealthMiddleware(lambda _: HttpResponse()), []
    missing = [2, 0, 99]

    def count() -> int:
        counted.append(missing[len(counted)])
        return counted[-1]

    monkeypatch.setattr(health, "missing_migrations", count)
    statuses = [middleware(RequestFactory().get(READY)).status_code for _ in range(4)]

    assert statuses == [503, 200, 200, 200]
    assert counted == [2, 0]
