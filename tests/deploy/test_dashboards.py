"""Dashboards as templates lay them out, and what a deployment has for them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from workbook.deploy.dashboards import Metric, Widget, read_dashboard, widgets_in, widgets_of
from workbook.deploy.stacks import StackResource, Stacks
from workbook.template.source import PROFILES, load_profile

BODY: Mapping[str, Any] = {
    "widgets": [
        {
            "type": "metric",
            "x": 8,
            "y": 3,
            "width": 8,
            "height": 6,
            "properties": {
                "title": "CPU",
                "period": 60,
                "metrics": [
                    ["AWS/ECS", "CPUUtilization", "ServiceName", "web"],
                    [".", "MemoryUtilization", ".", ".", {"stat": "Maximum", "period": 300}],
                ],
            },
        },
        {"type": "alarm", "x": 0, "y": 0, "width": 24, "height": 3, "properties": {"alarms": ["arn:aws:x:alarm:Cpu"]}},
        {"type": "text", "x": 0, "y": 3, "width": 8, "height": 6, "properties": {"markdown": "# words"}},
    ]
}
CPU = Metric("AWS/ECS", "CPUUtilization", ("ServiceName", "web"), "Average", 60)
MEMORY = Metric("AWS/ECS", "MemoryUtilization", ("ServiceName", "web"), "Maximum", 300)


def test_widgets_come_row_by_row_and_a_dot_stands_for_what_was_above() -> None:
    assert widgets_of(json.dumps(BODY)) == (
        Widget("", 0, 0, 24, 3, alarms=("Cpu",)),
        Widget("", 0, 3, 8, 6),
        Widget("CPU", 8, 3, 8, 6, (CPU, MEMORY)),
    )


@pytest.mark.parametrize("profile", PROFILES)
def test_the_dashboard_of_each_profile_shows_every_alarm_and_no_widget_lies_on_another(profile: str) -> None:
    assembly = load_profile(profile)
    alarms = {each.id.logical_id for each in assembly.resources() if each.type == "AWS::CloudWatch::Alarm"}
    widgets = widgets_in(assembly)
    cells = [
        (x, y)
        for each in widgets
        for x in range(each.x, each.x + each.width)
        for y in range(each.y, each.y + each.height)
    ]

    assert {name for widget in widgets for name in widget.alarms} == alarms
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) == 23
    assert all(widget.metrics or widget.alarms for widget in widgets)


class CloudWatch:
    """Answers as the API does, in two pages."""

    def __init__(self) -> None:
        self.asked: list[Mapping[str, Any]] = []

    def get_dashboard(self, **_: str) -> Mapping[str, str]:
        return {"DashboardBody": json.dumps(BODY)}

    def describe_alarms(self, **asked: Any) -> Mapping[str, Any]:
        return {"MetricAlarms": [{"AlarmName": name, "StateValue": "OK"} for name in asked["AlarmNames"]]}

    def get_paginator(self, _: str) -> CloudWatch:
        return self

    def paginate(self, **asked: Any) -> Iterator[Mapping[str, Any]]:
        self.asked = asked["MetricDataQueries"]
        for minute in (2, 1):
            at = asked["EndTime"] - timedelta(minutes=minute)
            yield {"MetricDataResults": [{"Id": "m0", "Timestamps": [at], "Values": [float(minute)]}]}


def test_what_a_deployment_has_is_read_for_each_metric(monkeypatch: pytest.MonkeyPatch) -> None:
    cloudwatch = CloudWatch()
    monkeypatch.setattr(Stacks, "region_of", lambda *_: "us-east-1")
    made = (StackResource("S", "Dashboard", "AWS::CloudWatch::Dashboard", "d", "us-east-1"),)
    monkeypatch.setattr(Stacks, "resources", lambda *_: made)
    target = type("Target", (), {"client": lambda *_: cloudwatch})()

    reading = read_dashboard(Stacks(target), minutes=5)  # type: ignore[arg-type]  # it has clients, as a target has

    assert reading.states == {"Cpu": "OK"}
    assert [value for _, value in reading.points[CPU]] == [2, 1]
    assert MEMORY not in reading.points
    assert reading.until - reading.since == timedelta(minutes=5)
    assert datetime.now(UTC) - reading.until < timedelta(minutes=1)
    assert cloudwatch.asked[1]["MetricStat"] == {
        "Metric": {
            "Namespace": "AWS/ECS",
            "MetricName": "MemoryUtilization",
            "Dimensions": [{"Name": "ServiceName", "Value": "web"}],
        },
        "Period": 300,
        "Stat": "Maximum",
    }
