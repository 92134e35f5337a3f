from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from workbook.deploy.target import LOCAL_KEYS, Target, local_target

REAL = {
    "AWS_ACCESS_KEY_ID": "AKIAREAL",
    "AWS_SECRET_ACCESS_KEY": "real",
    "AWS_SESSION_TOKEN": "real",
    "AWS_PROFILE": "company",
    "AWS_REGION": "eu-west-1",
    "AWS_CONFIG_FILE": "somebody/config",
    "AWS_ROLE_ARN": "arn:aws:iam::1:role/real",
    "AWS_ENDPOINT_URL_S3": "https://s3.amazonaws.com",
}


@pytest.fixture(autouse=True)
def real_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in REAL.items():
        monkeypatch.setenv(name, value)


def test_programs_get_nothing_of_aws_that_the_user_has_set() -> None:
    target = local_target(4567)

    given = {name: value for name, value in target.environment().items() if name.startswith("AWS_")}
    assert given == {
        **LOCAL_KEYS,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:4567",
        "AWS_REGION": "us-east-1",
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


def test_programs_find_the_node_that_stands_beside_this_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin")

    assert local_target(1).environment()["PATH"] == f"{Path(sys.executable).parent}:/usr/bin"


@pytest.mark.parametrize("service", ["cloudformation", "s3", "ecs", "sts", "cloudfront"])
def test_clients_ask_this_machine_with_keys_of_nobody(service: str) -> None:
    client = local_target(4567).client(service)

    assert client.meta.endpoint_url == "http://127.0.0.1:4567"
    assert client.meta.region_name in {"us-east-1", "aws-global"}
    keys = client._request_signer._credentials
    assert (keys.access_key, keys.secret_key, keys.token) == ("local", "local", None)


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:1", None])
def test_what_programs_say_stays_readable_where_colours_are_forced(
    endpoint: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")

    told = Target("123456789012", "us-east-1", endpoint).environment()

    assert (told["NO_COLOR"], told["FORCE_COLOR"]) == ("1", "0")
