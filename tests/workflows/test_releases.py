"""What the pipeline asks of an account, in the shapes that botocore knows."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from deploy.stubbed import Account
from workflows.programs import program

releases = program("releases")

ACCOUNT = "123456789012"
URI = f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/images"
DIGESTS = [f"sha256:{number:064d}" for number in range(4)]
COMMIT = "ab" * 20
SKOPEO = """#!/bin/sh
echo "skopeo $*" >> {log}
[ "$1" = login ] && cat >> {log} && exit 0
exit {code}
"""


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    return Account(monkeypatch)


@pytest.fixture
def settings(tmp_path: Path) -> str:
    told = {"account": ACCOUNT, "region": "us-east-1", "domain": "inventory.acme.com"}
    told |= {"alert_email": "ops@acme.com", "github_repository": "acme@1/inventory@2"}
    (tmp_path / "settings.json").write_text(json.dumps(told))
    return str(tmp_path / "settings.json")


@pytest.fixture
def skopeo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    log = tmp_path / "log"
    program = tmp_path / "skopeo"
    program.write_text(SKOPEO.format(log=log, code=0))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return log


def stack(name: str, **told: Any) -> dict[str, Any]:
    return {
        "StackName": name,
        "CreationTime": datetime(2026, 1, 1, tzinfo=UTC),
        "StackStatus": "UPDATE_COMPLETE",
        **told,
    }


DELIVERY = stack("InventoryDelivery", Outputs=[{"OutputKey": "RepositoryUri", "OutputValue": URI}])
SERVICE = stack("InventoryService", Parameters=[{"ParameterKey": "ImageDigest", "ParameterValue": DIGESTS[1]}])


def stacks(account: Account, *found: dict[str, Any], times: int = 1) -> None:
    for _ in range(times):
        account.answers("cloudformation.describe_stacks", {"Stacks": list(found)})


def images(account: Account, *found: tuple[str, list[str], int]) -> None:
    details = [
        {"imageDigest": digest, "imageTags": tags, "imagePushedAt": datetime(2026, 1, day, tzinfo=UTC)}
        for digest, tags, day in found
    ]
    asked = {"repositoryName": "images", "filter": {"tagStatus": "TAGGED"}}
    account.answers("ecr.describe_images", {"imageDetails": details}, asked)


def run(settings: str, command: str, **options: str) -> int:
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return releases.main([command, "--settings", settings, "--credentials", "deployer", *words])


def test_an_account_without_a_service_has_no_release_yet(
    account: Account, settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stacks(account, DELIVERY)

    assert run(settings, "deployed") == 0
    assert capsys.readouterr().out == "commit=\ndigest=\nprofile=\n"


def test_the_release_of_an_account_is_told_by_commit_image_and_profile(
    account: Account, settings: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releases, "whole", lambda commit: f"whole {commit}")
    stacks(account, DELIVERY, SERVICE, times=3)
    images(account, (DIGESTS[0], ["f" * 40], 1), (DIGESTS[1], ["latest", f"{COMMIT}.2"], 2))
    template = {"Metadata": {"Workbook::Profile": {"name": "starter"}}}
    account.answers("cloudformation.get_template", {"TemplateBody": json.dumps(template)})

    assert run(settings, "deployed") == 0
    assert capsys.readouterr().out == f"commit=whole {COMMIT}\ndigest={DIGESTS[1]}\nprofile=starter\n"


def test_the_last_image_of_a_commit_is_found_whoever_built_it(
    account: Account, settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stacks(account, DELIVERY, times=2)
    found = [(DIGESTS[0], [COMMIT], 2), (DIGESTS[1], [f"{COMMIT}.2"], 3), (DIGESTS[2], [COMMIT[:12]], 1)]
    images(account, *found)
    images(account, found[2], (DIGESTS[3], [f"{COMMIT[:12]}-1234"], 4))

    assert run(settings, "find", commit=COMMIT) == 0
    assert run(settings, "find", commit=COMMIT) == 0
    assert capsys.readouterr().out == f"digest={DIGESTS[1]}\ndigest={DIGESTS[2]}\n"


@pytest.mark.parametrize("wanted", [{"commit": COMMIT}, {"digest": DIGESTS[3], "commit": COMMIT}])
def test_an_image_that_the_repository_has_no_longer_is_named(
    account: Account, settings: str, capsys: pytest.CaptureFixture[str], wanted: dict[str, str]
) -> None:
    stacks(account, DELIVERY)
    images(account, (DIGESTS[0], ["f" * 40], 1))

    assert run(settings, "find", **wanted) == 1
    named = wanted.get("digest", COMMIT)
    assert capsys.readouterr().err.startswith(f"releases: the repository images has no image of {named}; choose")


def test_an_account_that_was_never_deployed_to_is_told_so(
    account: Account, settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stacks(account)

    assert run(settings, "find", commit=COMMIT) == 1
    assert "deploy once by hand" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("there", "tag"),
    [
        ([], COMMIT),
        ([(DIGESTS[0], [COMMIT], 1)], f"{COMMIT}.2"),
        ([(DIGESTS[0], [COMMIT, f"{COMMIT}.2"], 1)], f"{COMMIT}.3"),
    ],
)
def test_an_image_is_pushed_with_its_digest_under_a_tag_that_is_free(
    account: Account, settings: str, skopeo: Path, there: list[tuple[str, list[str], int]], tag: str
) -> None:
    stacks(account, DELIVERY)
    images(account, *there)
    token = base64.b64encode(b"AWS:secret").decode()
    account.answers("ecr.get_authorization_token", {"authorizationData": [{"authorizationToken": token}]})
    images(account, *there, (DIGESTS[1], [tag], 5))

    assert run(settings, "push", archive="build/image.tar", digest=DIGESTS[1], commit=COMMIT) == 0
    registry = URI.partition("/")[0]
    assert skopeo.read_text() == (
        f"skopeo login --username AWS --password-stdin {registry}\nsecret"
        f"skopeo copy --all --preserve-digests oci-archive:build/image.tar docker://{URI}:{tag}\n"
    )
    account.was_asked_all()


def test_an_image_that_is_there_is_not_pushed_again(account: Account, settings: str, skopeo: Path) -> None:
    stacks(account, DELIVERY)
    images(account, (DIGESTS[1], [COMMIT], 1))

    assert run(settings, "push", archive="build/image.tar", digest=DIGESTS[1], commit=COMMIT) == 0
    assert not skopeo.exists()


def test_what_came_otherwise_than_it_was_built_is_refused(
    account: Account, settings: str, skopeo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stacks(account, DELIVERY)
    images(account)
    token = base64.b64encode(b"AWS:secret").decode()
    account.answers("ecr.get_authorization_token", {"authorizationData": [{"authorizationToken": token}]})
    images(account, (DIGESTS[2], [COMMIT], 5))

    assert run(settings, "push", archive="build/image.tar", digest=DIGESTS[1], commit=COMMIT) == 1
    assert f"has no image of {DIGESTS[1]}" in capsys.readouterr().err
    assert skopeo.exists()


def test_a_digest_that_is_none_is_refused_before_anything_is_asked(
    account: Account, settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stacks(account, DELIVERY)

    assert run(settings, "push", archive="a", digest="latest", commit=COMMIT) == 1
    assert "got latest" in capsys.readouterr().err


def test_a_commit_has_all_its_digits_where_the_checkout_has_it() -> None:
    head = releases.whole("HEAD")

    assert releases.whole(head[:12]) == head
    assert releases.whole("0" * 40) == ""
