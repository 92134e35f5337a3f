"""Changes how many tasks services have, as their policies and schedules say."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ministack.services import ecs, eventbridge

from localcloud.measures.publisher import EVERY
from localcloud.monitoring.readings import Metric
from localcloud.resources.scaling import ACTIVITY, FOLLOWED, NAMED, POLICY, TARGET
from localcloud.scaling.decision import Now, Tracking, decide
from localcloud.store import Record, Store

_USUAL = 300
"""Seconds of a cooldown that a policy says nothing of."""

_KEPT = 50
"""Activities; the oldest go first."""


@dataclass
class Scaler:
    """Looks at every scalable target when metrics are published."""

    store: Store
    _changed: dict[tuple[str, bool], float] = field(default_factory=dict)
    """When a resource last grew (True) or shrank (False)."""

    def act(self, at: float) -> None:
        """Have every service have as many tasks as its policies say at a moment."""
        for target in self.store.all(TARGET):
            _, cluster, name = target["ResourceId"].split("/")
            service = ecs._services.get(f"{cluster}/{name}")
            if service and service["status"] == "ACTIVE":
                for action in target.get("ScheduledActions", []):
                    if _is_due(action, at):
                        self._begin(target, action, service)
                self._follow(target, service, at)

    def _begin(self, target: Record, action: Record, service: Any) -> None:
        """Take over the limits of a scheduled action."""
        target.update(action["ScalableTargetAction"])
        self.store.put(TARGET, "|".join(target[name] for name in NAMED), target)
        wanted = _now(target, service).within(int(service["desiredCount"]))
        self._set(target, service, wanted, f"scheduled action name {action['ScheduledActionName']} was triggered")

    def _follow(self, target: Record, service: Any, at: float) -> None:
        resource = target["ResourceId"]
        now = _now(
            target,
            service,
            since_growth=at - self._changed.get((resource, True), 0),
            since_shrinking=at - self._changed.get((resource, False), 0),
        )
        wants = [(policy, _wanted(policy, metric, now, at)) for policy, metric in self._policies(resource)]
        wanted, policy = decide(now, wants)
        if policy:
            self._changed[resource, wanted > now.count] = at
            level = "AlarmHigh" if wanted > now.count else "AlarmLow"
            cause = f"monitor alarm TargetTracking-{resource}-{level} in state ALARM triggered policy {policy.name}"
            self._set(target, service, wanted, cause)

    def _policies(self, resource: str) -> Iterator[tuple[Tracking, Metric]]:
        for each in self.store.all(POLICY):
            if each["ResourceId"] == resource:
                stated = each["TargetTrackingScalingPolicyConfiguration"]
                metric = _metric(stated["PredefinedMetricSpecification"], resource)
                yield _tracking(each["PolicyName"], stated, metric.period), metric

    def _set(self, target: Record, service: Any, wanted: int, cause: str) -> None:
        if wanted == service["desiredCount"]:
            return
        cluster = ecs._cluster_name_from_arn(service["clusterArn"])
        ecs._update_service({"cluster": cluster, "service": service["serviceName"], "desiredCount": wanted})
        number, now = str(uuid.uuid4()), time.time()
        activity = {
            "ActivityId": number,
            **{name: target[name] for name in NAMED},
            "Description": f"Setting desired count to {wanted}.",
            "Cause": cause,
            "StartTime": now,
            "EndTime": now,
            "StatusCode": "Successful",
            "StatusMessage": f"Successfully set desired count to {wanted}.",
        }
        self.store.put(ACTIVITY, f"{now:.6f} {number}", activity)
        for old in self.store.names(ACTIVITY)[:-_KEPT]:
            self.store.drop(ACTIVITY, old)


def _now(target: Record, service: Any, **since: float) -> Now:
    primary = ecs._primary_deployment(service) or {}
    return Now(
        int(service["desiredCount"]),
        int(target["MinCapacity"]),
        int(target["MaxCapacity"]),
        is_deploying=primary.get("rolloutState") == "IN_PROGRESS",
        **since,
    )


def _metric(followed: Record, resource: str) -> Metric:
    name, period = FOLLOWED[followed["PredefinedMetricType"]]
    if label := followed.get("ResourceLabel"):
        balancer, _, group = label.partition("/targetgroup/")
        dimensions = {"LoadBalancer": balancer, "TargetGroup": f"targetgroup/{group}"}
        return Metric("AWS/ApplicationELB", name, dimensions, "Sum", period)
    _, cluster, service = resource.split("/")
    return Metric("AWS/ECS", name, {"ClusterName": cluster, "ServiceName": service}, "Average", period)


def _tracking(name: str, stated: Record, period: int) -> Tracking:
    out_after, in_after = (float(stated.get(f"Scale{way}Cooldown", _USUAL)) for way in ("Out", "In"))
    may_shrink = str(stated.get("DisableScaleIn", False)).lower() != "true"
    return Tracking(name, float(stated["TargetValue"]), period, out_after, in_after, may_shrink)


def _wanted(policy: Tracking, metric: Metric, now: Now, at: float) -> int:
    """What a policy wants, which it says anew when a period of its metric has ended since the last look."""
    if at % policy.period >= EVERY:
        return now.count
    *past, _ = metric.values(policy.points + 1, at)
    return policy.wanted(past, now.count)


def _is_due(action: Record, at: float) -> bool:
    """Whether the moment of a scheduled action has come since the last look."""
    fields = eventbridge._parse_cron_fields(action["Schedule"])
    zone = ZoneInfo(action.get("Timezone") or "UTC")
    before = datetime.fromtimestamp(at - EVERY, zone)
    following = eventbridge._cron_next_fire(fields, before)
    return following is not None and at - EVERY < following.timestamp() <= at
