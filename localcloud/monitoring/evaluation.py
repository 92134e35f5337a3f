"""What an alarm says of the values of its periods: M out of N, and how missing ones are taken."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

State = Literal["OK", "ALARM", "INSUFFICIENT_DATA"]

BEYOND = 2
"""Periods before those that are judged, from which real values take the place of missing ones."""

COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "GreaterThanThreshold": operator.gt,
    "GreaterThanOrEqualToThreshold": operator.ge,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """When an alarm is raised."""

    comparison: str
    threshold: float
    periods: int
    datapoints: int
    missing: str = "missing"

    @classmethod
    def of(cls, alarm: Mapping[str, Any]) -> Rule:
        """As the record of an alarm has it."""
        periods = int(alarm["EvaluationPeriods"])
        datapoints = int(alarm.get("DatapointsToAlarm") or periods)
        threshold, missing = float(alarm["Threshold"]), alarm.get("TreatMissingData") or "missing"
        return cls(alarm["ComparisonOperator"], threshold, periods, datapoints, missing)

    def breaches(self, value: float) -> bool:
        """Whether a value is beyond the threshold."""
        return COMPARISONS[self.comparison](value, self.threshold)

    def judge(self, values: Sequence[float | None]) -> State | None:
        """The state by the values of the last periods, the oldest first; None where the alarm stays as it is."""
        inside = values[-self.periods - BEYOND :]
        known = [value for value in inside if value is not None][-self.periods :]
        breaching = sum(map(self.breaches, known))
        filled = min(self.periods - len(known), len(inside) - sum(value is not None for value in inside))
        if self.missing == "breaching":
            breaching += filled
        if breaching >= self.datapoints:
            return "ALARM"
        if len(known) == self.periods or not all(map(self.breaches, known)) or (filled and self._fills):
            return "OK"
        return self._undecided(inside)

    @property
    def _fills(self) -> bool:
        return self.missing in {"breaching", "notBreaching"}

    def _undecided(self, inside: Sequence[float | None]) -> State | None:
        """Where nothing is known, or too little that is beyond the threshold."""
        recent = inside[-self.periods :]
        first = next((place for place, value in enumerate(recent) if value is not None), len(recent))
        if self.missing == "missing" and len(recent) - first >= self.datapoints:
            return "ALARM"
        is_unknown = self.missing == "missing" and all(value is None for value in inside)
        return "INSUFFICIENT_DATA" if is_unknown and inside else None
