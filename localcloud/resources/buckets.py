"""Of S3: tags and lifecycle rules of templates, which the emulator loses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ministack.services import s3
from ministack.services.cloudformation import provisioners

from localcloud.resources.handler import Properties, RefusedError

_SAME = ("Status", "AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration")
_TRANSITIONS = {"Transitions": "Days", "NoncurrentVersionTransitions": "NoncurrentDays"}


def keep_tags_and_lifecycles() -> None:
    """Have the emulator keep them as it keeps other settings."""
    for name, convert, kept in (
        ("Tags", provisioners._tag_map, s3._bucket_tags),
        ("LifecycleConfiguration", _rules, s3._bucket_lifecycle),
    ):
        # What a lambda names in a loop is looked up when it is called.
        row = (name, convert, kept.__setitem__, lambda bucket, kept=kept: kept.pop(bucket, None))
        provisioners._S3_BUCKET_CONFIGURATIONS += (row,)


def _rules(configuration: Properties) -> list[dict[str, Any]]:
    return [_rule(each) for each in configuration["Rules"]]


def _rule(stated: Mapping[str, Any]) -> dict[str, Any]:
    """A rule as the API has it.

    Raises:
        RefusedError: it has something that is not kept.
    """
    known = {*_SAME, *_TRANSITIONS, "Id", "Prefix", "ExpirationInDays", "ExpiredObjectDeleteMarker"}
    if odd := sorted({*stated} - known):
        raise RefusedError(f"LifecycleConfiguration has {', '.join(odd)}; expected only {', '.join(sorted(known))}")
    rule: dict[str, Any] = {name: stated[name] for name in _SAME if name in stated}
    rule["ID"] = stated.get("Id", "")
    rule["Filter"] = {"Prefix": stated.get("Prefix", "")}
    if "ExpirationInDays" in stated:
        rule["Expiration"] = {"Days": stated["ExpirationInDays"]}
    elif "ExpiredObjectDeleteMarker" in stated:
        rule["Expiration"] = {"ExpiredObjectDeleteMarker": stated["ExpiredObjectDeleteMarker"]}
    for name, days in _TRANSITIONS.items():
        if name in stated:
            rule[name] = [
                {days: each["TransitionInDays"], "StorageClass": each["StorageClass"]} for each in stated[name]
            ]
    return rule
