"""What the emulator's logs lack: metric filters that publish, and patterns that are refused where not understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from ministack.core.responses import error_response_json
from ministack.services import cloudwatch
from ministack.services import cloudwatch_logs as logs

from localcloud.monitoring.alarms import Alarms
from localcloud.monitoring.patterns import PatternError, as_json, field, is_field, number, parse

_KEPT = 10_000
"""Events of a stream; the oldest go first, since all of them are held in memory."""

_DROPPED = 1_000
"""More than that, so that it is not done for every one."""

_AMONG = 4
"""Streams that may be written to at the same time."""

_OK = 200
_parsed = lru_cache(maxsize=256)(parse)


def install(alarms: Alarms) -> None:
    """Take the place of what the emulator does."""
    put = logs._put_log_events

    def put_and_count(data: Any) -> Any:
        answer = put(data)
        if answer[0] == _OK:
            group = data["logGroupName"]
            _forget_records(data["logStreamName"], len(data.get("logEvents", [])))
            for each in [one for (name, _), one in logs._metric_filters.items() if name == group]:
                _publish(each, data.get("logEvents", []))
                for to in each["metricTransformations"]:
                    alarms.judge_over(to["metricNamespace"], to["metricName"])
            _forget_old(group, data["logStreamName"])
        return answer

    logs._put_log_events = put_and_count
    logs._compile_filter_pattern = _parsed
    logs._subscription_pattern_matches = lambda pattern, message: _parsed(pattern or "")(message or "")
    logs._put_metric_filter = _understood(logs._put_metric_filter, _check_values)
    for name in ("_put_subscription_filter", "_filter_log_events"):
        setattr(logs, name, _understood(getattr(logs, name)))


def _forget_records(stream: str, count: int) -> None:
    """Those of its events that have just come; each is a second copy, made again when somebody queries."""
    records = logs._log_records._data
    for key in list(islice(reversed(records), _AMONG * count)):
        if (records.get(key) or {}).get("@logStream") == stream:
            records.pop(key, None)


def _understood(step: Callable[[Any], Any], check: Callable[[Any], None] = lambda _: None) -> Callable[[Any], Any]:
    """The step of an API, which refuses what is not understood instead of taking it for something else."""

    def stepped(data: Any) -> Any:
        try:
            _parsed(data.get("filterPattern") or "")
            check(data)
        except PatternError as error:
            return error_response_json("InvalidParameterException", str(error), 400)
        return step(data)

    return stepped


def _check_values(data: Any) -> None:
    for each in data.get("metricTransformations", []):
        value = each["metricValue"]
        if not is_field(value) and number(value) is None:
            raise PatternError(f"metric value {value!r} is not understood; expected a number or $.field")
        for name, where in (each.get("dimensions") or {}).items():
            if not is_field(where):
                raise PatternError(f"dimension {name} is {where!r}, which is not understood; expected $.field")


def _publish(metric_filter: Mapping[str, Any], events: list[Any]) -> None:
    matches = _parsed(metric_filter["filterPattern"])
    for event in events:
        message, seconds = event.get("message", ""), event["timestamp"] / 1000
        for each in metric_filter["metricTransformations"]:
            if matches(message):
                _publish_value(each, as_json(message), seconds)
            elif each.get("defaultValue") is not None:
                _publish_default(each, seconds)


def _publish_value(transformation: Mapping[str, Any], event: Any, seconds: float) -> None:
    """Nothing where the event lacks the value or a dimension, as on AWS."""
    value = transformation["metricValue"]
    found = number(field(event, value) if is_field(value) else value)
    dimensions = {name: field(event, where) for name, where in (transformation.get("dimensions") or {}).items()}
    if found is not None and None not in dimensions.values():
        _store(transformation, {name: str(each) for name, each in dimensions.items()}, seconds, found)


def _publish_default(transformation: Mapping[str, Any], seconds: float) -> None:
    """Once in a minute of which nothing is known yet."""
    known = cloudwatch._metric_bucket((transformation["metricNamespace"], transformation["metricName"], ""))
    if not known or known[-1]["Timestamp"] // 60 != seconds // 60:
        _store(transformation, {}, seconds, float(transformation["defaultValue"]))


def _store(transformation: Mapping[str, Any], dimensions: dict[str, str], seconds: float, value: float) -> None:
    name, unit = transformation["metricName"], transformation.get("unit", "None")
    cloudwatch._store_datum(transformation["metricNamespace"], name, dimensions, seconds, unit, value, None, None, None)


def _forget_old(group: str, stream: str) -> None:
    events = logs._log_groups[group]["streams"][stream]["events"]
    if len(events) > _KEPT:
        count = len(events) - _KEPT + _DROPPED
        with logs._log_events_lock:
            gone, events[:count] = events[:count], []
        for each in gone:
            logs._log_records.pop(each["eventId"], None)
