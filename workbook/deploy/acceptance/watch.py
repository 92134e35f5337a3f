"""The acts of an operator: finding a request in the logs, and hearing an alarm."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from workbook.deploy.acceptance import words
from workbook.deploy.acceptance.browser import Browser
from workbook.deploy.acceptance.model import NotHereError, expect
from workbook.deploy.alarms import Alarm, alarms_of, cloudwatch, publish
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


def alarm_of(stacks: Stacks) -> Alarm | None:
    """An alarm that one metric raises above a threshold, and that tells a topic."""
    fit = [each for each in alarms_of(stacks) if _can_be_raised(each)]
    if not stacks.target.is_local:  # what has been raised for a reason is not touched
        fit = [each for each in fit if each.told["StateValue"] != "ALARM"]
    return min(fit, key=lambda each: each.deployed_name) if fit else None


def _can_be_raised(alarm: Alarm) -> bool:
    tells = alarm.told.get("MetricName") and alarm.told.get("AlarmActions")
    return bool(tells) and alarm.rises and alarm.told.get("TreatMissingData") == "notBreaching"


def hears_an_alarm(stacks: Stacks) -> Text:
    """An alarm of the deployment that is raised on purpose reaches its topic."""
    alarm = alarm_of(stacks)
    if alarm is None:
        raise NotHereError(words.NO_ALARM)
    return hears_alarm(stacks, alarm)


def hears_alarm(stacks: Stacks, alarm: Alarm) -> Text:
    """An alarm that is raised on purpose reaches its topic."""
    watching, name = cloudwatch(stacks), alarm.deployed_name
    if stacks.target.is_local:
        # One that was raised a moment ago is raised no second time.
        watching.set_alarm_state(AlarmName=name, StateValue="OK", StateReason="to be raised on purpose")
    began = datetime.now(UTC) - timedelta(seconds=1)
    if stacks.target.is_local:
        _raise(stacks, alarm)
    else:
        # AWS takes data for its own namespaces from nobody.
        reason = "raised on purpose by workbook verify"
        watching.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason=reason)
    try:
        heard = _wait(lambda: _actions(watching, alarm, began))
    finally:
        if not stacks.target.is_local:
            watching.set_alarm_state(AlarmName=name, StateValue="OK", StateReason="verified")
    expect(heard, words.NOT_HEARD.format(alarm=name, topic=alarm.topic, seconds=_PATIENCE))
    topic = stacks.target.client("sns", stacks.region_of(OBSERVABILITY)).get_topic_attributes(TopicArn=alarm.topic)
    told = {kind: topic["Attributes"].get(f"Subscriptions{kind.title()}", "0") for kind in ("confirmed", "pending")}
    return words.HEARD.format(alarm=name, topic=alarm.topic, **told)


def _raise(stacks: Stacks, alarm: Alarm) -> None:
    now, period = datetime.now(UTC), int(alarm.told.get("Period", 60))
    moments = [now - timedelta(seconds=period * place) for place in range(_PERIODS)]
    publish(stacks, alarm, float(alarm.told["Threshold"]) + _FAR_ABOVE, moments)


def _actions(watching: Any, alarm: Alarm, since: datetime) -> list[str]:  # noqa: ANN401 - boto3 makes clients while it runs
    items = watching.describe_alarm_history(AlarmName=alarm.deployed_name, HistoryItemType="Action", StartDate=since)
    told = [str(each["HistorySummary"]) for each in items["AlarmHistoryItems"]]
    return [each for each in told if each.startswith("Successfully executed action") and alarm.topic in each]


def _wait(look: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is looked for
    end = time.monotonic() + _PATIENCE
    while not (found := look()) and time.monotonic() < end:
        time.sleep(_LOOK)
    return found
