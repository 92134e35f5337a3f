"""Alarms, dashboards, Container Insights and notifications."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from workbook.cost.component import Component, Kind, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.demand.task_facts import SERVICE
from workbook.cost.demand.tasks import running
from workbook.cost.meters import logs, notifications, watching
from workbook.cost.meters.watching import ANOMALY_METRICS, SHORT_PERIOD, AlarmKind
from workbook.cost.number import GIB, Number
from workbook.cost.readers.reader import Found, Readers
from workbook.graph.model import EdgeKind, node_id
from workbook.lang import Text
from workbook.template.model import Resource, Value, at, describe
from workbook.template.scalars import number

BAND = "ANOMALY_DETECTION_BAND"
QUERIES = ("SELECT", "SEARCH")
"""Expressions that find their metrics as they run, so that the template does not tell how many."""
LARGE_DASHBOARD = 50
LEVELS = frozenset({"disabled", "enabled", "enhanced"})
MAIL = frozenset({"email", "email-json"})
UNPRICED_PROTOCOLS = frozenset({"sms", "application", "firehose"})


def alarm(resource: Resource, context: Context) -> Found:
    """An alarm by the metrics that it watches."""
    del context
    metrics = resource.get("Metrics")
    parts = metrics if isinstance(metrics, tuple) else ()
    watched = [part for part in parts if at(part, "MetricStat") is not None]
    expressions = [describe(at(part, "Expression")).upper() for part in parts]
    count: float | None = float(max(len(watched), 1))
    if any(BAND in words for words in expressions):
        count = max(len(watched) - 1, 0) + float(ANOMALY_METRICS)
    if any(words.startswith(QUERIES) for words in expressions):
        count = None
    periods = [number(at(part, "MetricStat.Period")) for part in watched] or [number(resource.get("Period"))]
    short = any(period is not None and period < SHORT_PERIOD for period in periods)
    kind = AlarmKind.HIGH_RESOLUTION if short else AlarmKind.STANDARD
    yield from watching.alarm(kind, count, "Metrics" if parts else "MetricName")


def composite_alarm(resource: Resource, context: Context) -> Found:
    """An alarm on other alarms."""
    del resource, context
    yield from watching.alarm(AlarmKind.COMPOSITE, path="AlarmRule")


def dashboard(resource: Resource, context: Context) -> Found:
    """A dashboard by the number of metrics in it."""
    del context
    large = _metrics(describe(resource.get("DashboardBody"))) > LARGE_DASHBOARD
    yield from watching.dashboard(large=large, path="DashboardBody")


def cluster(resource: Resource, context: Context) -> Found:
    """The metrics that the application sends, and those of Container Insights as the cluster asks for them."""
    own = context.workload(resource).custom_metrics
    if np.any(np.asarray(own) > 0):
        yield from watching.custom_metrics(own / len(context.graph.resources("AWS::ECS::Cluster")))
    yield from _container_insights(resource, context)


def _container_insights(resource: Resource, context: Context) -> Found:
    level = _insights(resource)
    if level not in LEVELS:
        yield Unpriced(_NO_LEVEL.format(level=repr(level)), "ClusterSettings")
        return
    if level == "disabled":
        return
    workload = context.workload(resource)
    services = [
        node.resource
        for node in context.graph.successors(node_id(resource), EdgeKind.CONTAINS)
        if node.type == SERVICE and node.resource is not None
    ]
    if level == "enabled":
        metrics = workload.standard_insights_metrics_per_service * max(len(services), 1)
        yield from watching.custom_metrics(metrics, "ClusterSettings")
        yield from _performance_log(services, context)
        return
    always = workload.insights_metrics_per_service * max(len(services), 1)
    more: Number = 0.0
    for service in services:
        found = running(service, context)
        if found is not None:
            least = np.maximum(found.hours.total(found.least) / found.hours.total(1.0) - 1, 0)
            always = always + least * workload.insights_metrics_per_task
            more = more + (np.maximum(np.asarray(found.average) - 1, 0) - least) * workload.insights_metrics_per_task
    yield from watching.container_insights(always, "ClusterSettings")
    yield from watching.container_insights(more, "ClusterSettings", Kind.USAGE)


def _performance_log(services: list[Resource], context: Context) -> Iterator[Component]:
    """The log from which standard Container Insights makes its metrics, in a group that ECS makes for a day."""
    for service in services:
        found = running(service, context)
        if found is None:
            yield from logs.written(None, path="ClusterSettings", kind=Kind.FIXED)
            continue
        bytes_per_hour = 60 * context.workload(service).standard_insights_log_bytes
        for task_hours, kind in ((found.fixed_hours, Kind.FIXED), (found.usage_hours, Kind.USAGE)):
            yield from logs.written(task_hours * bytes_per_hour / GIB, path="ClusterSettings", kind=kind)


def metric_filter(resource: Resource, context: Context) -> Found:
    """The metrics that a filter makes out of a log."""
    del context
    parts = resource.get("MetricTransformations")
    count = len(parts) if isinstance(parts, tuple) else 1
    yield from watching.custom_metrics(float(count), "MetricTransformations")


def topic(resource: Resource, context: Context) -> Found:
    """What is published to a topic and sent to people."""
    sent = context.workload(resource).notifications_per_month
    topics = len(context.graph.resources("AWS::SNS::Topic"))
    yield from notifications.topic(sent / topics)
    subscribed = context.graph.outgoing(node_id(resource), EdgeKind.NOTIFIES)
    mails = sum(1 for edge in subscribed if edge.note in MAIL)
    if mails:
        yield from notifications.emails(sent / topics * mails)
    for protocol in sorted({edge.note for edge in subscribed} & UNPRICED_PROTOCOLS):
        yield Unpriced(_NO_PROTOCOL.format(protocol=protocol))


READERS: Readers = {
    "AWS::CloudWatch::Alarm": alarm,
    "AWS::CloudWatch::CompositeAlarm": composite_alarm,
    "AWS::CloudWatch::Dashboard": dashboard,
    "AWS::ECS::Cluster": cluster,
    "AWS::Logs::MetricFilter": metric_filter,
    "AWS::SNS::Topic": topic,
}


def _insights(resource: Resource) -> str:
    """The level that the cluster asks for; without any, or where only the deployment tells it, there is none."""
    settings = resource.get("ClusterSettings")
    for setting in settings if isinstance(settings, tuple) else ():
        level = at(setting, "Value")
        if at(setting, "Name") == "containerInsights" and isinstance(level, str):
            return level
    return "disabled"


@lru_cache(maxsize=32)  # an estimate reads the same dashboard at three levels
def _metrics(words: str) -> int:
    """The metrics that a dashboard shows; where its text is no JSON, the lists that look like one."""
    try:
        document = json.loads(re.sub(r"\$\{[^}]*\}", "x", words))
    except ValueError:
        return len(re.findall(r'\["AWS/', words))
    widgets = document.get("widgets") if isinstance(document, dict) else None
    shown = [at(_plain(widget), "properties.metrics") for widget in (widgets if isinstance(widgets, list) else ())]
    return sum(len(metrics) for metrics in shown if isinstance(metrics, tuple))


def _plain(value: object) -> Value:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return tuple(_plain(inner) for inner in value)
    return value if isinstance(value, (str, int, float, bool)) else None


_NO_LEVEL = Text(
    en="Container Insights has no level {level}: enhanced, enabled or disabled",
    es="Container Insights no tiene el nivel {level}: enhanced, enabled o disabled",
)
_NO_PROTOCOL = Text(
    en="the price book has no price for messages sent by {protocol}",
    es="el libro de precios no tiene precio para mensajes enviados por {protocol}",
)
