"""A dashboard: its widgets as a template lays them out, and the data that a deployment has for them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from workbook.deploy.stacks import OBSERVABILITY, Stacks
from workbook.template.model import Assembly, Compound

TYPE = "AWS::CloudWatch::Dashboard"
_USUAL_STATISTIC, _USUAL_PERIOD = "Average", 300
_METRIC, _SAME = "metric", "."
_AT_ONCE = 500
"""Metrics that one request may ask for."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric and what is made of the points of a period; dimensions are names and values in turn."""

    namespace: str
    name: str
    dimensions: tuple[str, ...]
    statistic: str
    period: int


@dataclass(frozen=True, slots=True)
class Widget:
    """A part of a dashboard at its place in a grid of 24 columns; it has metrics, or the names of alarms."""

    title: str
    x: int
    y: int
    width: int
    height: int
    metrics: tuple[Metric, ...] = ()
    alarms: tuple[str, ...] = ()


Points = tuple[tuple[datetime, float], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a dashboard shows between two moments."""

    widgets: tuple[Widget, ...]
    points: Mapping[Metric, Points]
    states: Mapping[str, str]
    """Of alarms, by name."""

    since: datetime
    until: datetime


def widgets_of(body: str) -> tuple[Widget, ...]:
    """The widgets that the body of a dashboard describes, row by row."""
    found = (_widget(each) for each in json.loads(body)["widgets"])
    return tuple(sorted(found, key=lambda each: (each.y, each.x)))


def widgets_in(assembly: Assembly) -> tuple[Widget, ...]:
    """The widgets of the dashboard that a template has; what only a deployment knows has its logical id as its name."""
    bodies = [each.get("DashboardBody") for each in assembly.resources() if each.type == TYPE]
    return tuple(widget for body in bodies for widget in widgets_of(_text(body)))


def read_dashboard(stacks: Stacks, minutes: int) -> Reading:
    """What the dashboard of a deployment shows of the last minutes."""
    cloudwatch = stacks.target.client("cloudwatch", stacks.region_of(OBSERVABILITY))
    names = [each.physical_id for each in stacks.resources(OBSERVABILITY, TYPE)]
    bodies = [cloudwatch.get_dashboard(DashboardName=name)["DashboardBody"] for name in names]
    widgets = tuple(widget for body in bodies for widget in widgets_of(body))
    until = datetime.now(UTC)
    since = until - timedelta(minutes=minutes)
    alarms = [name for widget in widgets for name in widget.alarms]
    told = cloudwatch.describe_alarms(AlarmNames=alarms)["MetricAlarms"] if alarms else []
    states = {str(each["AlarmName"]): str(each["StateValue"]) for each in told}
    metrics = list(dict.fromkeys(metric for widget in widgets for metric in widget.metrics))
    return Reading(widgets, _points(cloudwatch, metrics, since, until), states, since, until)


def _points(cloudwatch: Any, metrics: Sequence[Metric], since: datetime, until: datetime) -> Mapping[Metric, Points]:  # noqa: ANN401 - boto3 makes clients while it runs
    found = dict[Metric, Points]()
    for first in range(0, len(metrics), _AT_ONCE):
        some = metrics[first : first + _AT_ONCE]
        queries = [_query(f"m{place}", metric) for place, metric in enumerate(some)]
        pages = cloudwatch.get_paginator("get_metric_data")
        for page in pages.paginate(MetricDataQueries=queries, StartTime=since, EndTime=until):
            for each in page["MetricDataResults"]:
                metric = some[int(each["Id"][1:])]
                points = zip(each["Timestamps"], each["Values"], strict=True)
                found[metric] = tuple(sorted([*found.get(metric, ()), *points]))
    return found


def _query(name: str, metric: Metric) -> Mapping[str, object]:
    pairs = zip(metric.dimensions[::2], metric.dimensions[1::2], strict=True)
    dimensions = [{"Name": key, "Value": value} for key, value in pairs]
    stated = {"Namespace": metric.namespace, "MetricName": metric.name, "Dimensions": dimensions}
    return {"Id": name, "MetricStat": {"Metric": stated, "Period": metric.period, "Stat": metric.statistic}}


def _widget(told: Mapping[str, Any]) -> Widget:
    properties = told["properties"]
    x, y, width, height = (int(told.get(name, 0)) for name in ("x", "y", "width", "height"))
    alarms = tuple(str(arn).rpartition(":")[2] for arn in properties.get("alarms", []))
    metrics = _metrics(properties) if told["type"] == _METRIC else ()
    return Widget(str(properties.get("title", "")), x, y, width, height, metrics, alarms)


def _metrics(properties: Mapping[str, Any]) -> tuple[Metric, ...]:
    """Metrics as lists of names and values, in which a dot stands for what the list before has there."""
    found, before = list[Metric](), list[str]()
    for told in properties.get("metrics", []):
        *words, last = told
        options = last if isinstance(last, dict) else {}
        words = words if options else told
        before = [before[place] if word == _SAME else word for place, word in enumerate(words)]
        namespace, name, *dimensions = before
        statistic = options.get("stat", properties.get("stat", _USUAL_STATISTIC))
        period = int(options.get("period", properties.get("period", _USUAL_PERIOD)))
        found.append(Metric(namespace, name, tuple(dimensions), statistic, period))
    return tuple(found)


def _text(body: object) -> str:
    parts = body.parts if isinstance(body, Compound) else (body,)
    return "".join(part if isinstance(part, str) else _name(part) for part in parts)


def _name(part: object) -> str:
    """What stands for a value that only a deployment knows."""
    target = getattr(part, "target", None)
    return str(getattr(target, "logical_id", "?"))
