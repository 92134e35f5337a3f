from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run
from repo.tracked import ROOT
from workbook.deploy.machine.folder import VARIABLE, state_folder
from workbook.deploy.turns import turn


@pytest.mark.parametrize("command", ["start", "deploy", "diff", "stop", "destroy"])
def test_what_changes_a_deployment_waits_for_its_turn(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cloud"))
    folder = state_folder(ROOT)

    with turn(folder):
        ended = run(command)

    assert ended.returncode == 2
    assert "another command changes this deployment" in ended.stderr
    assert not folder.exists()
