"""The image for an account: found there, or built by the script that knows how, with a stand-in for the engine."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

import pytest

from deploy.stubbed import Account
from repo.tracked import ROOT
from workbook.deploy.account.image import build_and_push, pushed
from workbook.deploy.target import Target
from workbook.errors import DeployError

TARGET = Target("123456789012", "us-east-1", None)
URI = "123456789012.dkr.ecr.us-east-1.amazonaws.com/images"
DIGEST = f"sha256:{'a' * 64}"
ENGINE = """#!/bin/sh
echo "$@" >> {log}
case "$1" in login) cat >> {log}; echo >> {log} ;; images) echo 100MB ;; push) {push} ;; esac
"""


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    return Account(monkeypatch)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with the script, and an application."""
    root = tmp_path / "checkout"
    (root / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "image.py", root / "scripts")
    (root / "app").mkdir()
    (root / "app" / "Dockerfile").write_text("FROM scratch\n")
    as_ana = ["-c", "user.name=ana", "-c", "user.email=ana@acme.com"]
    for words in (["init", "-q"], ["add", "."], [*as_ana, "commit", "-qm", "Begin"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    return root


def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, push: str = "true") -> Path:
    """The only engine there is, which notes what it was asked and told."""
    folder, log = tmp_path / "bin", tmp_path / "log"
    folder.mkdir(exist_ok=True)
    program = folder / "docker"
    program.write_text(ENGINE.format(log=log, push=push))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{Path(shutil.which('git') or '').parent}:/bin")
    return log


def test_an_image_that_is_there_is_taken_and_another_one_is_refused(account: Account) -> None:
    asked = {"repositoryName": "images", "imageIds": [{"imageDigest": DIGEST}]}
    account.answers("ecr.describe_images", {"imageDetails": []}, asked)
    assert pushed(TARGET, URI, DIGEST) == DIGEST

    with pytest.raises(DeployError, match="--image cannot be used, got sha256:1, expected sha256: and 64"):
        pushed(TARGET, URI, "sha256:1")
    account.refuses("ecr.describe_images", "ImageNotFoundException")
    with pytest.raises(DeployError, match=f"the repository images has no image {DIGEST}, expected sha256:"):
        pushed(TARGET, URI, DIGEST)


def test_a_commit_that_is_there_is_not_built_again(account: Account, checkout: Path) -> None:
    account.answers("ecr.describe_images", {"imageDetails": [{"imageDigest": DIGEST}]})

    assert build_and_push(TARGET, checkout, "linux/arm64", URI) == DIGEST


def test_it_is_built_for_the_platform_of_the_tasks_and_pushed_without_a_password_in_any_argument(
    account: Account, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = engine(tmp_path, monkeypatch)
    account.refuses("ecr.describe_images", "ImageNotFoundException")
    token = base64.b64encode(b"AWS:secret-of-twelve-hours").decode()
    account.answers("ecr.get_authorization_token", {"authorizationData": [{"authorizationToken": token}]})
    account.answers("ecr.describe_images", {"imageDetails": [{"imageDigest": DIGEST}]})

    assert build_and_push(TARGET, checkout, "linux/arm64", URI) == DIGEST
    said = log.read_text()
    commit = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"], cwd=checkout, capture_output=True, text=True, check=True
    ).stdout.strip()
    assert f"--tag {URI}:{commit} " in said
    assert "--platform linux/arm64" in said
    assert f"login --username AWS --password-stdin {URI.partition('/')[0]}\nsecret-of-twelve-hours\n" in said
    assert f"push {URI}:{commit}\n" in said


@pytest.mark.parametrize("push", ["echo denied >&2; exit 1", None])
def test_an_engine_that_fails_or_is_not_there_is_told(
    account: Account, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, push: str | None
) -> None:
    engine(tmp_path, monkeypatch, push or "")
    if push is None:
        (tmp_path / "bin" / "docker").unlink()
    account.refuses("ecr.describe_images", "ImageNotFoundException")
    token = base64.b64encode(b"AWS:x").decode()
    account.answers("ecr.get_authorization_token", {"authorizationData": [{"authorizationToken": token}]})

    said = "denied" if push else "no engine runs here"
    with pytest.raises(DeployError, match=rf"the image was not built and pushed: .*{said}.*; start docker, podman"):
        build_and_push(TARGET, checkout, "linux/arm64", URI)
