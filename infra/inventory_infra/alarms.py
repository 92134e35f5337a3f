"""What wakes somebody up, as a table: metric, limit, how long, and what silence means."""

from __future__ import annotations

from dataclasses import dataclass

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from constructs import Construct

from inventory_infra.metrics import Metrics
from inventory_infra.profiles import DatabaseSize, Profile

_ABOVE = cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD
_FROM = cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
_BELOW = cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
# No traffic, no point: the load balancer publishes counts and times only for minutes with requests.
_QUIET = cloudwatch.TreatMissingData.NOT_BREACHING
# A point every minute as long as the thing exists: without points, it is gone.
_GONE = cloudwatch.TreatMissingData.BREACHING
_GIB = 1024**3


@dataclass(frozen=True, slots=True)
class AlarmSpec:
    """One alarm: it rings when `minutes` of the last `minutes + 2` points are beyond the limit."""

    name: str
    metric: cloudwatch.IMetric
    comparison: cloudwatch.ComparisonOperator
    threshold: float
    minutes: int
    missing: cloudwatch.TreatMissingData
    meaning: str
    silence: str


def alarm_specs(metrics: Metrics, profile: Profile) -> tuple[AlarmSpec, ...]:
    """The alarms of a profile."""
    return (*_request_alarms(metrics), *_task_alarms(metrics, profile), *_database_alarms(metrics, profile.database))


def declare_alarms(scope: Construct, specs: tuple[AlarmSpec, ...], *, topic: sns.ITopic) -> list[cloudwatch.Alarm]:
    """Declares each alarm; it announces both that something broke and that it is well again."""
    action = actions.SnsAction(topic)
    alarms = []
    for spec in specs:
        alarm = cloudwatch.Alarm(
            scope,
            spec.name,
            alarm_description=f"{spec.meaning} Missing data: {spec.silence}",
            metric=spec.metric,
            comparison_operator=spec.comparison,
            threshold=spec.threshold,
            datapoints_to_alarm=spec.minutes,
            evaluation_periods=spec.minutes + 2,
            treat_missing_data=spec.missing,
        )
        alarm.add_alarm_action(action)
        alarm.add_ok_action(action)
        alarms.append(alarm)
    return alarms


def _request_alarms(metrics: Metrics) -> tuple[AlarmSpec, ...]:
    no_traffic = "no requests, so nothing is wrong."
    return (
        AlarmSpec(
            name="SlowResponses",
            metric=metrics.of_targets("TargetResponseTime", "p95"),
            comparison=_ABOVE,
            threshold=1,
            minutes=3,
            missing=_QUIET,
            meaning="One request in twenty takes longer than a second.",
            silence=no_traffic,
        ),
        AlarmSpec(
            name="ApplicationErrors",
            metric=metrics.of_targets("HTTPCode_Target_5XX_Count", "Sum"),
            comparison=_FROM,
            threshold=5,
            minutes=3,
            missing=_QUIET,
            meaning="Django answers with server errors.",
            silence=no_traffic,
        ),
        AlarmSpec(
            name="LoadBalancerErrors",
            metric=metrics.of_balancer("HTTPCode_ELB_5XX_Count", "Sum"),
            comparison=_FROM,
            threshold=5,
            minutes=3,
            missing=_QUIET,
            meaning="The load balancer finds no task that answers (502, 503, 504).",
            silence=no_traffic,
        ),
        AlarmSpec(
            name="UnhealthyTasks",
            metric=metrics.of_targets("UnHealthyHostCount", "Maximum"),
            comparison=_FROM,
            threshold=1,
            minutes=3,
            missing=_QUIET,
            meaning="A task fails its health check.",
            silence="no task is registered, which the alarm on missing tasks reports.",
        ),
    )


def _task_alarms(metrics: Metrics, profile: Profile) -> tuple[AlarmSpec, ...]:
    gone = "a running service publishes this every minute, so it is gone."
    return (
        AlarmSpec(
            name="TaskCpu",
            metric=metrics.of_tasks("CPUUtilization"),
            comparison=_ABOVE,
            threshold=85,
            minutes=5,
            missing=_GONE,
            meaning="The tasks work near their limit although scaling holds 60 %: the maximum is reached.",
            silence=gone,
        ),
        AlarmSpec(
            name="TaskMemory",
            metric=metrics.of_tasks("MemoryUtilization"),
            comparison=_ABOVE,
            threshold=90,
            minutes=5,
            missing=_GONE,
            meaning="The tasks are about to be killed for lack of memory.",
            silence=gone,
        ),
        _missing_tasks(metrics, profile, gone),
    )


def _missing_tasks(metrics: Metrics, profile: Profile, gone: str) -> AlarmSpec:
    """Container Insights knows how many tasks should run; without it, only fewer than the minimum can be noticed."""
    if profile.container_insights:
        return AlarmSpec(
            name="MissingTasks",
            metric=metrics.missing_tasks(),
            comparison=_FROM,
            threshold=1,
            minutes=5,
            missing=_GONE,
            meaning="Fewer tasks run than should.",
            silence=gone,
        )
    return AlarmSpec(
        name="MissingTasks",
        metric=metrics.of_targets("HealthyHostCount", "Minimum"),
        comparison=_BELOW,
        threshold=profile.tasks.minimum,
        minutes=5,
        missing=_GONE,
        meaning="Fewer tasks are healthy than the smallest number that should run.",
        silence="the target group is empty, so no task runs.",
    )


def _database_alarms(metrics: Metrics, size: DatabaseSize) -> tuple[AlarmSpec, ...]:
    gone = "a running database publishes this every minute, so it is stopped or failing over."
    rows = (
        ("DatabaseCpu", "CPUUtilization", _ABOVE, 80, 10, "The database works near its limit."),
        (
            "DatabaseStorage",
            "FreeStorageSpace",
            _BELOW,
            size.storage_gib * _GIB // 5,
            5,
            "Less than a fifth of the initial storage is free: automatic growth is late or at its maximum.",
        ),
        (
            "DatabaseMemory",
            "FreeableMemory",
            _BELOW,
            size.memory_gib * _GIB // 16,
            10,
            "The database is about to swap.",
        ),
        (
            "DatabaseConnections",
            "DatabaseConnections",
            _ABOVE,
            size.max_connections * 4 // 5,
            3,
            "Four fifths of all connections are in use; the next deployment may find none.",
        ),
    )
    return tuple(
        AlarmSpec(
            name=name,
            metric=metrics.of_database(metric),
            comparison=comparison,
            threshold=threshold,
            minutes=minutes,
            missing=_GONE,
            meaning=meaning,
            silence=gone,
        )
        for name, metric, comparison, threshold, minutes, meaning in rows
    )
