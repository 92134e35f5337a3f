"""The alarms of a deployment as CloudWatch tells of them, and data for what they watch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workbook.deploy.stacks import OBSERVABILITY, Stacks

ALARM = "AWS::CloudWatch::Alarm"


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm of a deployment, by its name in the template, with what CloudWatch tells of it."""

    name: str
    told: Mapping[str, Any]

    @property
    def deployed_name(self) -> str:
        """What CloudWatch calls it."""
        return str(self.told["AlarmName"])

    @property
    def topic(self) -> str:
        """The first topic that hears of it."""
        return str(self.told["AlarmActions"][0])

    @property
    def statistic(self) -> str:
        """What is made of the values of a minute."""
        return str(self.told.get("ExtendedStatistic") or self.told["Statistic"])

    @property
    def periods(self) -> int:
        """How many minutes it looks at."""
        return int(self.told["EvaluationPeriods"])

    @property
    def needed(self) -> int:
        """How many of them have to be bad."""
        return int(self.told.get("DatapointsToAlarm", self.periods))

    @property
    def rises(self) -> bool:
        """Whether it is raised by what is too much, and not by what is too little."""
        return str(self.told["ComparisonOperator"]).startswith("Greater")

    @property
    def rule(self) -> str:
        """What it takes for bad, as `p95 > 1`."""
        sign = (">" if self.rises else "<") + ("=" if "OrEqual" in self.told["ComparisonOperator"] else "")
        return f"{self.statistic} {sign} {self.told['Threshold']:.10g}"

    @property
    def bad(self) -> float:
        """A value beyond its threshold."""
        return float(self.told["Threshold"]) + 1 if self.rises else float(self.told["Threshold"]) / 2

    @property
    def calm(self) -> float:
        """A value far from its threshold."""
        return 0.0 if self.rises else float(self.told["Threshold"]) * 2

    def breaches(self, value: float) -> bool:
        """Whether a value is beyond its threshold."""
        threshold = float(self.told["Threshold"])
        inside = value == threshold and "OrEqual" not in self.told["ComparisonOperator"]
        return not inside and (value >= threshold if self.rises else value <= threshold)


def cloudwatch(stacks: Stacks) -> Any:  # noqa: ANN401 - boto3 makes clients while it runs
    """The CloudWatch that has the alarms."""
    return stacks.target.client("cloudwatch", stacks.region_of(OBSERVABILITY))


def alarms_of(stacks: Stacks) -> tuple[Alarm, ...]:
    """All of them, by name."""
    names = {each.physical_id: each.logical_id for each in stacks.resources(OBSERVABILITY, ALARM)}
    if not names:
        return ()  # without names AWS would tell of all alarms of the account
    found = cloudwatch(stacks).describe_alarms(AlarmNames=list(names))["MetricAlarms"]
    return tuple(sorted((Alarm(names[each["AlarmName"]], each) for each in found), key=lambda each: each.name))


def publish(stacks: Stacks, alarm: Alarm, value: float, moments: Sequence[datetime], weight: float = 1.0) -> None:
    """Say that what an alarm watches had a value at some moments, as often at each as the weight tells."""
    stated = {"MetricName": alarm.told["MetricName"], "Dimensions": alarm.told.get("Dimensions", [])}
    data = [{**stated, "Timestamp": moment, "Values": [value], "Counts": [weight]} for moment in moments]
    if data:
        cloudwatch(stacks).put_metric_data(Namespace=alarm.told["Namespace"], MetricData=data)
