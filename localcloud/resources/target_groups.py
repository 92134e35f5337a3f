"""Of load balancers: the full name of a target group, by which metrics go, and of which the emulator loses a part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ministack.services.cloudformation import provisioners

from localcloud.resources.handler import Made

TYPE = "AWS::ElasticLoadBalancingV2::TargetGroup"
_PART = "targetgroup/"


def tell_full_names() -> None:
    """Have target groups tell their full names as on AWS."""
    group = provisioners._RESOURCE_HANDLERS[TYPE]
    for step in ("create", "update"):
        group[step] = _telling(group[step])


def _telling(step: Callable[..., Made]) -> Callable[..., Made]:
    def stepped(*given: Any) -> Made:
        arn, attributes = step(*given)
        return arn, {**attributes, "TargetGroupFullName": _PART + arn.partition(f":{_PART}")[2]}

    return stepped
