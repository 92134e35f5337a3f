"""Whether an account can take the deployment, looked at before anything is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial

from workbook.deploy.account import words
from workbook.deploy.account.image import has_image
from workbook.deploy.account.quotas import QUOTAS, Quota
from workbook.deploy.account.settings import Settings
from workbook.deploy.cdk import Cdk
from workbook.deploy.refusals import ClientError, code_of, is_denied
from workbook.deploy.stacks import DELIVERY, NETWORK, Stacks
from workbook.deploy.target import Target
from workbook.errors import DeployError
from workbook.lang import Text


class Verdict(Enum):
    """What came of a look."""

    GOOD = "good"
    UNREADABLE = "unreadable"
    """The credentials may not look, or AWS does not tell."""

    BAD = "bad"


_GOOD_OR_BAD = {True: Verdict.GOOD, False: Verdict.BAD}


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
        DeployError: they belong to another account than the settings name, or to the root user.
    """
    found = target.client("sts").get_caller_identity()
    if found["Account"] != target.account:
        told = {"credentials": target.credentials, "account": found["Account"], "expected": target.account}
        raise DeployError(words.OTHER_ACCOUNT.format(**told))
    if str(found["Arn"]).endswith(":root"):
        raise DeployError(words.ROOT_USER.format(arn=found["Arn"]))
    return str(found["Arn"])


def examine(cdk: Cdk, settings: Settings, identity: str, image: str | None = None) -> Examination:
    """Look at identity, region, quotas, names and preparation of an account, and for an image that was named."""
    target = cdk.target
    looks = [
        Look(words.IDENTITY, Verdict.GOOD, Text(en=identity, es=identity)),
        _look(words.REGION, lambda: _zones(target, settings)),
        *(_look(quota.name, partial(_quota, cdk, quota)) for quota in QUOTAS),
        _look(words.DOMAIN, lambda: _zone(target, settings)),
        _look(words.PROVIDER, lambda: _provider(target)),
        _look(words.BOOTSTRAP, lambda: (Verdict.GOOD, words.PREPARED if cdk.is_bootstrapped() else words.WILL_PREPARE)),
    ]
    if image:
        looks.append(_look(words.IMAGE, lambda: _image(target, image)))
    return Examination(tuple(looks))


def _look(subject: Text, ask: Callable[[], tuple[Verdict, Text]]) -> Look:
    try:
        return Look(subject, *ask())
    except ClientError as error:
        if not is_denied(error):
            return Look(subject, Verdict.UNREADABLE, words.UNREADABLE.format(reason=code_of(error)))
        return Look(subject, Verdict.UNREADABLE, words.NO_RIGHT.format(call=error.operation_name))


def _zones(target: Target, settings: Settings) -> tuple[Verdict, Text]:
    found = target.client("ec2").describe_availability_zones()["AvailabilityZones"]
    there = {zone["ZoneName"] for zone in found if zone["State"] == "available"}
    lacking = [zone for zone in settings.zones if zone not in there]
    told = {"region": settings.region, "zones": ", ".join(settings.zones), "there": ", ".join(sorted(there))}
    return _GOOD_OR_BAD[not lacking], (words.NO_ZONE if lacking else words.ZONES).format(
        **told, lacking=", ".join(lacking)
    )


def _quota(cdk: Cdk, quota: Quota) -> tuple[Verdict, Text]:
    """What is there already counts, and a stack that stands needs no second place."""
    region = quota.region or cdk.target.region
    asked = cdk.target.client("service-quotas", region).get_service_quota(
        ServiceCode=quota.service, QuotaCode=quota.code
    )
    limit = int(asked["Quota"]["Value"])
    needed = 0 if quota.stack in Stacks(cdk.target).all() else quota.needed(cdk.assembly)
    used = quota.used(cdk.target.client(quota.api, region)) if quota.used else None
    told = {"limit": limit, "used": used or 0, "needed": needed, "name": quota.name, "code": quota.code}
    if (used or 0) + needed > limit:
        return Verdict.BAD, words.OVER_QUOTA.format(**told)
    if used is None:
        return Verdict.UNREADABLE, words.QUOTA_OF_UNKNOWN_USE.format(**told)
    return Verdict.GOOD, words.QUOTA.format(**told)


def _zone(target: Target, settings: Settings) -> tuple[Verdict, Text]:
    if settings.hosted_zone_id is None:
        return _new_zone(target, settings.zone)
    route53 = target.client("route53")
    told = {"id": settings.hosted_zone_id, "zone": settings.zone}
    try:
        found = route53.get_hosted_zone(Id=settings.hosted_zone_id)["HostedZone"]
    except route53.exceptions.NoSuchHostedZone:
        return Verdict.BAD, words.NO_ZONE_ID.format(**told)
    name = str(found["Name"]).rstrip(".")
    is_same = name == settings.zone
    return _GOOD_OR_BAD[is_same], (words.OLD_ZONE if is_same else words.OTHER_ZONE).format(**told, name=name)


def _new_zone(target: Target, zone: str) -> tuple[Verdict, Text]:
    """A second zone of the same name would have other name servers than the ones that the world asks."""
    found = target.client("route53").list_hosted_zones_by_name(DNSName=f"{zone}.", MaxItems="1")["HostedZones"]
    kept = [each["Id"].rpartition("/")[2] for each in found if each["Name"] == f"{zone}."]
    if kept and NETWORK not in Stacks(target).all():
        return Verdict.BAD, words.ZONE_EXISTS.format(zone=zone, id=kept[0])
    return Verdict.GOOD, words.NEW_ZONE.format(zone=zone)


def _image(target: Target, image: str) -> tuple[Verdict, Text]:
    uri = Stacks(target).outputs(DELIVERY).get("RepositoryUri", "")
    is_there = bool(uri) and has_image(target, uri, image)
    told = {"repository": uri.partition("/")[2] or DELIVERY, "image": image}
    return _GOOD_OR_BAD[is_there], (words.IMAGE_THERE if is_there else words.NO_IMAGE).format(**told)


def _provider(target: Target) -> tuple[Verdict, Text]:
    """An account has one identity provider for GitHub, whoever has made it."""
    providers = target.client("iam").list_open_id_connect_providers()["OpenIDConnectProviderList"]
    github = [each["Arn"] for each in providers if each["Arn"].endswith("/token.actions.githubusercontent.com")]
    if github and DELIVERY not in Stacks(target).all():
        return Verdict.BAD, words.PROVIDER_EXISTS.format(arn=github[0])
    return Verdict.GOOD, words.PROVIDER_FREE
