"""What alarms have told whom, in the history of alarms, where AWS has it and the emulator has not."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from ministack.services import cloudwatch, sns

_FIELDS = {"ALARM": "AlarmActions", "OK": "OKActions", "INSUFFICIENT_DATA": "InsufficientDataActions"}


def install() -> None:
    """Note every topic that an alarm tells, and every one that it cannot."""
    dispatch = cloudwatch._dispatch_alarm_actions

    def dispatch_and_note(alarm: dict[str, Any], before: str, state: str, reason: str) -> None:
        dispatch(alarm, before, state, reason)
        if alarm.get("ActionsEnabled", True):
            for topic in alarm.get(_FIELDS.get(state, ""), []):
                cloudwatch._history_entries().append(_item(alarm, state, topic))

    cloudwatch._dispatch_alarm_actions = dispatch_and_note


def _item(alarm: dict[str, Any], state: str, topic: str) -> dict[str, str]:
    succeeded = topic in sns._topics
    told = {
        "actionState": "Succeeded" if succeeded else "Failed",
        "stateUpdateTimestamp": int(alarm.get("StateUpdatedTimestamp", 0)) * 1000,
        "notificationResource": topic,
        "publishedMessage": None,
        "stateValue": state,
    }
    return {
        "AlarmName": alarm["AlarmName"],
        "AlarmType": "MetricAlarm",
        "Timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "HistoryItemType": "Action",
        "HistorySummary": f"{'Successfully executed' if succeeded else 'Failed to execute'} action {topic}",
        "HistoryData": json.dumps(told),
    }
