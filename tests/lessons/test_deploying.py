"""Where lesson 5 deploys to, the copies that it makes, and what it touches."""

from __future__ import annotations

import json
import os
import socket
import time
from pathlib import Path

import pytest

from repo.tracked import ROOT
from workbook.deploy.acceptance.browser import Browser, Response
from workbook.deploy.machine.cloud import LocalCloud
from workbook.deploy.machine.folder import VARIABLE
from workbook.deploy.machine.image import build_image
from workbook.deploy.place import Door
from workbook.errors import ProfileError
from workbook.lessons import deploying
from workbook.lessons.deploy_traces import Found, Traces
from workbook.notebooks.command import LessonError
from workbook.template.edit import EditError, put, remove
from workbook.template.model import Evidence, LogicalId, StackName
from workbook.template.source import SNAPSHOTS, load_profile


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of a local cloud that nobody has started, with everything installed."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cloud"))
    monkeypatch.setattr("workbook.deploy.machine.folder._LONGEST", 1000)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("workbook.lessons.deploying.program_of", lambda _: ROOT)
    return tmp_path / "cloud"


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clouds that are started at once, and by nobody."""
    monkeypatch.setattr(deploying, "run", lambda _: deploying.place().cloud.folder.mkdir(exist_ok=True))


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders of clouds that were ended."""
    found: list[Path] = []
    monkeypatch.setattr(LocalCloud, "remove", lambda cloud: found.append(cloud.folder))
    return found


def test_where_something_is_not_installed_the_sentence_says_what_to_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook.lessons.deploying.program_of", lambda _: folder / "no" / "cdk")

    with pytest.raises(LessonError, match="run once, in a terminal: make setup FRONTEND=1 LOCALCLOUD=1") as refused:
        deploying.begin()

    assert refused.value._render_traceback_() == [str(refused.value)]
    assert not folder.exists()


@pytest.mark.usefixtures("all_there")
def test_what_an_earlier_run_has_left_is_ended(folder: Path, ended: list[Path]) -> None:
    deploying.begin()
    assert ended == []

    deploying.begin()
    assert ended == [folder]


@pytest.mark.usefixtures("all_there")
def test_what_is_not_of_the_lesson_stays_untouched(folder: Path, ended: list[Path]) -> None:
    folder.mkdir()
    (folder / "cloud.json").write_text("{}")

    with pytest.raises(LessonError, match=rf"not of this lesson, in {folder}; .* in the variable {VARIABLE}"):
        deploying.begin()

    assert ended == []
    assert [file.name for file in folder.iterdir()] == ["cloud.json"]


@pytest.mark.usefixtures("all_there")
def test_a_lesson_that_stays_apart_has_a_folder_of_its_own(folder: Path, ended: list[Path]) -> None:
    folder.mkdir()
    (folder / "cloud.json").write_text("{}")

    deploying.begin("07")
    deploying.begin("07")

    assert os.environ[VARIABLE] == f"{folder}-07"
    assert ended == [Path(f"{folder}-07")]
    assert [file.name for file in folder.iterdir()] == ["cloud.json"]


@pytest.mark.usefixtures("all_there", "ended")
def test_a_lesson_that_has_the_folder_to_itself_takes_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(deploying.ALONE, "1")

    deploying.begin("07")

    assert os.environ[VARIABLE] == str(folder)


@pytest.fixture
def all_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout with everything installed that the lesson needs."""
    for needed in (("localcloud", ".venv"), ("frontend", "node_modules")):
        tmp_path.joinpath("checkout", *needed).mkdir(parents=True)
    monkeypatch.setattr("workbook.lessons.deploying.CHECKOUT", tmp_path / "checkout")


def minimum() -> Evidence:
    [target] = [each for each in load_profile("starter").resources() if each.type.endswith("ScalableTarget")]
    return target.evidence("MinCapacity")


def test_a_copy_of_the_templates_has_the_edit_and_nothing_else(folder: Path) -> None:
    place = minimum()

    copy = deploying.write_assembly("three", "starter", put(place, 3))

    assert copy.relative_to(folder).name == "three"
    assert {file.name for file in copy.iterdir()} == {file.name for file in (SNAPSHOTS / "starter").iterdir()}
    for file in copy.glob("*.template.json"):
        template, original = (json.loads(each.read_text()) for each in (file, SNAPSHOTS / "starter" / file.name))
        if file.name.startswith(place.stack):
            properties = original["Resources"][place.logical_id]["Properties"]
            assert properties["MinCapacity"] != 3
            properties["MinCapacity"] = 3
        assert template == original


def test_a_copy_of_the_same_name_takes_the_place_of_the_first(folder: Path) -> None:
    first = deploying.write_assembly("same", "starter", put(minimum(), 3))
    again = deploying.write_assembly("same", "starter", remove(minimum()))

    assert first == again
    assert folder in again.parents
    assert "MinCapacity" not in (again / "InventoryService.template.json").read_text()


@pytest.mark.usefixtures("folder")
def test_a_copy_of_what_does_not_exist_is_refused() -> None:
    nowhere = Evidence(StackName("Nowhere"), LogicalId("X"), "Resources.X")

    with pytest.raises(ProfileError):
        deploying.write_assembly("x", "smallest")
    with pytest.raises(EditError, match="no stack 'Nowhere'; expected one of InventoryData, InventoryDelivery"):
        deploying.write_assembly("x", "starter", put(nowhere, 1))


@pytest.mark.usefixtures("folder")
def test_a_copy_of_the_application_is_another_image() -> None:
    copy = deploying.write_application("broken", "config/wsgi.py", "raise RuntimeError")

    assert (copy / "config" / "wsgi.py").read_text().endswith("\nraise RuntimeError\n")
    assert (copy / "manage.py").read_bytes() == (ROOT / "app" / "manage.py").read_bytes()
    assert build_image(copy, "x") != build_image(ROOT / "app", "x")


def test_visits_count_what_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([Response(200, {}, b""), Response(503, {}, b""), ConnectionRefusedError()])
    monkeypatch.setattr("workbook.lessons.deploying._PAUSE", 0.001)

    def ask(*_: object) -> Response:
        answer = next(answers, Response(200, {}, b""))
        if isinstance(answer, OSError):
            raise answer
        return answer

    monkeypatch.setattr(Browser, "ask", ask)
    with deploying.visits(Browser(Door("api", "127.0.0.1", 1, 1, None)), "/") as counted:
        end = time.monotonic() + 10
        while counted[200] < 3 and time.monotonic() < end:
            time.sleep(0.001)
    seen = counted.total()

    assert counted[503] == counted["ConnectionRefusedError"] == 1
    assert counted[200] >= 3
    time.sleep(0.01)
    assert counted.total() == seen  # it has left


def test_traces_are_found_as_long_as_they_are_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with socket.create_server(("127.0.0.1", 0)) as server:
        traces = Traces(tmp_path, (server.getsockname()[1],))
        assert traces.look() == Found(0, 1, 1)
    (tmp_path / "file").unlink()

    assert traces.look() == Found(0, 0, 0)


@pytest.mark.usefixtures("folder")
def test_without_a_deployment_there_are_no_traces_to_note() -> None:
    with pytest.raises(LessonError, match="nothing is deployed"):
        deploying.traces()
