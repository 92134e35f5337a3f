from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from localcloud.tasks.leftovers import NOTE, end_leftovers, note
from repo.tracked import ROOT
from workbook.deploy.machine.cloud import LocalCloud


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    folder = tmp_path / "tasks"
    folder.mkdir()
    return folder


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as started:
        yield started
        started.kill()


def by_workbook(tasks: Path) -> None:
    LocalCloud(ROOT, tasks.parent).end_leftovers()


@pytest.mark.parametrize("end", [end_leftovers, by_workbook])
def test_a_task_that_was_left_is_ended(
    tasks: Path, process: subprocess.Popen[bytes], end: Callable[[Path], None]
) -> None:
    (tasks / "task").mkdir()
    note(tasks / "task", process.pid)

    end(tasks)

    assert process.wait(10) == -9


@pytest.mark.parametrize("end", [end_leftovers, by_workbook])
def test_whoever_has_its_number_by_now_is_left_alone(
    tasks: Path, process: subprocess.Popen[bytes], end: Callable[[Path], None]
) -> None:
    for name, began in (("another", "Mon Jan  1 00:00:00 2024"), ("unknown", "")):
        (tasks / name).mkdir()
        (tasks / name / NOTE).write_text(f"{process.pid}\n{began}\n")

    end(tasks)

    assert process.poll() is None


def test_what_a_task_has_written_goes_with_it(tasks: Path, process: subprocess.Popen[bytes]) -> None:
    (tasks / "task" / "tmp").mkdir(parents=True)
    note(tasks / "task", process.pid)
    process.kill()
    process.wait()

    end_leftovers(tasks)

    assert list(tasks.iterdir()) == []
