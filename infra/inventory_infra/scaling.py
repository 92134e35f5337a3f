"""How many tasks run: by CPU, by memory, by requests, and by the clock."""

from __future__ import annotations

from dataclasses import dataclass

from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_ecs as ecs
from constructs import Construct

from inventory_infra.load_balancer import PublicLoadBalancer
from inventory_infra.profiles import Profile, TaskSize
from inventory_infra.schedule import BusyHours
from inventory_infra.settings import PROJECT, Settings

_Tracking = scaling.CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty
_Metric = scaling.CfnScalingPolicy.PredefinedMetricSpecificationProperty

_GROW_AGAIN_AFTER = 30  # seconds
_SHRINK_AGAIN_AFTER = 300  # seconds

# Only CPU and memory exist in 20 seconds; the load balancer publishes its request count once a minute.
_SUFFIX = {20: "HighResolution", 60: ""}


@dataclass(frozen=True, slots=True)
class _Target:
    """A metric of the service and the value at which target tracking holds it."""

    name: str
    metric: str
    value: int
    resource_label: str | None = None


class TaskScaling(Construct):
    """The range in which the number of tasks moves, and the policies that move it.

    Several policies never fight: the service grows when one of them asks for it and shrinks when all of them do.
    """

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        settings: Settings,
        service: ecs.FargateService,
        load_balancer: PublicLoadBalancer,
    ) -> None:
        super().__init__(scope, name)
        tasks = settings.profile.tasks
        hours = settings.busy_hours
        # Without a role here, Application Auto Scaling works with its own service-linked role.
        self._scalable = scaling.CfnScalableTarget(
            self,
            "Tasks",
            service_namespace="ecs",
            scalable_dimension="ecs:service:DesiredCount",
            resource_id=f"service/{service.cluster.cluster_name}/{service.service_name}",
            min_capacity=tasks.minimum,
            max_capacity=tasks.maximum,
            scheduled_actions=_schedule(hours, settings.profile) if hours is not None else None,
        )
        for target in _targets(tasks, load_balancer.request_label):
            self._track(target)

    def _track(self, target: _Target) -> None:
        scaling.CfnScalingPolicy(
            self,
            target.name,
            policy_name=f"{PROJECT}-{target.name.lower()}",  # the API wants one, unique within its target
            policy_type="TargetTrackingScaling",
            scaling_target_id=self._scalable.ref,
            target_tracking_scaling_policy_configuration=_Tracking(
                target_value=target.value,
                predefined_metric_specification=_Metric(
                    predefined_metric_type=target.metric, resource_label=target.resource_label
                ),
                scale_out_cooldown=_GROW_AGAIN_AFTER,
                scale_in_cooldown=_SHRINK_AGAIN_AFTER,
            ),
        )


def _schedule(hours: BusyHours, profile: Profile) -> list[scaling.CfnScalableTarget.ScheduledActionProperty]:
    """More tasks are ready in busy hours: a known peak needs no metric, and no metric is faster than the clock."""
    moments = (
        ("BusyHoursBegin", hours.begin_expression, profile.busy_minimum),
        ("BusyHoursEnd", hours.end_expression, profile.tasks.minimum),
    )
    return [
        scaling.CfnScalableTarget.ScheduledActionProperty(
            scheduled_action_name=name,
            schedule=expression,
            timezone=hours.time_zone,
            scalable_target_action=scaling.CfnScalableTarget.ScalableTargetActionProperty(
                min_capacity=minimum, max_capacity=profile.tasks.maximum
            ),
        )
        for name, expression, minimum in moments
    ]


def _targets(tasks: TaskSize, request_label: str) -> tuple[_Target, ...]:
    suffix = _SUFFIX[tasks.metric_seconds]
    return (
        _Target("Cpu", f"ECSServiceAverageCPUUtilization{suffix}", 60),
        _Target("Memory", f"ECSServiceAverageMemoryUtilization{suffix}", 75),
        _Target("Requests", "ALBRequestCountPerTarget", tasks.requests_per_minute, request_label),
    )
