"""What lesson 7 does with alarms: it raises them by data of its own, and hears whom they tell."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from workbook.deploy.alarms import Alarm, alarms_of, cloudwatch, publish
from workbook.deploy.stacks import Stacks
from workbook.lang import Text
from workbook.notebooks.command import LessonError

MINUTE = 60
_LEFT = 20
"""Seconds of a minute that an alarm has to be raised in; its data leave its window with the minute."""

_MORE_TRIES = 2
_AHEAD = 3
"""Minutes to come that already look well, whatever this machine does meanwhile."""

_PATIENCE, _LOOK = 150, 0.5  # seconds
_HEAVY = {"calm": 1_000.0, "bad": 1_000_000.0}
"""How often a value is said to have been measured, so that those of the machine weigh nothing beside it."""

_WEIGHED = ("Average", "p")


@dataclass(frozen=True, slots=True)
class Raised:
    """What became of an alarm that was raised: its states in turn, and whom it told of the first change."""

    name: str
    before: str
    after: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """The alarms of a deployment to the local cloud."""

    stacks: Stacks

    @property
    def _cloudwatch(self) -> Any:  # noqa: ANN401 - boto3 makes clients while it runs
        return cloudwatch(self.stacks)

    def alarms(self) -> tuple[Alarm, ...]:
        """All of them, by name."""
        return alarms_of(self.stacks)

    def states(self) -> Mapping[str, str]:
        """The state of each, by name."""
        return {each.name: str(each.told["StateValue"]) for each in self.alarms()}

    def calm(self) -> Mapping[str, str]:
        """The states once every alarm has seen values that are well for as long as it looks back."""
        for each in self.alarms():
            self._put(each, each.calm, range(-_AHEAD, each.periods), "calm")
        return self.states()

    def raise_all(self, *names: str) -> tuple[Raised, ...]:
        """What became of the alarms of these names, or of all, after as many bad minutes as each of them needs.

        The bad minutes are the oldest that it looks at, so it is well again as soon as this minute is over.

        Raises:
            LessonError: one of them was not raised.
        """
        before = self.calm()
        chosen = [each for each in self.alarms() if not names or each.name in names]
        after = self._raise(chosen)
        for _ in range(_MORE_TRIES):  # on a busy machine the minute may end meanwhile
            if all(after[each.name] == "ALARM" for each in chosen):
                break
            after = self._raise(chosen)
        if quiet := [each.name for each in chosen if after[each.name] != "ALARM"]:
            raise LessonError(_NOT_RAISED.format(names=", ".join(quiet)))
        return tuple(Raised(each.name, before[each.name], after[each.name], self._heard(each)) for each in chosen)

    def _raise(self, chosen: Sequence[Alarm]) -> Mapping[str, str]:
        """The states after as many of the oldest minutes are bad as are missing."""
        _wait_for_room()
        for each in chosen:
            count = each.needed - sum(map(each.breaches, self._values(each)))
            self._put(each, each.bad, range(each.periods - count, each.periods), "bad")
        return self.states()

    def wait_until_calm(self) -> Mapping[str, str]:
        """The states once no alarm is raised any more.

        Raises:
            LessonError: one of them stays raised.
        """
        end = time.monotonic() + _PATIENCE
        while "ALARM" in (states := self.states()).values():
            if time.monotonic() > end:
                raised = ", ".join(name for name, state in states.items() if state == "ALARM")
                raise LessonError(_STILL_RAISED.format(names=raised, seconds=_PATIENCE))
            time.sleep(_LOOK)
        return states

    def _put(self, alarm: Alarm, value: float, ages: Sequence[int], kind: str) -> None:
        """Publish a value for minutes of these ages; 0 is the one that runs."""
        weight = _HEAVY[kind] if alarm.statistic.startswith(_WEIGHED) else 1.0
        start = datetime.fromtimestamp(time.time() // MINUTE * MINUTE, UTC)
        publish(self.stacks, alarm, value, [start - timedelta(minutes=age) for age in ages], weight)

    def _values(self, alarm: Alarm) -> list[float]:
        """Of the minutes that it looks at, as CloudWatch has them."""
        stated = {name: alarm.told[name] for name in ("Namespace", "MetricName", "Dimensions")}
        stat = {"Metric": stated, "Period": MINUTE, "Stat": alarm.statistic}
        until = time.time() // MINUTE * MINUTE + MINUTE
        found = self._cloudwatch.get_metric_data(
            MetricDataQueries=[{"Id": "values", "MetricStat": stat}],
            StartTime=until - MINUTE * alarm.periods,
            EndTime=until,
        )
        return list(found["MetricDataResults"][0]["Values"])

    def _heard(self, alarm: Alarm) -> tuple[str, ...]:
        """Who is told of an alarm by the topics that its history names as told."""
        items = self._cloudwatch.describe_alarm_history(AlarmName=alarm.told["AlarmName"], HistoryItemType="Action")
        told = {json.loads(each["HistoryData"])["notificationResource"] for each in items["AlarmHistoryItems"]}
        sns = self.stacks.target.client("sns")
        found = (sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"] for topic in sorted(told))
        return tuple(sorted(str(each["Endpoint"]) for some in found for each in some))


def _wait_for_room() -> None:
    """Until enough of a minute is left."""
    left = MINUTE - time.time() % MINUTE
    if left < _LEFT:
        time.sleep(left)


_NOT_RAISED = Text(
    en="{names} was not raised; run the cell again, in one go",
    es="{names} no se activó; ejecute la celda otra vez, de una vez",
)
_STILL_RAISED = Text(
    en="{names} is raised still after {seconds} s; look at its reason with describe_alarms",
    es="{names} sigue activa tras {seconds} s; mire el motivo con describe_alarms",
)
