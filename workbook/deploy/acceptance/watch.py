"""The acts of an operator: finding a request in the logs, and hearing an alarm."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from workbook.deploy.acceptance import words
from workbook.deploy.acceptance.browser import Browser
from workbook.deploy.acceptance.model import NotHereError, expect
from workbook.deploy.logs import read_logs
from workbook.deploy.stacks import OBSERVABILITY, Stacks
from workbook.lang import Text

_ABOUT = "/api/v1/about"
_PATIENCE = 120  # seconds; lines and alarms take up to a minute at AWS
_LOOK = 1
_PERIODS = 5
_FAR_ABOVE = 1000.0


def finds_request(stacks: Stacks, browser: Browser) -> Text:
    """The line of a request is found in the logs by the number that its answer carries."""
    since = int((time.time() - 60) * 1000)
    answer = browser.ask(_ABOUT)
    number = answer.headers.get("x-request-id", "")
    expect(number, words.NO_NUMBER.format(path=_ABOUT, status=answer.status))
    lines = _wait(lambda: read_logs(stacks, since, f'"{number}"'))
    expect(lines, words.NO_LINE.format(number=number, seconds=_PATIENCE))
    return words.LINE.format(number=number, log=lines[0].log)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm of the deployment, and whom it tells."""

    told: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.told["AlarmName"])

    @property
    def topic(self) -> str:
        """The first topic that hears of it."""
        return str(self.told["AlarmActions"][0])


def alarm_of(stacks: Stacks) -> Alarm | None:
    """An alarm that one metric raises above a threshold, and that tells a topic."""
    region = stacks.region_of(OBSERVABILITY)
    names = [each.physical_id for each in stacks.resources(OBSERVABILITY, "AWS::CloudWatch::Alarm")]
    if not names:
        return None  # without names AWS would tell of all alarms of the account
    found = stacks.target.client("cloudwatch", region).describe_alarms(AlarmNames=names)["MetricAlarms"]
    fit = [each for each in found if each.get("MetricName") and each.get("AlarmActions") and _rises(each)]
    if not stacks.target.is_local:  # what has been raised for a reason is not touched
        fit = [each for each in fit if each["StateValue"] != "ALARM"]
    return Alarm(min(fit, key=lambda each: str(each["AlarmName"]))) if fit else None


def hears_an_alarm(stacks: Stacks) -> Text:
    """An alarm of the deployment that is raised on purpose reaches its topic."""
    alarm = alarm_of(stacks)
    if alarm is None:
        raise NotHereError(words.NO_ALARM)
    return hears_alarm(stacks, alarm)


def hears_alarm(stacks: Stacks, alarm: Alarm) -> Text:
    """An alarm that is raised on purpose reaches its topic."""
    cloudwatch = stacks.target.client("cloudwatch", stacks.region_of(OBSERVABILITY))
    if stacks.target.is_local:
        # One that was raised a moment ago is raised no second time.
        cloudwatch.set_alarm_state(AlarmName=alarm.name, StateValue="OK", StateReason="to be raised on purpose")
    began = datetime.now(UTC) - timedelta(seconds=1)
    if stacks.target.is_local:
        _put_metric(cloudwatch, alarm)
    else:
        # AWS takes data for its own namespaces from nobody.
        reason = "raised on purpose by workbook verify"
        cloudwatch.set_alarm_state(AlarmName=alarm.name, StateValue="ALARM", StateReason=reason)
    try:
        heard = _wait(lambda: _actions(cloudwatch, alarm, began))
    finally:
        if not stacks.target.is_local:
            cloudwatch.set_alarm_state(AlarmName=alarm.name, StateValue="OK", StateReason="verified")
    expect(heard, words.NOT_HEARD.format(alarm=alarm.name, topic=alarm.topic, seconds=_PATIENCE))
    topic = stacks.target.client("sns", stacks.region_of(OBSERVABILITY)).get_topic_attributes(TopicArn=alarm.topic)
    told = {name: topic["Attributes"].get(f"Subscriptions{name.title()}", "0") for name in ("confirmed", "pending")}
    return words.HEARD.format(alarm=alarm.name, topic=alarm.topic, **told)


def _rises(told: Mapping[str, Any]) -> bool:
    return str(told["ComparisonOperator"]).startswith("GreaterThan") and told.get("TreatMissingData") == "notBreaching"


def _put_metric(cloudwatch: Any, alarm: Alarm) -> None:  # noqa: ANN401 - boto3 makes clients while it runs
    now, period = datetime.now(UTC), int(alarm.told.get("Period", 60))
    data = [
        {
            "MetricName": alarm.told["MetricName"],
            "Dimensions": alarm.told.get("Dimensions", []),
            "Timestamp": now - timedelta(seconds=period * place),
            "Value": float(alarm.told["Threshold"]) + _FAR_ABOVE,
        }
        for place in range(_PERIODS)
    ]
    cloudwatch.put_metric_data(Namespace=alarm.told["Namespace"], MetricData=data)


def _actions(cloudwatch: Any, alarm: Alarm, since: datetime) -> list[str]:  # noqa: ANN401 - boto3 makes clients while it runs
    items = cloudwatch.describe_alarm_history(AlarmName=alarm.name, HistoryItemType="Action", StartDate=since)
    told = [str(each["HistorySummary"]) for each in items["AlarmHistoryItems"]]
    return [each for each in told if each.startswith("Successfully executed action") and alarm.topic in each]


def _wait(look: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is looked for
    end = time.monotonic() + _PATIENCE
    while not (found := look()) and time.monotonic() < end:
        time.sleep(_LOOK)
    return found
