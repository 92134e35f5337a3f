"""Whether an account can take the deployment, looked at before anything is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial

from workbook.deploy.account import words
from workbook.deploy.account.quotas import QUOTAS, Quota
from workbook.deploy.account.settings import Settings
from workbook.deploy.cdk import Cdk
from workbook.deploy.refusals import ClientError, code_of, is_denied
from workbook.deploy.stacks import DELIVERY, NETWORK, STACKS, Stacks
from workbook.deploy.target import Target
from workbook.errors import DeployError
from workbook.lang import Text


class Verdict(Enum):
    """What came of a look."""

    GOOD = "good"
    UNREADABLE = "unreadable"
    """The credentials may not look, or AWS does not tell."""

    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that was looked at."""

    subject: Text
    verdict: Verdict
    said: Text


@dataclass(frozen=True, slots=True)
class Examination:
    """All looks, in the order of a deployment."""

    looks: tuple[Look, ...]

    def check(self) -> None:
        """Whether the deployment may begin.

        Raises:
            DeployError: one sentence for each thing that is in its way.
        """
        bad = [look.said for look in self.looks if look.verdict is Verdict.BAD]
        if bad:
            raise DeployError(*bad)


def identify(target: Target) -> str:
    """Who the credentials are of, as an ARN.

    Raises:
        DeployError: they belong to another account than the settings name.
    """
    found = target.client("sts").get_caller_identity()
    if found["Account"] != target.account:
        told = {"credentials": target.credentials, "account": found["Account"], "expected": target.account}
        raise DeployError(words.OTHER_ACCOUNT.format(**told))
    return str(found["Arn"])


def examine(cdk: Cdk, settings: Settings, identity: str) -> Examination:
    """Look at identity, region, quotas, names and preparation of an account."""
    target = cdk.target
    looks = [
        _identity(identity),
        _look(words.REGION, lambda: _zones(target, settings)),
        *(_look(quota.name, partial(_quota, cdk, quota)) for quota in QUOTAS),
        _look(words.DOMAIN, lambda: _zone(target, settings)),
        _look(words.PROVIDER, lambda: _provider(target)),
        _look(words.BOOTSTRAP, lambda: (True, words.PREPARED if cdk.is_bootstrapped() else words.WILL_PREPARE)),
    ]
    return Examination(tuple(looks))


def _look(subject: Text, ask: Callable[[], tuple[bool | None, Text]]) -> Look:
    try:
        is_good, said = ask()
    except ClientError as error:
        if not is_denied(error):
            return Look(subject, Verdict.UNREADABLE, words.UNREADABLE.format(reason=code_of(error)))
        return Look(subject, Verdict.UNREADABLE, words.NO_RIGHT.format(call=error.operation_name))
    verdict = {True: Verdict.GOOD, False: Verdict.BAD, None: Verdict.UNREADABLE}[is_good]
    return Look(subject, verdict, said)


def _identity(arn: str) -> Look:
    if arn.endswith(":root"):
        return Look(words.IDENTITY, Verdict.BAD, words.ROOT_USER.format(arn=arn))
    return Look(words.IDENTITY, Verdict.GOOD, Text(en=arn, es=arn))


def _zones(target: Target, settings: Settings) -> tuple[bool, Text]:
    found = target.client("ec2").describe_availability_zones()["AvailabilityZones"]
    there = {zone["ZoneName"] for zone in found if zone["State"] == "available"}
    lacking = [zone for zone in settings.zones if zone not in there]
    told = {"region": settings.region, "zones": ", ".join(settings.zones), "there": ", ".join(sorted(there))}
    return not lacking, (words.NO_ZONE if lacking else words.ZONES).format(**told, lacking=", ".join(lacking))


def _quota(cdk: Cdk, quota: Quota) -> tuple[bool, Text]:
    """What is there already counts, and of a stack that is deployed its own resources need no second place."""
    region = quota.region or cdk.target.region
    asked = cdk.target.client("service-quotas", region).get_service_quota(
        ServiceCode=quota.service, QuotaCode=quota.code
    )
    limit = int(asked["Quota"]["Value"])
    is_new = not any(stack.is_deployed for name, stack in Stacks(cdk.target).all().items() if name in STACKS)
    needed = quota.needed(cdk.assembly) if is_new else 0
    used = quota.used(cdk.target.client(quota.api, region)) if quota.used else 0
    told = {"limit": limit, "used": used, "needed": needed, "name": quota.name, "code": quota.code}
    return used + needed <= limit, (words.QUOTA if used + needed <= limit else words.OVER_QUOTA).format(**told)


def _zone(target: Target, settings: Settings) -> tuple[bool, Text]:
    if settings.hosted_zone_id is None:
        return _new_zone(target, settings.zone)
    route53 = target.client("route53")
    told = {"id": settings.hosted_zone_id, "zone": settings.zone}
    try:
        found = route53.get_hosted_zone(Id=settings.hosted_zone_id)["HostedZone"]
    except route53.exceptions.NoSuchHostedZone:
        return False, words.NO_ZONE_ID.format(**told)
    name = str(found["Name"]).rstrip(".")
    is_same = name == settings.zone
    return is_same, (words.OLD_ZONE if is_same else words.OTHER_ZONE).format(**told, name=name)


def _new_zone(target: Target, zone: str) -> tuple[bool, Text]:
    """A second zone of the same name would have other name servers than the ones that the world asks."""
    found = target.client("route53").list_hosted_zones_by_name(DNSName=f"{zone}.", MaxItems="1")["HostedZones"]
    kept = [each["Id"].rpartition("/")[2] for each in found if each["Name"] == f"{zone}."]
    if kept and NETWORK not in Stacks(target).all():
        return False, words.ZONE_EXISTS.format(zone=zone, id=kept[0])
    return True, words.NEW_ZONE.format(zone=zone)


def _provider(target: Target) -> tuple[bool, Text]:
    """An account has one identity provider for GitHub, whoever has made it."""
    providers = target.client("iam").list_open_id_connect_providers()["OpenIDConnectProviderList"]
    github = [each["Arn"] for each in providers if each["Arn"].endswith("/token.actions.githubusercontent.com")]
    if github and DELIVERY not in Stacks(target).all():
        return False, words.PROVIDER_EXISTS.format(arn=github[0])
    return True, words.PROVIDER_FREE
