from __future__ import annotations

from pathlib import Path

import pytest

from workbook.deploy.machine.folder import VARIABLE, state_folder
from workbook.errors import DeployError


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_it_lies_in_the_checkout_where_a_database_can_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    assert state_folder(Path("/home/ana/workbook")) == Path("/home/ana/workbook/build/localcloud")
    monkeypatch.setenv(VARIABLE, "/srv/cloud")
    assert state_folder(Path("/home/ana/workbook")) == Path("/srv/cloud")


def test_sockets_get_a_short_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    deep, other = Path("/home/ana") / ("a" * 60), Path("/home/ana") / ("b" * 60)

    assert len(str(state_folder(deep))) < 30
    assert state_folder(deep) == state_folder(deep) != state_folder(other)


def test_root_keeps_it_where_others_may_enter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("workbook.deploy.machine.folder._LONGEST", 1000)
    home = tmp_path / "home"
    home.mkdir(mode=0o700)

    assert state_folder(home).parent == Path("/tmp")  # noqa: S108 - that it is this one is what is asked


def test_what_belongs_to_another_user_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.deploy.machine.folder._ELSEWHERE", tmp_path)
    deep = Path("/home/ana") / ("a" * 60)
    state_folder(deep).mkdir()
    monkeypatch.setattr("os.geteuid", lambda: 12345)

    with pytest.raises(DeployError, match=f"belongs to another user; .* in the variable {VARIABLE}"):
        state_folder(deep)
