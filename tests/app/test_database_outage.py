"""A database that goes away and comes back while clerks go on working."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections

from balancer import load_on
from config.health import LIVE, READY
from embedded.postgres import USER, EmbeddedPostgres
from load import Load
from tasks import Task, running_task

DOWN = 10  # seconds
CLERKS = 8  # twice as many as there are threads, so that somebody always waits for one
PATIENCE = 6  # seconds until an answer
HEALTH_CHECK = 5  # seconds that the load balancer waits for one
STRAY = 0.001  # of the requests may fail while the database is there


@pytest.fixture
def durable(committed: EmbeddedPostgres) -> Iterator[EmbeddedPostgres]:
    """The database, which acknowledges what has been written and no more, as the one on AWS does."""
    _tell(committed, "SET synchronous_commit = on")
    yield committed
    connections.close_all()
    connection.close_pool()  # it has learnt that the database was away
    _tell(committed, "RESET synchronous_commit")


def _tell(server: EmbeddedPostgres, what: str) -> None:
    with psycopg.connect(server.url, autocommit=True) as own:
        own.execute(f"ALTER DATABASE {USER} {what}")


@pytest.fixture
def task(durable: EmbeddedPostgres, tmp_path: Path) -> Iterator[Task]:
    variables = {"DATABASE_HOST": str(durable.folder), "DATABASE_CONNECT_TIMEOUT": "5"}
    with running_task(tmp_path / "output", **variables) as running:
        yield running


def control(server: EmbeddedPostgres, command: str) -> None:
    """End every connection of the server in the middle of what it does, as a crash would."""
    place = ("-D", str(server.folder / "data"), "-l", str(server.folder / "log"))
    server._run("pg_ctl", *place, "-m", "immediate", "-w", "-t", "60", command)


def probe(task: Task, path: str) -> tuple[int, float]:
    start = time.monotonic()
    return task.ask(path)[0], time.monotonic() - start


def assert_only_the_outage_was_felt(load: Load, start: float, end: float) -> None:
    """Failures are answers that say when to come again, come in time, and stop with the outage."""
    failed = load.failed()
    strays = [each for each in failed if each.end < start or each.start > end]

    assert {(each.status, each.retry_after) for each in failed} <= {(503, "5")}
    assert max(each.end - each.start for each in load.sent) < PATIENCE
    assert len(strays) <= STRAY * len(load.sent)
    load.assert_the_ledger_holds_what_was_acknowledged()


def test_a_database_that_restarts_loses_nothing_that_was_acknowledged(durable: EmbeddedPostgres, task: Task) -> None:
    with load_on(task, CLERKS) as load:
        connections.close_all()  # the test's own, which the server is about to end
        time.sleep(2)
        start = time.monotonic()
        control(durable, "restart")
        end = time.monotonic()
        time.sleep(3)

    assert_only_the_outage_was_felt(load, start, end + 1)
    assert len(task.workers()) == 1


def test_a_database_that_is_down_is_said_at_once_and_comes_back_by_itself(
    durable: EmbeddedPostgres, task: Task
) -> None:
    live, ready = [], []
    with load_on(task, CLERKS) as load:
        connections.close_all()  # the test's own, which the server is about to end
        time.sleep(1)
        start = time.monotonic()
        control(durable, "stop")
        stopped = time.monotonic()
        while time.monotonic() < stopped + DOWN:
            live.append(probe(task, LIVE))
            ready.append(probe(task, READY))
            time.sleep(0.2)
        started = time.monotonic()
        durable.start()
        end = time.monotonic()
        time.sleep(6)

    meanwhile = [each for each in load.sent if stopped < each.start and each.end < started]
    served = [each.end for each in load.sent if each.key and each.status == 201 and each.end > end]
    assert meanwhile
    assert {each.status for each in meanwhile} == {503}
    assert {status for status, _ in live} == {200}
    assert {status for status, _ in ready} == {503}
    assert max(seconds for _, seconds in live) < HEALTH_CHECK
    assert min(served) < end + 5
    assert_only_the_outage_was_felt(load, start, end + 5)
    assert len(task.workers()) == 1
