"""What watching costs: alarms, metrics, Container Insights and dashboards of CloudWatch."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from workbook.cost.component import Component, Kind
from workbook.cost.number import Number
from workbook.lang import Text, same

SHORT_PERIOD = 60
"""Alarms on periods shorter than this, in seconds, are of high resolution."""
ANOMALY_METRICS = 3
"""An alarm on an anomaly watches the metric and the two edges of its band."""


class AlarmKind(StrEnum):
    """What an alarm is charged as; the values are the ends of the keys of their prices."""

    STANDARD = "cloudwatch.alarm"
    HIGH_RESOLUTION = "cloudwatch.alarm.high-resolution"
    COMPOSITE = "cloudwatch.alarm.composite"


def alarm(kind: AlarmKind, metrics: Number | None = 1.0, path: str = "") -> Iterator[Component]:
    """An alarm: one price for each metric that it watches, or one for a composite alarm; None where nobody knows."""
    formula = _ONE if kind is AlarmKind.COMPOSITE else _METRICS
    terms = {"metrics": same("?") if metrics is None else metrics}
    yield Component(_ALARMS[kind], kind.value, metrics, Kind.FIXED, formula, terms, path)


def custom_metrics(count: Number, path: str = "", kind: Kind = Kind.FIXED) -> Iterator[Component]:
    """Metrics that AWS does not make by itself, each for the months in which it has values."""
    yield Component(_CUSTOM, "cloudwatch.metric", count, kind, _METRICS, {"metrics": count}, path)


def detailed_metrics(count: Number, path: str = "") -> Iterator[Component]:
    """Metrics of AWS that are asked for more often than once a minute; they cost as much as metrics of one's own."""
    yield Component(_DETAILED, "cloudwatch.metric", count, Kind.FIXED, _METRICS, {"metrics": count}, path)


def container_insights(count: Number, path: str = "", kind: Kind = Kind.FIXED) -> Iterator[Component]:
    """Metrics of Container Insights with enhanced observability."""
    yield Component(_INSIGHTS, "cloudwatch.insights-metric", count, kind, _METRICS, {"metrics": count}, path)


def dashboard(*, large: bool = False, path: str = "") -> Iterator[Component]:
    """A dashboard; one with more than 50 metrics is large, and never free."""
    key = "cloudwatch.dashboard.large" if large else "cloudwatch.dashboard"
    yield Component(_DASHBOARD, key, 1.0, Kind.FIXED, _LARGE if large else _SMALL, {}, path)


_ALARMS = {
    AlarmKind.STANDARD: Text(en="alarms", es="alarmas"),
    AlarmKind.HIGH_RESOLUTION: Text(en="alarms of high resolution", es="alarmas de alta resolución"),
    AlarmKind.COMPOSITE: Text(en="composite alarms", es="alarmas compuestas"),
}
_CUSTOM = Text(en="custom metrics", es="métricas personalizadas")
_DETAILED = Text(en="metrics of high resolution", es="métricas de alta resolución")
_INSIGHTS = Text(en="Container Insights", es="Container Insights")
_DASHBOARD = Text(en="dashboard", es="panel")
_METRICS = Text(en="{metrics} metrics", es="{metrics} métricas")
_ONE = Text(en="one composite alarm", es="una alarma compuesta")
_SMALL = Text(en="up to 50 metrics", es="hasta 50 métricas")
_LARGE = Text(en="more than 50 metrics", es="más de 50 métricas")
