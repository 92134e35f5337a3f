"""The one page to look at when an alarm rings: requests, tasks and database, from left to right as they travel."""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from inventory_infra.metrics import Metrics

_COLUMN = 8  # of the 24 that a dashboard is wide


def declare_dashboard(
    scope: Construct, name: str, *, metrics: Metrics, alarms: Sequence[cloudwatch.Alarm]
) -> cloudwatch.Dashboard:
    """The dashboard with the state of all alarms on top and the last three hours below."""
    return cloudwatch.Dashboard(
        scope,
        name,
        default_interval=cdk.Duration.hours(3),
        widgets=[
            [cloudwatch.AlarmStatusWidget(title="Alarms", alarms=list(alarms), width=24, height=3)],
            _requests(metrics),
            _tasks(metrics),
            _database(metrics),
        ],
    )


def _requests(metrics: Metrics) -> list[cloudwatch.IWidget]:
    return [
        _graph("Requests per minute", metrics.of_targets("RequestCount", "Sum")),
        _graph(
            "Response time (s)",
            metrics.of_targets("TargetResponseTime", "p50"),
            metrics.of_targets("TargetResponseTime", "p95"),
            metrics.of_targets("TargetResponseTime", "p99"),
        ),
        _graph(
            "Errors per minute",
            metrics.of_targets("HTTPCode_Target_4XX_Count", "Sum"),
            metrics.of_targets("HTTPCode_Target_5XX_Count", "Sum"),
            metrics.of_balancer("HTTPCode_ELB_5XX_Count", "Sum"),
        ),
    ]


def _tasks(metrics: Metrics) -> list[cloudwatch.IWidget]:
    return [
        _graph(
            "Tasks behind the load balancer",
            metrics.of_targets("HealthyHostCount", "Minimum"),
            metrics.of_targets("UnHealthyHostCount", "Maximum"),
        ),
        _graph(
            "CPU of the tasks (%)", metrics.of_tasks("CPUUtilization"), metrics.of_tasks("CPUUtilization", "Maximum")
        ),
        _graph("Memory of the tasks (%)", metrics.of_tasks("MemoryUtilization")),
    ]


def _database(metrics: Metrics) -> list[cloudwatch.IWidget]:
    return [
        _graph("CPU of the database (%)", metrics.of_database("CPUUtilization")),
        _graph("Connections", metrics.of_database("DatabaseConnections", "Maximum")),
        _graph(
            "Free storage and memory (bytes)",
            metrics.of_database("FreeStorageSpace", "Minimum"),
            metrics.of_database("FreeableMemory", "Minimum"),
        ),
    ]


def _graph(title: str, *lines: cloudwatch.IMetric) -> cloudwatch.GraphWidget:
    return cloudwatch.GraphWidget(title=title, left=list(lines), width=_COLUMN, height=6)
