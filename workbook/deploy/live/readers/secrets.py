"""Secrets Manager and KMS: what is kept secret, and the keys for it; no secret is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.deploy.live import words
from workbook.deploy.live.forms import SET, TAGS, policies
from workbook.deploy.live.reading import Reader, Reading, Subject
from workbook.deploy.live.shapes import asked, same
from workbook.template.functions import unknown


def _described(subject: Subject) -> Mapping[str, Any] | None:
    """A secret that nobody has deleted; one that waits for its end can still be described."""
    found = subject.ask("secretsmanager", "describe_secret", SecretId=subject.physical_id)
    return None if found.get("DeletedDate") else found


def _secret(subject: Subject) -> Reading | None:
    found = _described(subject)
    if found is None:
        return None
    replicas = tuple(same(each, "Region", "KmsKeyId") for each in found.get("ReplicationStatus", []))
    return Reading(
        {**same(found, "Description", "KmsKeyId", "Name", "Tags"), "ReplicaRegions": replicas}, {"Id": found["ARN"]}
    )


def _attachment(subject: Subject) -> Reading | None:
    """What a secret says of its database stands in the secret alone."""
    found = _described(subject)
    hidden = {name: unknown(name, reason=words.SECRET) for name in ("TargetId", "TargetType")}
    return None if found is None else Reading({"SecretId": found["ARN"], **hidden}, {"Id": found["ARN"]})


def _key(subject: Subject) -> Reading | None:
    identifier = subject.physical_id
    found = subject.ask("kms", "describe_key", KeyId=identifier)["KeyMetadata"]
    if found.get("KeyState") in {"PendingDeletion", "PendingReplicaDeletion"}:
        return None

    def rotation(name: str) -> Any:  # noqa: ANN401 - as boto3
        return subject.ask("kms", "get_key_rotation_status", KeyId=identifier).get(name)

    parts = {
        "EnableKeyRotation": lambda: rotation("KeyRotationEnabled"),
        "RotationPeriodInDays": lambda: rotation("RotationPeriodInDays"),
        "KeyPolicy": lambda: subject.ask("kms", "get_key_policy", KeyId=identifier, PolicyName="default")["Policy"],
        "Tags": lambda: subject.ask("kms", "list_resource_tags", KeyId=identifier)["Tags"],
    }
    told = same(found, "Description", "Enabled", "KeySpec", "KeyUsage", "MultiRegion", "Origin")
    return Reading({**told, **asked(subject, parts)}, same(found, "Arn", "KeyId"))


TYPES: Mapping[str, Reader] = {
    "AWS::SecretsManager::Secret": Reader(
        _secret,
        ["ResourceNotFoundException"],
        {"Tags": TAGS, "ReplicaRegions": SET},
        {"GenerateSecretString": words.NEVER_TOLD, "SecretString": words.SECRET},
    ),
    "AWS::SecretsManager::SecretTargetAttachment": Reader(_attachment, ["ResourceNotFoundException"]),
    "AWS::KMS::Key": Reader(
        _key,
        ["NotFoundException"],
        {"Tags": TAGS, **policies("KeyPolicy")},
        {"BypassPolicyLockoutSafetyCheck": words.ACTS_ONCE, "PendingWindowInDays": words.ACTS_ONCE},
    ),
}
