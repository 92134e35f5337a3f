"""What an import answers, what it leaves in the database, and who waits for it."""

from __future__ import annotations

import time

import psycopg
from django.http import HttpResponse

from embedded.postgres import EmbeddedPostgres
from inventory.models import Change, IdempotencyKey, Import, Product, StockMovement


def faults(answer: HttpResponse) -> list[tuple[int, str, str, str]]:
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json"), answer.content
    return [(each["line"], each["column"], each["value"], each["code"]) for each in answer.json()["errors"]]


def outcomes(answer: HttpResponse) -> tuple[int, int, int]:
    assert answer.status_code == 200, answer.content
    report = answer.json()
    return report["created"], report["changed"], report["unchanged"]


def written() -> tuple[int, ...]:
    models = (Product, Change, Import, IdempotencyKey, StockMovement)
    return tuple(model._default_manager.count() for model in models)


def wait_until_somebody_waits(server: EmbeddedPostgres) -> None:
    """Return as soon as a session waits for the lock of another."""
    with psycopg.connect(server.url, autocommit=True) as stranger:
        for _ in range(150):
            if stranger.execute("SELECT FROM pg_locks WHERE NOT granted").fetchone() is not None:
                return
            time.sleep(0.01)
    raise AssertionError("nobody waits for a lock, expected that somebody does")
