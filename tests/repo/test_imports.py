from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from repo.tracked import ROOT

ROOMS = ["workbook", "infra", "app"]


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    paths = [root, root / "infra", root / "app"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    program = Path(sys.prefix) / "bin" / "lint-imports"
    return subprocess.run(
        [program, "--no-cache"], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The rooms and their contracts, to plant imports in."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("node_modules", "cdk.out"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept() -> None:
    ended = lint_imports(ROOT)

    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize(
    ("file", "planted", "broken"),
    [
        ("workbook/template/model.py", "import workbook.graph.model", "Imports inside workbook go one way"),
        ("workbook/lessons/exercise.py", "import workbook.lessons.check", "No two parts of a package need each other"),
        ("workbook/loose_room.py", "", "Imports inside workbook go one way"),
        ("workbook/graph/model.py", "import aws_cdk", "The engine needs no AWS library"),
        ("workbook/audit/model.py", "import inventory_infra", "Rooms meet through files"),
        ("infra/inventory_infra/settings.py", "import boto3", "The CDK app needs no AWS client"),
        ("infra/inventory_infra/settings.py", "import workbook.lang", "Rooms meet through files"),
        ("app/inventory/language.py", "import workbook.lang", "Rooms meet through files"),
        ("workbook/lang.py", "import inventory.language", "Rooms meet through files"),
        ("app/inventory/models/stock.py", "import inventory.services", "Imports inside the inventory go one way"),
        ("app/inventory/services/acts.py", "import config.logs", "The inventory does not know how it is run"),
        ("app/config/reading.py", "import config.settings", "Imports inside the configuration go one way"),
        ("app/config/environment.py", "import boto3", "The inventory API needs no CDK"),
        ("app/config/settings.py", "import embedded.postgres", "The inventory API runs without the embedded"),
    ],
)
def test_a_planted_import_breaks_its_contract(copy: Path, file: str, planted: str, broken: str) -> None:
    with (copy / file).open("a") as module:
        module.write(f"\n{planted}\n")

    ended = lint_imports(copy)

    assert ended.returncode == 1
    assert f"{broken}" in ended.stdout
    assert "BROKEN" in ended.stdout
