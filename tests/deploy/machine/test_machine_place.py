"""What is deployed to the local cloud: the checkout, or the copies that were named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from repo.tracked import ROOT
from workbook.deploy.machine.cloud import LocalCloud
from workbook.deploy.machine.folder import VARIABLE
from workbook.deploy.machine.image import Image, build_image
from workbook.deploy.machine.place import LocalPlace
from workbook.deploy.release import Progress
from workbook.deploy.target import local_target
from workbook.errors import DeployError
from workbook.template.source import SNAPSHOTS

UNHEARD = Progress(lambda _: None, lambda _: None)


@pytest.fixture
def pushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Image]:
    """The images that reach a local cloud which starts at once, and has a folder of its own."""
    found: list[Image] = []
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cloud"))
    monkeypatch.setattr("workbook.deploy.machine.folder._LONGEST", 1000)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(LocalCloud, "start", lambda _: local_target(1))
    monkeypatch.setattr("workbook.deploy.machine.place.push", lambda image, *_: found.append(image) or "sha256:1")
    return found


def test_the_checkout_is_deployed_where_no_copy_is_named(pushed: list[Image]) -> None:
    release = LocalPlace(ROOT).release("starter", UNHEARD)
    release.images("repository")

    assert names(release.cdk.assembly) == names(SNAPSHOTS / "starter")
    assert pushed == [build_image(ROOT / "app", "local")]


def test_copies_are_deployed_instead(pushed: list[Image], tmp_path: Path) -> None:
    assembly = Path(shutil.copytree(SNAPSHOTS / "starter", tmp_path / "assembly"))
    (assembly / "added.json").write_text("{}")
    application = Path(shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__")))
    (application / "config" / "added.py").write_text("# added")

    release = LocalPlace(ROOT, assembly, application).release("standard", UNHEARD)
    release.images("repository")

    assert names(release.cdk.assembly) == {*names(SNAPSHOTS / "starter"), "added.json"}
    assert pushed == [build_image(application, "local")] != [build_image(ROOT / "app", "local")]


def test_a_copy_that_lacks_something_is_refused_before_anything_starts(pushed: list[Image], tmp_path: Path) -> None:
    with pytest.raises(DeployError, match=r"it holds no InventoryNetwork\.template\.json; expected a whole copy"):
        LocalPlace(ROOT, assembly=tmp_path).release("standard", UNHEARD)
    with pytest.raises(DeployError, match="it holds no Dockerfile"):
        LocalPlace(ROOT, application=tmp_path).release("standard", UNHEARD)

    assert pushed == []
    assert not (tmp_path / "cloud").exists()


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}
