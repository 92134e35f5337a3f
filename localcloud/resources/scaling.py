"""Of Application Auto Scaling: scalable targets and policies, which the emulator lacks, as records."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services import eventbridge

from localcloud.resources.handler import Handler, Made, Properties, RefusedError, handler, in_place
from localcloud.store import Store

TARGET, POLICY, ACTIVITY = "scalable-target", "scaling-policy", "scaling-activity"

NAMED = ("ResourceId", "ScalableDimension", "ServiceNamespace")
"""What says which count is meant."""

_DIMENSION = "ecs:service:DesiredCount"

FOLLOWED: Mapping[str, tuple[str, int]] = {
    "ECSServiceAverageCPUUtilization": ("CPUUtilization", 60),
    "ECSServiceAverageMemoryUtilization": ("MemoryUtilization", 60),
    "ECSServiceAverageCPUUtilizationHighResolution": ("CPUUtilization", 20),
    "ECSServiceAverageMemoryUtilizationHighResolution": ("MemoryUtilization", 20),
    "ALBRequestCountPerTarget": ("RequestCountPerTarget", 60),
}
"""Predefined metrics that policies may follow, each with the metric behind it and its period in seconds."""


def types(store: Store) -> dict[str, Handler]:
    """Handlers that keep their records in a store."""

    def put_target(_: str, properties: Properties, __: str) -> Made:
        _check_target(properties)
        name = "|".join(properties[key] for key in NAMED)
        store.put(TARGET, name, dict(properties))
        return name, {"Id": name}

    def put_policy(_: str, properties: Properties, __: str) -> Made:
        named = _check_policy(properties)
        where = f"arn:aws:autoscaling:{get_region()}:{get_account_id()}:scalingPolicy:{uuid.uuid4()}"
        resource = f"resource/{named['ServiceNamespace']}/{named['ResourceId']}"
        return keep_policy(f"{where}:{resource}:policyName/{properties['PolicyName']}", properties, named)

    def keep_policy(arn: str, properties: Properties, named: Mapping[str, str]) -> Made:
        store.put(POLICY, arn, {**properties, **named, "PolicyARN": arn})
        return arn, {"Arn": arn}

    def drop(kind: str, name: str, _: Properties) -> None:
        store.drop(kind, name)

    change_policy = in_place(
        {"PolicyType", "TargetTrackingScalingPolicyConfiguration"},
        put_policy,
        lambda arn, _, new: keep_policy(arn, new, _check_policy(new)),
    )
    return {
        "AWS::ApplicationAutoScaling::ScalableTarget": handler(put_target, partial(drop, TARGET)),
        "AWS::ApplicationAutoScaling::ScalingPolicy": handler(put_policy, partial(drop, POLICY), change_policy),
    }


def _check_target(properties: Properties) -> None:
    if properties["ScalableDimension"] != _DIMENSION:
        raise RefusedError(f"ScalableDimension is {properties['ScalableDimension']}; expected {_DIMENSION}")
    for each in properties.get("ScheduledActions", []):
        if eventbridge._parse_cron_fields(each["Schedule"]) is None:
            raise RefusedError(f"Schedule of {each['ScheduledActionName']} is {each['Schedule']!r}; expected cron(...)")


def _check_policy(properties: Properties) -> dict[str, str]:
    """What a policy is for; a policy that is not followed is refused."""
    kind = properties.get("PolicyType")
    if kind != "TargetTrackingScaling":
        raise RefusedError(f"PolicyType of {properties['PolicyName']} is {kind}; expected TargetTrackingScaling")
    tracking: Mapping[str, Any] = properties["TargetTrackingScalingPolicyConfiguration"]
    followed = (tracking.get("PredefinedMetricSpecification") or {}).get("PredefinedMetricType")
    if followed not in FOLLOWED:
        raise RefusedError(
            f"policy {properties['PolicyName']} follows {followed or 'a metric of its own'}; "
            f"expected a predefined one of {', '.join(FOLLOWED)}"
        )
    parts = properties["ScalingTargetId"].split("|") if "ScalingTargetId" in properties else None
    return dict(zip(NAMED, parts or [properties[name] for name in NAMED], strict=True))
