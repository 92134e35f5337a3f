"""Workers that are replaced or killed while clerks go on working."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from balancer import load_on
from embedded.postgres import EmbeddedPostgres
from load import Load
from tasks import Task, running_task

CLERKS = 4
DYING = 0.1  # seconds that a killed process may take to vanish


@pytest.fixture
def task(committed: EmbeddedPostgres, tmp_path: Path) -> Iterator[Task]:
    with running_task(tmp_path / "output", DATABASE_HOST=str(committed.folder)) as running:
        yield running


def await_successor(task: Task, load: Load) -> None:
    """Until another worker has started and every clerk has been answered a few times more."""
    deadline = time.monotonic() + 30
    while len(task.workers()) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    answered = len(load.sent)
    while len(load.sent) < answered + 20 * CLERKS:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_reload_loses_no_request(task: Task) -> None:
    (old,) = task.workers()
    with load_on(task, CLERKS) as load:
        time.sleep(1)
        task.process.send_signal(signal.SIGHUP)
        await_successor(task, load)
        deadline = time.monotonic() + 10
        while is_alive(old) and time.monotonic() < deadline:
            time.sleep(0.1)

    assert not is_alive(old)
    assert load.failed() == []
    load.assert_the_ledger_holds_what_was_acknowledged()


def test_a_worker_that_is_killed_loses_only_the_requests_under_way(task: Task) -> None:
    (victim,) = task.workers()
    with load_on(task, CLERKS) as load:
        time.sleep(1)
        os.kill(victim, signal.SIGKILL)
        killed = time.monotonic()
        await_successor(task, load)

    failed = load.failed()
    assert len(failed) <= CLERKS
    assert [each for each in failed if each.status or not each.start - DYING < killed < each.end + DYING] == []
    load.assert_the_ledger_holds_what_was_acknowledged()
