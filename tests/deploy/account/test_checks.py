"""Whether an account can take a deployment; botocore holds every answer to the shapes of AWS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deploy.stubbed import Account
from workbook.deploy.account.checks import Examination, Verdict, examine, identify
from workbook.deploy.account.quotas import QUOTAS
from workbook.deploy.account.settings import Settings
from workbook.deploy.cdk import Cdk
from workbook.deploy.target import Target
from workbook.errors import DeployError
from workbook.template.source import SNAPSHOTS

ME = "arn:aws:iam::123456789012:user/ana"
TARGET = Target("123456789012", "us-east-1", None, "work")
VALUES = {"account": "123456789012", "region": "us-east-1", "domain": "stock.acme.com", "alert_email": "ops@acme.com"}
ZONES = [{"ZoneName": f"us-east-1{letter}", "State": "available"} for letter in "abc"]
USED = {
    "VPCs in the region": ("ec2.describe_vpcs", lambda count: {"Vpcs": [{}] * count}),
    "elastic IP addresses": ("ec2.describe_addresses", lambda count: {"Addresses": [{}] * count}),
    "application load balancers": (
        "elbv2.describe_load_balancers",
        lambda count: {"LoadBalancers": [{"Type": "application"}] * count + [{"Type": "network"}]},
    ),
    "database instances": ("rds.describe_db_instances", lambda count: {"DBInstances": [{}] * count}),
    "CloudFront distributions": (
        "cloudfront.list_distributions",
        lambda _: {"DistributionList": {"Marker": "", "MaxItems": 1, "IsTruncated": False, "Quantity": 0}},
    ),
}


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    return Account(monkeypatch)


class Looks:
    """An account in which everything is well, but for what a test changes."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.zones: list[dict[str, str]] = ZONES
        self.limits: dict[str, float] = {}
        self.used: dict[str, int] = {}
        self.denied: set[str] = set()
        self.hosted_zones: list[dict[str, Any]] = []
        self.providers: list[dict[str, str]] = []
        self.stacks: list[dict[str, Any]] = []
        self.version = "30"
        self.identity = ME
        self.image: str | None = None
        self.images: set[str] = set()

    def examine(self, tmp_path: Path, **values: str) -> Examination:
        self.account.answers("ec2.describe_availability_zones", {"AvailabilityZones": self.zones})
        for quota in QUOTAS:
            self._quota(quota.name.en)
        self._zone(values)
        self.account.answers("iam.list_open_id_connect_providers", {"OpenIDConnectProviderList": self.providers})
        if self.providers:
            self._stacks()
        parameters = [{"Name": "version", "Value": self.version}] if self.version else []
        self.account.answers("ssm.get_parameters", {"Parameters": parameters})
        if self.version == "30":
            self._stacks()
        cdk = Cdk(tmp_path / "cdk", SNAPSHOTS / "standard", TARGET)
        self._image()
        found = examine(cdk, Settings({**VALUES, **values}), self.identity, self.image)
        self.account.was_asked_all()
        return found

    def _quota(self, name: str) -> None:
        if name in self.denied:
            self.account.refuses("service-quotas.get_service_quota", "AccessDeniedException")
            return
        limit = self.limits.get(name, 100.0)
        self.account.answers("service-quotas.get_service_quota", {"Quota": {"Value": limit}})
        self._stacks()
        if name in USED:
            call, answer = USED[name]
            self.account.answers(call, answer(self.used.get(name, 1)))

    def _zone(self, values: dict[str, str]) -> None:
        if "hosted_zone_id" not in values:
            whole = {"HostedZones": self.hosted_zones, "IsTruncated": False, "MaxItems": "1"}
            self.account.answers("route53.list_hosted_zones_by_name", whole)
            if self.hosted_zones:
                self._stacks()
        elif self.hosted_zones:
            self.account.answers("route53.get_hosted_zone", {"HostedZone": self.hosted_zones[0]})
        else:
            self.account.refuses("route53.get_hosted_zone", "NoSuchHostedZone")

    def _image(self) -> None:
        if self.image:
            self._stacks()
        if self.image and self.stacks and self.image in self.images:
            self.account.answers("ecr.describe_images", {"imageDetails": []})
        elif self.image and self.stacks:
            self.account.refuses("ecr.describe_images", "ImageNotFoundException")

    def _stacks(self) -> None:
        self.account.answers("cloudformation.describe_stacks", {"Stacks": self.stacks})


@pytest.fixture
def looks(account: Account) -> Looks:
    return Looks(account)


