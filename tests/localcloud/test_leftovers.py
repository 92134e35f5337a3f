from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from localcloud.tasks.leftovers import NOTE, end_leftovers, note
from workbook.deploy.cloud import end_noted


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as started:
        yield started
        started.kill()


def by_workbook(tasks: Path) -> None:
    for file in tasks.glob(f"*/{NOTE}"):
        end_noted(file)


@pytest.mark.parametrize("end", [end_leftovers, by_workbook])
def test_a_task_that_was_left_is_ended(
    tmp_path: Path, process: subprocess.Popen[bytes], end: Callable[[Path], None]
) -> None:
    (tmp_path / "task").mkdir()
    note(tmp_path / "task", process.pid)

    end(tmp_path)

    assert process.wait(10) == -9


@pytest.mark.parametrize("end", [end_leftovers, by_workbook])
def test_whoever_has_its_number_by_now_is_left_alone(
    tmp_path: Path, process: subprocess.Popen[bytes], end: Callable[[Path], None]
) -> None:
    for name, began in (("another", "Mon Jan  1 00:00:00 2024"), ("unknown", "")):
        (tmp_path / name).mkdir()
        (tmp_path / name / NOTE).write_text(f"{process.pid}\n{began}\n")

    end(tmp_path)

    assert process.poll() is None


def test_what_a_task_has_written_goes_with_it(tmp_path: Path, process: subprocess.Popen[bytes]) -> None:
    (tmp_path / "task" / "tmp").mkdir(parents=True)
    note(tmp_path / "task", process.pid)
    process.kill()
    process.wait()

    end_leftovers(tmp_path)

    assert list(tmp_path.iterdir()) == []
