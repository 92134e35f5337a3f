from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from repo.tracked import ROOT
from workbook.deploy.machine.folder import VARIABLE
from workbook.lang import Lang
from workbook.notebooks.leftovers import MARK, end_what_is_left
from workbook.notebooks.lessons import lessons_in


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of the local cloud of the lessons."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cloud"))
    monkeypatch.setattr("workbook.deploy.machine.folder._LONGEST", 1000)
    monkeypatch.setattr("workbook.deploy.machine.folder._is_open", lambda _: True)
    return tmp_path / "cloud"


def stand(folder: Path, *names: str) -> Path:
    """A local cloud that has kept files."""
    folder.mkdir()
    for name in ("cloud.json", *names):
        (folder / name).write_text("{}")
    return folder


def lesson(*sources: str) -> NotebookNode:
    return new_notebook(cells=[new_markdown_cell("deploying.begin()"), *map(new_code_cell, sources)])


def test_what_a_lesson_has_deployed_is_ended_with_its_processes(folder: Path) -> None:
    stand(folder, MARK)
    task = [sys.executable, "-c", "import time; time.sleep(60)"]
    with subprocess.Popen(task, cwd=folder) as process:
        end_what_is_left(lesson("x = 1", "deploying.begin()"), ROOT)

    assert process.returncode < 0
    assert not folder.exists()


def test_a_lesson_that_stays_apart_leaves_the_others_alone(folder: Path) -> None:
    apart = stand(folder.with_name("cloud-07"), MARK)
    stand(folder, MARK)

    end_what_is_left(lesson('deploying.begin("07")'), ROOT)

    assert not apart.exists()
    assert folder.exists()


@pytest.mark.parametrize(("source", "names"), [("deploying.begin()", ()), ("x = 1", (MARK,))])
def test_what_the_lesson_has_not_deployed_stays(folder: Path, source: str, names: tuple[str, ...]) -> None:
    stand(folder, *names)

    end_what_is_left(lesson(source), ROOT)

    assert folder.exists()


def test_the_lessons_that_deploy_begin_so_that_it_is_found(folder: Path) -> None:
    clouds = [stand(each, MARK) for each in (folder, folder.with_name("cloud-07"))]

    for each in lessons_in(ROOT / "notebooks", Lang.EN):
        end_what_is_left(each.notebook, ROOT)

    assert [each for each in clouds if each.exists()] == []
