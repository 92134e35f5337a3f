"""What is left after the end of a deployment, and what of it is charged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from workbook.deploy import words
from workbook.deploy.stacks import STACKS, StackResource, Stacks
from workbook.deploy.target import Target
from workbook.errors import DeployError
from workbook.lang import Text

_GIB = 1024**3
_SNAPSHOT = "AWS::RDS::DBSnapshot"
_GB = Text(en="GB", es="GB")


@dataclass(frozen=True, slots=True)
class Rate:
    """What something is charged by in a month: the key of the price in the price book, and the unit of that."""

    price: str
    unit: Text


RATES: Mapping[str, Rate] = {
    "AWS::Logs::LogGroup": Rate("logs.storage", _GB),
    "AWS::RDS::DBInstance": Rate("rds.backup", _GB),
    "AWS::ECR::Repository": Rate("ecr.storage", _GB),
    "AWS::S3::Bucket": Rate("s3.storage", _GB),
    "AWS::Route53::HostedZone": Rate("route53.zone", Text(en="hosted zone", es="zona alojada")),
    "AWS::KMS::Key": Rate("kms.key", Text(en="key", es="clave")),
}
"""Of what the deletion of stacks may leave, by the type of the resource; of a database these are its snapshots."""


@dataclass(frozen=True, slots=True)
class Remainder:
    """Something that is still there; `amount` counts what it is charged by, in `unit` a month."""

    stack: str
    """That held it."""

    type: str
    id: str
    region: str
    amount: float
    unit: Text
    price: str
    """The key of its price in the price book."""


def resources_of(stacks: Stacks) -> tuple[StackResource, ...]:
    """Everything that the stacks hold, as it has to be known before they are deleted."""
    found = stacks.all()
    return tuple(each for name in STACKS if name in found for each in stacks.resources(name))


def remains(target: Target, before: tuple[StackResource, ...]) -> tuple[Remainder, ...]:
    """What is still there of resources that the stacks held, and the snapshots that were made of them.

    Keys and secrets that wait for their end are charged no more.
    """
    left = [each for resource in before if resource.type in _LOOKS for each in _LOOKS[resource.type](target, resource)]
    return tuple(sorted(left, key=lambda each: (each.type, each.id)))


def unprotect(target: Target, resources: tuple[StackResource, ...], *, allowed: bool) -> None:
    """Take the protection off databases, which AWS would not delete.

    Raises:
        DeployError: one is protected, and that is not allowed.
    """
    for resource in resources:
        if resource.type == "AWS::RDS::DBInstance":
            rds = target.client("rds", resource.region)
            (found,) = rds.describe_db_instances(DBInstanceIdentifier=resource.physical_id)["DBInstances"]
            if not found.get("DeletionProtection"):
                continue
            if not allowed:
                raise DeployError(words.PROTECTED.format(database=resource.physical_id))
            rds.modify_db_instance(
                DBInstanceIdentifier=resource.physical_id, DeletionProtection=False, ApplyImmediately=True
            )


def _logs(target: Target, resource: StackResource) -> Iterator[Remainder]:
    groups = target.client("logs", resource.region).describe_log_groups(logGroupNamePrefix=resource.physical_id)[
        "logGroups"
    ]
    for group in groups:
        if group["logGroupName"] == resource.physical_id:
            yield _left(resource, group.get("storedBytes", 0) / _GIB)


def _snapshots(target: Target, resource: StackResource) -> Iterator[Remainder]:
    rds = target.client("rds", resource.region)
    pages = rds.get_paginator("describe_db_snapshots").paginate(DBInstanceIdentifier=resource.physical_id)
    for page in pages:
        for each in page["DBSnapshots"]:
            snapshot = _left(resource, float(each.get("AllocatedStorage", 0)))
            yield replace(snapshot, type=_SNAPSHOT, id=each["DBSnapshotIdentifier"])


def _images(target: Target, resource: StackResource) -> Iterator[Remainder]:
    ecr = target.client("ecr", resource.region)
    pages = ecr.get_paginator("describe_images").paginate(repositoryName=resource.physical_id)
    try:
        size = sum(each.get("imageSizeInBytes", 0) for page in pages for each in page["imageDetails"])
    except ecr.exceptions.RepositoryNotFoundException:
        return
    yield _left(resource, size / _GIB)


def _objects(target: Target, resource: StackResource) -> Iterator[Remainder]:
    s3 = target.client("s3", resource.region)
    names = {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}
    if resource.physical_id in names:
        # Earlier versions of objects are charged as well.
        pages = s3.get_paginator("list_object_versions").paginate(Bucket=resource.physical_id)
        size = sum(each["Size"] for page in pages for each in page.get("Versions", []))
        yield _left(resource, size / _GIB)


def _zones(target: Target, resource: StackResource) -> Iterator[Remainder]:
    route53 = target.client("route53")
    try:
        route53.get_hosted_zone(Id=resource.physical_id)
    except route53.exceptions.NoSuchHostedZone:
        return
    yield _left(resource, 1)


def _keys(target: Target, resource: StackResource) -> Iterator[Remainder]:
    kms = target.client("kms", resource.region)
    try:
        found = kms.describe_key(KeyId=resource.physical_id)["KeyMetadata"]
    except kms.exceptions.NotFoundException:
        return
    if found["KeyState"] not in {"PendingDeletion", "PendingReplicaDeletion"}:
        yield _left(resource, 1)


def _left(resource: StackResource, amount: float) -> Remainder:
    rate = RATES[resource.type]
    return Remainder(
        resource.stack, resource.type, resource.physical_id, resource.region, amount, rate.unit, rate.price
    )


_LOOKS: Mapping[str, Callable[[Target, StackResource], Iterator[Remainder]]] = {
    "AWS::Logs::LogGroup": _logs,
    "AWS::RDS::DBInstance": _snapshots,
    "AWS::ECR::Repository": _images,
    "AWS::S3::Bucket": _objects,
    "AWS::Route53::HostedZone": _zones,
    "AWS::KMS::Key": _keys,
}
