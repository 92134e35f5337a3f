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
_GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Silence:
    """What it means that a metric has no point, and so how an alarm must take it."""

    treatment: cloudwatch.TreatMissingData
    meaning: str


# The load balancer publishes counts and times only for minutes with requests.
_NO_TRAFFIC = Silence(cloudwatch.TreatMissingData.NOT_BREACHING, "no requests, so nothing is wrong.")
_NO_TARGET = Silence(
    cloudwatch.TreatMissingData.NOT_BREACHING, "no task is registered, which the alarm on missing tasks reports."
)
# These publish a point every minute as long as they exist.
_SERVICE_GONE = Silence(
    cloudwatch.TreatMissingData.BREACHING, "a running service publishes this every minute, so it is gone."
)
_TARGETS_GONE = Silence(cloudwatch.TreatMissingData.BREACHING, "the target group is empty, so no task runs.")
_DATABASE_GONE = Silence(
    cloudwatch.TreatMissingData.BREACHING,
    "a running database publishes this every minute, so it is stopped or failing over.",
)


@dataclass(frozen=True, slots=True)
class AlarmSpec:
    """One alarm: it rings when `minutes` of the last `minutes + 2` points are beyond the limit."""

    name: str
    metric: cloudwatch.IMetric
    comparison: cloudwatch.ComparisonOperator
    limit: float
    minutes: int
    meaning: str
    silence: Silence


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
            alarm_description=f"{spec.meaning} Missing data: {spec.silence.meaning}",
            metric=spec.metric,
            comparison_operator=spec.comparison,
            threshold=spec.limit,
            datapoints_to_alarm=spec.minutes,
            evaluation_periods=spec.minutes + 2,
            treat_missing_data=spec.silence.treatment,
        )
        alarm.add_alarm_action(action)
        alarm.add_ok_action(action)
        alarms.append(alarm)
    return alarms


def _request_alarms(metrics: Metrics) -> tuple[AlarmSpec, ...]:
    slow = metrics.of_targets("TargetResponseTime", "p95")
    failed = metrics.of_targets("HTTPCode_Target_5XX_Count", "Sum")
    unanswered = metrics.of_balancer("HTTPCode_ELB_5XX_Count", "Sum")
    unhealthy = metrics.of_targets("UnHealthyHostCount", "Maximum")
    return (
        AlarmSpec(
            "SlowResponses", slow, _ABOVE, 1, 3, "One request in twenty takes longer than a second.", _NO_TRAFFIC
        ),
        AlarmSpec("ApplicationErrors", failed, _FROM, 5, 3, "Django answers with server errors.", _NO_TRAFFIC),
        AlarmSpec(
            "LoadBalancerErrors",
            unanswered,
            _FROM,
            5,
            3,
            "The load balancer finds no task that answers (502, 503, 504).",
            _NO_TRAFFIC,
        ),
        AlarmSpec("UnhealthyTasks", unhealthy, _FROM, 1, 3, "A task fails its health check.", _NO_TARGET),
    )


def _task_alarms(metrics: Metrics, profile: Profile) -> tuple[AlarmSpec, ...]:
    cpu, memory = metrics.of_tasks("CPUUtilization"), metrics.of_tasks("MemoryUtilization")
    busy = "The tasks work near their limit although scaling holds 60 %: the maximum is reached."
    return (
        AlarmSpec("TaskCpu", cpu, _ABOVE, 85, 5, busy, _SERVICE_GONE),
        AlarmSpec(
            "TaskMemory", memory, _ABOVE, 90, 5, "The tasks are about to be killed for lack of memory.", _SERVICE_GONE
        ),
        _missing_tasks(metrics, profile),
    )


def _missing_tasks(metrics: Metrics, profile: Profile) -> AlarmSpec:
    """Container Insights knows how many tasks should run; without it, only fewer than the minimum can be noticed."""
    if profile.container_insights:
        missing = metrics.missing_tasks()
        return AlarmSpec("MissingTasks", missing, _FROM, 1, 5, "Fewer tasks run than should.", _SERVICE_GONE)
    healthy = metrics.of_targets("HealthyHostCount", "Minimum")
    few = "Fewer tasks are healthy than the smallest number that should run."
    return AlarmSpec("MissingTasks", healthy, _BELOW, profile.tasks.minimum, 5, few, _TARGETS_GONE)


def _database_alarms(metrics: Metrics, size: DatabaseSize) -> tuple[AlarmSpec, ...]:
    fifth_of_storage, little_memory = size.storage_gib * _GIB // 5, size.memory_gib * _GIB // 16
    busy = "The database works near its limit."
    full = "Less than a fifth of the initial storage is free: automatic growth is late or at its maximum."
    swapping = "The database is about to swap."
    crowded = "Four fifths of all connections are in use; the next deployment may find none."
    rows = (
        ("DatabaseCpu", "CPUUtilization", _ABOVE, 80, 10, busy),
        ("DatabaseStorage", "FreeStorageSpace", _BELOW, fifth_of_storage, 5, full),
        ("DatabaseMemory", "FreeableMemory", _BELOW, little_memory, 10, swapping),
        ("DatabaseConnections", "DatabaseConnections", _ABOVE, size.max_connections * 4 // 5, 3, crowded),
    )
    return tuple(
        AlarmSpec(name, metrics.of_database(metric), comparison, limit, minutes, meaning, _DATABASE_GONE)
        for name, metric, comparison, limit, minutes, meaning in rows
    )
