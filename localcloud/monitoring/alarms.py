"""What the emulator's alarms lack: dimensions, M out of N, missing data, and expressions."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ministack.services import cloudwatch

from localcloud.monitoring.evaluation import BEYOND, COMPARISONS, Rule, State
from localcloud.monitoring.expressions import ExpressionError, parse
from localcloud.monitoring.readings import Metric

Alarm = dict[str, Any]
Values = Sequence[float | None]


class AlarmError(Exception):
    """What of an alarm is not computed here, in one sentence."""


@dataclass
class Alarms:
    """Judges alarms, and tells whoever has asked for it when their state changes."""

    since: float = field(default_factory=time.time)
    """When the cloud began; of periods before it nothing can be missing."""

    _lock: threading.RLock = field(default_factory=threading.RLock)

    def install(self) -> None:
        """Take the place of what the emulator does."""
        cloudwatch._evaluate_alarm = self.judge
        cloudwatch._evaluate_all_alarms = self.judge_all

    def judge_all(self) -> None:
        """Judge every alarm, with what is published by now."""
        for alarm in list(cloudwatch._alarms.values()):
            self.judge(alarm)

    def judge_over(self, namespace: str, name: str) -> None:
        """Judge the alarms over a metric."""
        for alarm in list(cloudwatch._alarms.values()):
            if any((each.namespace, each.name) == (namespace, name) for each in metrics(alarm).values()):
                self.judge(alarm)

    def judge(self, alarm: Alarm) -> None:
        """Judge an alarm."""
        with self._lock:
            rule = Rule.of(alarm)
            values = self._values(alarm, rule, time.time())
            state = rule.judge(values)
            if state is not None and state != alarm["StateValue"]:
                _change(alarm, state, _reason(rule, values))

    def _values(self, alarm: Alarm, rule: Rule, now: float) -> list[float | None]:
        """Values of periods that count, the oldest first."""
        count = rule.periods + BEYOND + 1
        parts = metrics(alarm)
        one = next(iter(parts.values()))
        values = _returned(alarm, {name: metric.values(count, now) for name, metric in parts.items()})
        starts = one.starts(count, now)
        since = max(self.since, alarm["AlarmConfigurationUpdatedTimestamp"])
        running = values.pop()
        past = [value for value, start in zip(values, starts, strict=False) if value is not None or start >= since]
        only_grows = one.statistic in {"Sum", "SampleCount"} and rule.comparison.startswith("Less")
        return past if running is None or only_grows else [*past, running]


def check(alarm: Mapping[str, Any]) -> None:
    """Refuse an alarm that is not computed here.

    Raises:
        AlarmError: it has something that is not understood.
    """
    name = alarm.get("AlarmName")
    if alarm.get("ComparisonOperator") not in COMPARISONS:
        found = alarm.get("ComparisonOperator")
        raise AlarmError(f"ComparisonOperator of alarm {name} is {found}; expected one of {', '.join(COMPARISONS)}")
    if odd := [each.statistic for each in metrics(alarm).values() if not each.is_understood]:
        raise AlarmError(f"statistic of alarm {name} is {odd[0]}; expected a basic one or a percentile such as p95")
    if alarm.get("Metrics"):
        _check_expressions(alarm)


def _check_expressions(alarm: Mapping[str, Any]) -> None:
    queries, name = alarm["Metrics"], alarm.get("AlarmName")
    periods = {metric.period for metric in metrics(alarm).values()}
    if len(periods) != 1:
        raise AlarmError(f"Metrics of alarm {name} have the periods {sorted(periods)}; expected one for all")
    if sum(_is_returned(each) for each in queries) != 1:
        raise AlarmError(f"Metrics of alarm {name} return several or no data; expected ReturnData of exactly one")
    known = {each["Id"] for each in queries}
    for each in queries:
        if "Expression" in each and (unknown := _parsed(each, name).names - known):
            raise AlarmError(
                f"expression {each['Expression']!r} of alarm {name} names {sorted(unknown)}, which are no ids"
            )


def _parsed(query: Mapping[str, Any], name: object) -> Any:
    try:
        return parse(query["Expression"])
    except ExpressionError as error:
        raise AlarmError(f"alarm {name}: {error}") from None


def metrics(alarm: Mapping[str, Any]) -> dict[str, Metric]:
    """The metrics of an alarm by their ids; that of an alarm over one has none."""
    if alarm.get("Metrics"):
        return {each["Id"]: Metric.of_query(each["MetricStat"]) for each in alarm["Metrics"] if "MetricStat" in each}
    return {"": Metric.of(alarm)}


def _returned(alarm: Alarm, read: dict[str, list[float | None]]) -> list[float | None]:
    """The values that the threshold is for, period by period."""
    if not alarm.get("Metrics"):
        return read[""]
    (returned,) = [each["Id"] for each in alarm["Metrics"] if _is_returned(each)]
    queries = {each["Id"]: each for each in alarm["Metrics"]}

    def values(name: str) -> list[float | None]:
        if name not in read:
            expression = parse(queries[name]["Expression"])
            parts = {part: values(part) for part in expression.names}
            count = len(next(iter(read.values())))
            read[name] = [expression.value({part: parts[part][at] for part in parts}) for at in range(count)]
        return read[name]

    return values(returned)


def _is_returned(query: Mapping[str, Any]) -> bool:
    return str(query.get("ReturnData", True)).lower() == "true"


def _change(alarm: Alarm, state: State, reason: str) -> None:
    before = alarm["StateValue"]
    alarm.update(StateValue=state, StateReason=reason, StateUpdatedTimestamp=int(time.time()))
    cloudwatch._record_history(alarm["AlarmName"], before, state, reason)
    cloudwatch._dispatch_alarm_actions(alarm, before, state, reason)
    cloudwatch._evaluate_parent_alarms(alarm)


def _reason(rule: Rule, values: Values) -> str:
    known = [value for value in values if value is not None][-rule.periods :]
    if not known:
        return f"No datapoints were received for {rule.periods} periods, and missing ones are taken as {rule.missing}."
    beyond = [value for value in known if rule.breaches(value)]
    return (
        f"Threshold Crossed: {len(beyond)} out of the last {len(known)} datapoints {known} are {rule.comparison} "
        f"{rule.threshold} (minimum {rule.datapoints} for ALARM, missing ones are taken as {rule.missing})."
    )
