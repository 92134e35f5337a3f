"""Pages that somebody else uploads than who deploys the stacks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deploy.stubbed import Account
from workbook.cli.commands import deploy
from workbook.deploy import release as releases
from workbook.deploy.cdk import Cdk
from workbook.deploy.release import Progress, Release
from workbook.deploy.stacks import DELIVERY, EDGE, Stacks
from workbook.deploy.target import Target
from workbook.errors import DeployError

TARGET = Target("123456789012", "us-east-1", None, "deployer")


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    return Account(monkeypatch)


@pytest.fixture
def release(tmp_path: Path) -> Release:
    return Release(Cdk(tmp_path / "cdk", tmp_path, TARGET), lambda _: "sha256:1")


def identity(number: str) -> dict[str, str]:
    return {"UserId": "a", "Account": number, "Arn": f"arn:aws:sts::{number}:assumed-role/Publisher/a"}


def test_without_a_publisher_nobody_else_is_asked_who_they_are(account: Account, release: Release) -> None:
    assert deploy._published_by(None, release) is release
    account.was_asked_all()


def test_a_publisher_of_the_account_uploads_the_pages(
    account: Account, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploads: list[Any] = []
    account.answers("sts.get_caller_identity", identity("123456789012"))
    outputs = {DELIVERY: {"RepositoryUri": "uri"}, EDGE: {"BucketName": "pages", "DistributionId": "E1"}}
    monkeypatch.setattr(Stacks, "outputs", lambda _, name: outputs[name])
    monkeypatch.setattr(Release, "_roll_out", lambda *_: None)
    monkeypatch.setattr(Release, "_deploy", lambda *_: None)
    monkeypatch.setattr(releases, "upload_site", lambda *told: uploads.append(told))

    published = deploy._published_by("publisher", release)
    published.deliver(Progress(lambda _: None, lambda _: None), Path("site"))

    assert uploads == [(replace(TARGET, credentials="publisher"), Path("site"), "pages", "E1")]
    assert published.target == TARGET


def test_a_publisher_of_another_account_is_refused_before_anything_is_changed(
    account: Account, release: Release
) -> None:
    account.answers("sts.get_caller_identity", identity("999999999999"))

    with pytest.raises(DeployError, match="the credentials publisher belong to account 999999999999"):
        deploy._published_by("publisher", release)
