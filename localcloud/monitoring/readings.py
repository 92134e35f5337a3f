"""Values of metrics, period by period."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ministack.services import cloudwatch

_STATISTIC = re.compile(r"Average|Sum|Minimum|Maximum|SampleCount|p\d{1,2}(\.\d+)?|p100")


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric and what is made of the points of a period."""

    namespace: str
    name: str
    dimensions: Mapping[str, str]
    statistic: str
    period: int
    unit: str | None = None

    @classmethod
    def of(cls, stated: Mapping[str, Any]) -> Metric:
        """As an alarm over one metric states it."""
        dimensions = cloudwatch._dims_from_list(stated.get("Dimensions") or [])
        statistic = stated.get("ExtendedStatistic") or stated.get("Statistic") or "Average"
        unit = stated.get("Unit")
        return cls(stated["Namespace"], stated["MetricName"], dimensions, statistic, int(stated["Period"]), unit)

    @classmethod
    def of_query(cls, stated: Mapping[str, Any]) -> Metric:
        """As the `MetricStat` of a query states it."""
        rest = {"Statistic": stated["Stat"], "Period": stated["Period"], "Unit": stated.get("Unit")}
        return cls.of({**stated["Metric"], **rest})

    @property
    def is_understood(self) -> bool:
        """Whether its statistic is one that is computed here."""
        return _STATISTIC.fullmatch(self.statistic) is not None

    def starts(self, count: int, now: float) -> list[int]:
        """When its last periods began, the oldest first; the last one runs."""
        last = int(now // self.period) * self.period
        return [last - self.period * back for back in range(count - 1, -1, -1)]

    def values(self, count: int, now: float) -> list[float | None]:
        """Its values in its last periods, the oldest first; None where nothing was published."""
        key = (self.namespace, self.name, cloudwatch._dims_key(dict(self.dimensions)))
        by_start: dict[int, list[Any]] = {start: [] for start in self.starts(count, now)}
        for point in list(cloudwatch._metrics.get(key) or []):
            points = by_start.get(int(point["Timestamp"] // self.period) * self.period)
            if points is not None and (self.unit is None or point.get("Unit") == self.unit):
                points.append(point)
        return [self._value(points) for points in by_start.values()]

    def _value(self, points: list[Any]) -> float | None:
        stats = cloudwatch._calc_stats(points)
        value: float | None = cloudwatch._stat_value(stats, self.statistic, points) if stats else None
        return value
