from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from workbook.deploy.turns import turn
from workbook.errors import DeployError

HOLD = """
import sys, time
from pathlib import Path
from workbook.deploy.turns import turn
with turn(Path(sys.argv[1])):
    print("mine", flush=True)
    time.sleep(60)
"""


def test_one_after_the_other_has_its_turn_and_nothing_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "build" / "cloud"
    for _ in range(2):
        with turn(folder), turn(folder.with_name("another")):
            assert not folder.exists()

    assert list(folder.parent.iterdir()) == []


def test_who_comes_meanwhile_is_told_who_has_it_and_has_it_when_that_one_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "cloud"
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "mine\n"
        said = rf"another command .*process {other.pid}.* wait for its end"
        with pytest.raises(DeployError, match=said), turn(folder):
            pass
    finally:
        other.kill()
        other.communicate()

    with turn(folder):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_failure_gives_the_turn_back(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mine"), turn(tmp_path / "cloud"):
        raise ValueError("mine")
    with turn(tmp_path / "cloud"):
        pass


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeployError, match="cannot be written"), turn(tmp_path / "file" / "cloud"):
        pass
