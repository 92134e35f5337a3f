"""CloudWatch: alarms and dashboards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.deploy.live.forms import JSON, SET, TAGS
from workbook.deploy.live.reading import Reader, Reading, Subject
from workbook.deploy.live.shapes import asked, first, same


def _tags(subject: Subject, arn: str) -> Any:  # noqa: ANN401 - as boto3
    return subject.ask("cloudwatch", "list_tags_for_resource", ResourceARN=arn)["Tags"]


def _alarm(subject: Subject) -> Reading | None:
    found = first(subject.ask("cloudwatch", "describe_alarms", AlarmNames=[subject.physical_id])["MetricAlarms"])
    if found is None:
        return None
    told = same(
        found,
        "ActionsEnabled", "AlarmActions", "AlarmDescription", "AlarmName", "ComparisonOperator", "DatapointsToAlarm",
        "Dimensions", "EvaluateLowSampleCountPercentile", "EvaluationPeriods", "ExtendedStatistic",
        "InsufficientDataActions", "MetricName", "Metrics", "Namespace", "OKActions", "Period", "Statistic",
        "Threshold", "ThresholdMetricId", "TreatMissingData", "Unit",
    )  # fmt: skip
    arn = found["AlarmArn"]
    return Reading({**told, **asked(subject, {"Tags": lambda: _tags(subject, arn)})}, {"Arn": arn})


def _dashboard(subject: Subject) -> Reading | None:
    found = subject.ask("cloudwatch", "get_dashboard", DashboardName=subject.physical_id)
    told = same(found, "DashboardBody", "DashboardName")
    return Reading({**told, **asked(subject, {"Tags": lambda: _tags(subject, found["DashboardArn"])})})


TYPES: Mapping[str, Reader] = {
    "AWS::CloudWatch::Alarm": Reader(
        _alarm,
        (),
        {
            "Tags": TAGS,
            **dict.fromkeys(("AlarmActions", "Dimensions", "InsufficientDataActions", "Metrics", "OKActions"), SET),
            "Metrics.*.MetricStat.Metric.Dimensions": SET,
        },
    ),
    "AWS::CloudWatch::Dashboard": Reader(
        _dashboard, ["ResourceNotFound", "DashboardNotFoundError"], {"Tags": TAGS, "DashboardBody": JSON}
    ),
}
