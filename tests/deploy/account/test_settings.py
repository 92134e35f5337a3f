from __future__ import annotations

import json
from pathlib import Path

import pytest

from repo.tracked import ROOT
from workbook.deploy.account.names import check_delegation
from workbook.deploy.account.settings import EXAMPLE, read_settings
from workbook.errors import DeployError


def test_the_example_can_be_used() -> None:
    settings = read_settings(ROOT / EXAMPLE)

    assert settings.zone == "acme.com"
    assert settings.zones == ("us-east-1a", "us-east-1b")


def test_lists_are_joined_as_the_cdk_app_reads_them(tmp_path: Path) -> None:
    held = json.loads((ROOT / EXAMPLE).read_text()) | {"availability_zones": ["us-east-1c", "us-east-1d"]}
    (tmp_path / "s.json").write_text(json.dumps(held))

    assert read_settings(tmp_path / "s.json").zones == ("us-east-1c", "us-east-1d")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, r"does not exist; it tells account, region, .* copy infra/aws.example.json to it"),
        ("{", "cannot be used, expected one object of JSON .*: Expecting property name"),
        ("[]", "cannot be used, .*: list"),
        ("\ud800", "cannot be used"),
        ('{"account": 12345678901}', "the value of account is no text, expected a text in quotes"),
        ("[" * 100_000, "cannot be used"),
        (
            '{"account": "1", "region": null}',
            "lacks region, domain, alert_email, github_repository, for which no default fits",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_told(tmp_path: Path, content: str | None, said: str) -> None:
    file = tmp_path / "s.json"
    if content is not None:
        file.write_bytes(content.encode("utf-8", "surrogatepass"))

    with pytest.raises(DeployError, match=said):
        read_settings(file)


def test_a_zone_that_the_world_does_not_ask_stops_the_deployment() -> None:
    ours = ["ns-1.awsdns-01.org", "ns-2.awsdns-02.co.uk"]
    check_delegation("acme.com", ours, lambda _: ["NS-2.awsdns-02.co.uk."])

    with pytest.raises(DeployError, match=r"set these name servers at your registrar: ns-1.awsdns-01.org, ns-2"):
        check_delegation("acme.com", ours, lambda _: ["ns.elsewhere.net."])
