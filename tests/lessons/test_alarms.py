"""How lesson 7 raises alarms: with the values and the minutes that each of them looks at."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

import pytest

from workbook.deploy.alarms import Alarm
from workbook.deploy.stacks import StackResource, Stacks
from workbook.lessons import alarms
from workbook.lessons.alarms import Watch
from workbook.notebooks.command import LessonError

SLOW = {
    "AlarmName": "slow",
    "MetricName": "Seconds",
    "Namespace": "Ours",
    "Dimensions": [{"Name": "Of", "Value": "web"}],
    "ComparisonOperator": "GreaterThanThreshold",
    "ExtendedStatistic": "p95",
    "Threshold": 1.0,
    "EvaluationPeriods": 5,
    "DatapointsToAlarm": 3,
    "StateValue": "OK",
}
FEW = {
    **SLOW,
    "AlarmName": "few",
    "ComparisonOperator": "LessThanOrEqualToThreshold",
    "ExtendedStatistic": None,
    "Statistic": "Minimum",
    "Threshold": 2.0,
    "DatapointsToAlarm": None,
}


def of(told: Mapping[str, Any]) -> Alarm:
    return Alarm(told["AlarmName"], {name: value for name, value in told.items() if value is not None})


def test_an_alarm_says_what_it_takes_for_bad() -> None:
    slow, few = of(SLOW), of(FEW)

    assert (slow.rule, slow.needed, slow.periods) == ("p95 > 1", 3, 5)
    assert (few.rule, few.needed, few.periods) == ("Minimum <= 2", 5, 5)


@pytest.mark.parametrize("told", [SLOW, FEW])
def test_a_bad_value_is_beyond_the_threshold_and_a_calm_one_is_not(told: Mapping[str, Any]) -> None:
    assert of(told).breaches(of(told).bad)
    assert not of(told).breaches(of(told).calm)


def test_the_threshold_itself_is_beyond_where_the_comparison_says_so() -> None:
    assert not of(SLOW).breaches(1)
    assert of(FEW).breaches(2)


class CloudWatch:
    """It keeps what is published, by ages in minutes, and raises an alarm over enough of it."""

    def __init__(self, told: Mapping[str, Any], measured: Mapping[int, float]) -> None:
        self.alarm, self.measured, self.values = of(told), dict(measured), dict(measured)
        self.deaf = False

    def describe_alarms(self, **_: object) -> Mapping[str, Any]:
        window = [self.values.get(age) for age in range(self.alarm.periods)]
        bad = sum(value is not None and self.alarm.breaches(value) for value in window)
        state = "ALARM" if bad >= self.alarm.needed and not self.deaf else "OK"
        return {"MetricAlarms": [{**self.alarm.told, "StateValue": state}]}

    def put_metric_data(self, *, Namespace: str, MetricData: list[dict[str, Any]]) -> None:  # noqa: N803 - of the API
        assert Namespace == "Ours"
        now = time.time() // 60
        for each in MetricData:
            age = int(now - each["Timestamp"].timestamp() // 60)
            if age not in self.measured:  # what was measured is the lowest, and stays
                self.values[age] = each["Values"][0]

    def get_metric_data(self, **_: object) -> Mapping[str, Any]:
        found = [self.values[age] for age in range(self.alarm.periods) if age in self.values]
        return {"MetricDataResults": [{"Values": found}]}

    def describe_alarm_history(self, **_: object) -> Mapping[str, Any]:
        return {"AlarmHistoryItems": [{"HistoryData": json.dumps({"notificationResource": "topic"})}]}

    def list_subscriptions_by_topic(self, **_: object) -> Mapping[str, Any]:
        return {"Subscriptions": [{"Endpoint": "ops@example.com"}]}


def watch(cloudwatch: CloudWatch, monkeypatch: pytest.MonkeyPatch) -> Watch:
    name = cloudwatch.alarm.name
    made = (StackResource("S", name, "AWS::CloudWatch::Alarm", name, "us-east-1"),)
    monkeypatch.setattr(Stacks, "resources", lambda *_: made)
    monkeypatch.setattr(alarms, "_wait_for_room", lambda: None)
    target = type("Target", (), {"client": lambda *_: cloudwatch, "region": "us-east-1"})()
    return Watch(Stacks(target))  # type: ignore[arg-type]  # it has clients, as a target has


def test_as_many_minutes_are_bad_as_are_needed_and_they_are_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    cloudwatch = CloudWatch(SLOW, {})
    (raised,) = watch(cloudwatch, monkeypatch).raise_all()

    assert (raised.before, raised.after, raised.told) == ("OK", "ALARM", ("ops@example.com",))
    bad = {age for age, value in cloudwatch.values.items() if cloudwatch.alarm.breaches(value)}
    assert bad == {2, 3, 4}


def test_minutes_that_are_bad_by_themselves_count(monkeypatch: pytest.MonkeyPatch) -> None:
    cloudwatch = CloudWatch(SLOW, {0: 9.0})
    watch(cloudwatch, monkeypatch).raise_all("slow")

    assert {age for age, value in cloudwatch.values.items() if cloudwatch.alarm.breaches(value)} == {0, 3, 4}


def test_an_alarm_that_stays_quiet_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    cloudwatch = CloudWatch(SLOW, {})
    cloudwatch.deaf = True

    with pytest.raises(LessonError, match="slow was not raised; run the cell again"):
        watch(cloudwatch, monkeypatch).raise_all()


def test_one_that_stays_raised_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarms, "_PATIENCE", 0)
    watched = watch(CloudWatch(SLOW, {0: 9.0, 1: 9.0, 2: 9.0}), monkeypatch)

    with pytest.raises(LessonError, match="slow is raised still after 0 s"):
        watched.wait_until_calm()
    assert watch(CloudWatch(SLOW, {}), monkeypatch).wait_until_calm() == {"slow": "OK"}