def test_the_credentials_are_of_the_account_of_the_settings(account: Account) -> None:
    account.answers("sts.get_caller_identity", {"Account": "123456789012", "Arn": ME})
    assert identify(TARGET) == ME

    account.answers("sts.get_caller_identity", {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:root"})
    with pytest.raises(DeployError, match="are those of the root user"):
        identify(TARGET)
    account.answers("sts.get_caller_identity", {"Account": "999999999999", "Arn": ME})
    with pytest.raises(DeployError, match="credentials work belong to account 999999999999, expected 123456789012"):
        identify(TARGET)


def test_an_account_with_room_is_good(looks: Looks, tmp_path: Path) -> None:
    found = looks.examine(tmp_path)

    unknown = [look.said.en for look in found.looks if look.verdict is not Verdict.GOOD]
    assert unknown == ["100 allowed, 3 more at most; how many are in use nobody tells"]  # vCPU
    assert [look.said.en for look in found.looks][2] == "1 in use, 1 more, 100 allowed"  # VPCs
    assert [look.said.en for look in found.looks][3] == "1 in use, 2 more, 100 allowed"  # addresses of NAT gateways
    found.check()


def test_quotas_count_what_is_there_and_what_would_come(looks: Looks, tmp_path: Path) -> None:
    looks.limits, looks.used = {"elastic IP addresses": 5.0, "vCPU of Fargate": 1.0}, {"elastic IP addresses": 4}
    found = looks.examine(tmp_path)

    with pytest.raises(DeployError) as refused:
        found.check()
    said = [problem.en for problem in refused.value.problems]
    assert said[0].startswith("the quota for elastic IP addresses is 5, of which 4 are in use and 2 more are needed")
    assert "L-0263D0A3" in said[0]
    assert said[1].startswith("the quota for vCPU of Fargate is 1,")


def test_a_deployment_that_stands_needs_no_second_place(looks: Looks, tmp_path: Path) -> None:
    looks.limits, looks.used = {"VPCs in the region": 1.0}, {"VPCs in the region": 1}
    looks.stacks = [stack("InventoryNetwork")]

    looks.examine(tmp_path).check()


def test_what_may_not_be_read_is_said_and_hinders_nothing(looks: Looks, tmp_path: Path) -> None:
    looks.denied = {"database instances"}
    found = looks.examine(tmp_path)

    found.check()
    said = [look.said.en for look in found.looks if look.verdict is Verdict.UNREADABLE]
    assert "not readable, the credentials may not call GetServiceQuota" in said


def test_zones_that_the_account_lacks_are_named(looks: Looks, tmp_path: Path) -> None:
    looks.zones = ZONES[:1]

    with pytest.raises(DeployError, match="us-east-1 has no zone us-east-1b for this account"):
        looks.examine(tmp_path).check()


def test_a_zone_of_names_is_looked_up(looks: Looks, tmp_path: Path) -> None:
    zone = {"Id": "/hostedzone/Z123456", "Name": "acme.com.", "CallerReference": "1"}
    with pytest.raises(DeployError, match="the account has no hosted zone Z123456"):
        looks.examine(tmp_path, hosted_zone_id="Z123456", zone="acme.com").check()

    looks.hosted_zones = [zone]
    looks.examine(tmp_path, hosted_zone_id="Z123456", zone="acme.com").check()
    with pytest.raises(DeployError, match=r"is of acme.com, expected other.com; correct hosted_zone_id"):
        looks.examine(tmp_path, hosted_zone_id="Z123456", zone="other.com", domain="a.other.com").check()


def test_no_second_zone_is_made_of_one_name(looks: Looks, tmp_path: Path) -> None:
    looks.hosted_zones = [{"Id": "/hostedzone/Z9", "Name": "stock.acme.com.", "CallerReference": "1"}]
    with pytest.raises(DeployError, match=r"has a hosted zone of stock.acme.com already, Z9"):
        looks.examine(tmp_path).check()

    looks.stacks = [stack("InventoryNetwork")]  # it is ours
    looks.examine(tmp_path).check()


def test_a_provider_of_somebody_else_is_in_the_way(looks: Looks, tmp_path: Path) -> None:
    looks.providers = [{"Arn": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"}]
    with pytest.raises(DeployError, match="has an identity provider for GitHub already"):
        looks.examine(tmp_path).check()

    looks.stacks = [stack("InventoryDelivery")]
    looks.examine(tmp_path).check()


@pytest.mark.parametrize(("version", "said"), [("30", "done"), ("5", "comes first"), ("", "comes first")])
def test_the_account_is_prepared_where_it_is_not(looks: Looks, tmp_path: Path, version: str, said: str) -> None:
    looks.version = version

    assert looks.examine(tmp_path).looks[-1].said.en == said


def test_a_preparation_that_failed_is_done_again(looks: Looks, tmp_path: Path) -> None:
    looks.stacks = [{**stack("CDKToolkit"), "StackStatus": "ROLLBACK_COMPLETE"}]

    assert looks.examine(tmp_path).looks[-1].said.en == "comes first"


DIGEST = f"sha256:{'0' * 64}"


@pytest.mark.parametrize(
    ("stands", "images", "verdict"),
    [(False, set(), Verdict.BAD), (True, set(), Verdict.BAD), (True, {DIGEST}, Verdict.GOOD)],
)
def test_an_image_that_was_named_has_to_be_there_before_anything_is_made(
    looks: Looks, tmp_path: Path, stands: object, images: set[str], verdict: Verdict
) -> None:
    looks.image, looks.images = DIGEST, images
    repository = [{"OutputKey": "RepositoryUri", "OutputValue": "1.dkr.ecr.us-east-1.amazonaws.com/images"}]
    looks.stacks = [{**stack("InventoryDelivery"), "Outputs": repository}] if stands else []

    last = looks.examine(tmp_path).looks[-1]

    assert (last.subject.en, last.verdict) == ("image", verdict)


def stack(name: str) -> dict[str, Any]:
    return {"StackName": name, "StackStatus": "CREATE_COMPLETE", "CreationTime": "2026-01-01T00:00:00Z"}
