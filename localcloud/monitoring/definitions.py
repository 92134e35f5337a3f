"""Alarms as the API and templates state them; the emulator takes none over expressions, and checks little."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ministack.services import cloudwatch
from ministack.services.cloudformation import provisioners

from localcloud.monitoring.alarms import Alarm, AlarmError, check

_OF_ONE_METRIC = ("Namespace", "MetricName", "Statistic")


def keep_whole() -> None:
    """Have the emulator keep alarms over expressions, and refuse what is not computed."""
    record, put = provisioners._cw_metric_alarm_record, cloudwatch._put_metric_alarm

    def record_whole(name: str, properties: Mapping[str, Any]) -> Alarm:
        check({"Period": 60, **properties, "AlarmName": name})
        return _with_queries(record(name, _plain(properties)), properties)

    def put_whole(parameters: Any, body: Any, is_cbor: bool, is_json: bool = False) -> Any:  # noqa: FBT001, FBT002 - so it is called
        try:
            asked = body if is_cbor or is_json else _of_form(parameters)
            check({"Period": 60, **asked})
        except AlarmError as error:
            return cloudwatch._error("ValidationError", str(error), 400, use_json=is_json, use_cbor=is_cbor)
        answer = put(parameters, body, is_cbor, is_json)
        if alarm := cloudwatch._alarms.get(asked["AlarmName"]):
            _with_queries(alarm, asked)
        return answer

    provisioners._cw_metric_alarm_record = record_whole
    cloudwatch._put_metric_alarm = put_whole


def _of_form(parameters: Any) -> Mapping[str, Any]:
    """What is checked, of a request in the old form.

    Raises:
        AlarmError: it has expressions, which that form spreads over many parameters.
    """
    if "Metrics.member.1.Id" in parameters:
        raise AlarmError("an alarm over an expression is taken as JSON or CBOR alone; use a newer SDK")
    names = ("AlarmName", "ComparisonOperator", "ExtendedStatistic", *_OF_ONE_METRIC)
    return {name: value for name in names if (value := cloudwatch._p(parameters, name))}


def _plain(properties: Mapping[str, Any]) -> Mapping[str, Any]:
    """The properties of an alarm over one metric, which stands for the expression."""
    if not properties.get("Metrics"):
        return properties
    rest = {name: value for name, value in properties.items() if name != "Metrics"}
    return {**rest, "Namespace": "expression", "MetricName": "expression"}


def _with_queries(alarm: Alarm, stated: Mapping[str, Any]) -> Alarm:
    if stated.get("Metrics"):
        alarm.update(dict.fromkeys(_OF_ONE_METRIC), Metrics=stated["Metrics"])
    return alarm
