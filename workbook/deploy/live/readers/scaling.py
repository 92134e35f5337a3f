"""Application Auto Scaling: what is scaled, between which bounds, and by what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.deploy.live.forms import SET, TAGS
from workbook.deploy.live.reading import Reader, Reading, Subject
from workbook.deploy.live.shapes import asked, first, same

_SERVICE = "application-autoscaling"
_NAMES = ("ResourceId", "ScalableDimension", "ServiceNamespace")


def _target(subject: Subject) -> Reading | None:
    resource, dimension, namespace = _scaled(subject)
    where = {"ServiceNamespace": namespace, "ScalableDimension": dimension}
    listed = subject.ask(_SERVICE, "describe_scalable_targets", ResourceIds=[resource], **where)
    found = first(listed["ScalableTargets"])
    if found is None:
        return None

    def tags() -> Any:  # noqa: ANN401 - as boto3
        return subject.ask(_SERVICE, "list_tags_for_resource", ResourceARN=found["ScalableTargetARN"])["Tags"]

    def scheduled() -> Any:  # noqa: ANN401 - as boto3
        answer = subject.ask(_SERVICE, "describe_scheduled_actions", ResourceId=resource, **where)
        return answer["ScheduledActions"]

    told = same(found, "MaxCapacity", "MinCapacity", "RoleARN", "SuspendedState", *_NAMES)
    return Reading(
        {**told, **asked(subject, {"ScheduledActions": scheduled, "Tags": tags})},
        {"Id": f"{resource}|{dimension}|{namespace}", **same(found, "ScalableTargetARN")},
    )


def _policy(subject: Subject) -> Reading | None:
    resource, dimension, namespace = _scaled(subject)
    where = {"ServiceNamespace": namespace, "ScalableDimension": dimension}
    listed = subject.ask(_SERVICE, "describe_scaling_policies", ResourceId=resource, **where)["ScalingPolicies"]
    found = first([each for each in listed if each["PolicyARN"] in subject.physical_id])
    if found is None:
        return None
    told = same(
        found,
        "PolicyName", "PolicyType", "PredictiveScalingPolicyConfiguration", "StepScalingPolicyConfiguration",
        "TargetTrackingScalingPolicyConfiguration", *_NAMES,
    )  # fmt: skip
    target = "|".join(found[name] for name in _NAMES)
    return Reading({**told, "ScalingTargetId": target}, {"Arn": found["PolicyARN"]})


def _scaled(subject: Subject) -> list[str]:
    """Resource, dimension and namespace of a target, or of the policy for one."""
    own = subject.physical_id if "ScalingTargetId" not in subject.expected else subject.called("ScalingTargetId")
    parts = own.split("|")
    return parts if len(parts) == len(_NAMES) else [subject.called(name) for name in _NAMES]


_METRIC = "TargetTrackingScalingPolicyConfiguration.CustomizedMetricSpecification"

TYPES: Mapping[str, Reader] = {
    "AWS::ApplicationAutoScaling::ScalableTarget": Reader(_target, (), {"Tags": TAGS, "ScheduledActions": SET}),
    "AWS::ApplicationAutoScaling::ScalingPolicy": Reader(_policy, (), {f"{_METRIC}.Dimensions": SET}),
}
