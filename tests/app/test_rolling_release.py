"""Tasks replaced one by one behind a load balancer, while clerks go on working."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from balancer import Balancer
from embedded.postgres import EmbeddedPostgres
from load import steady_load
from tasks import Task, running_task

TASKS = 2

Start = Callable[..., Task]


@pytest.fixture
def start(committed: EmbeddedPostgres, tmp_path: Path) -> Iterator[Start]:
    """Start one more task of the service."""
    with ExitStack() as stack:
        started: list[Task] = []

        def start(**variables: str) -> Task:
            output = tmp_path / f"output-{len(started)}"
            task = running_task(output, DATABASE_HOST=str(committed.folder), **variables)
            started.append(stack.enter_context(task))
            return started[-1]

        yield start
        for task in started:
            task.process.terminate()


def assert_nothing_is_lost(start: Callable[[], Task], stop: Callable[[Balancer, Task], None], *, rounds: int) -> None:
    """Replace every task so many times: each stops once another has taken its place."""
    with closing(Balancer()) as balancer:
        running = [start() for _ in range(TASKS)]
        for task in running:
            balancer.register(task.port)
        with steady_load(balancer.send) as load:
            for _ in range(TASKS * rounds):
                running.append(start())
                balancer.register(running[-1].port)
                stop(balancer, running.pop(0))

    assert load.failed() == []
    assert len(load.sent) > 500
    assert balancer.reused > len(load.sent) / 2
    load.assert_the_ledger_holds_what_was_acknowledged()


def test_a_release_loses_no_request(start: Start) -> None:
    def deregister_and_stop(balancer: Balancer, task: Task) -> None:
        balancer.deregister(task.port)
        assert task.stop() == 0

    assert_nothing_is_lost(start, deregister_and_stop, rounds=3)


def test_a_task_that_stops_before_the_balancer_hears_of_it_loses_no_request(start: Start) -> None:
    def stop_and_deregister(balancer: Balancer, task: Task) -> None:
        task.process.terminate()
        time.sleep(1)  # of the 2 seconds for which it serves on
        balancer.deregister(task.port)
        assert task.process.wait(timeout=40) == 0

    assert_nothing_is_lost(lambda: start(GUNICORN_GRACEFUL_TIMEOUT="12"), stop_and_deregister, rounds=1)
