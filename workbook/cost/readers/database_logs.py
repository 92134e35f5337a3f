"""What databases write to CloudWatch Logs: Enhanced Monitoring, and logs exported to groups that RDS makes itself."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.demand.context import Context
from workbook.cost.meters.logs import kept, written
from workbook.cost.number import GIB, SECONDS_PER_HOUR, Number
from workbook.graph.model import EXTERNAL, EdgeKind, node_id
from workbook.template.model import Resource
from workbook.template.scalars import number


def database_logs(resource: Resource, running_hours: Number, context: Context) -> Iterator[Component]:
    """Logs of a database that no log group of the template keeps."""
    yield from _monitoring(resource, running_hours, context)
    yield from _exported(resource, context)


def _monitoring(resource: Resource, running_hours: Number, context: Context) -> Iterator[Component]:
    """Samples at the interval of the template, kept for 30 days in a group that RDS makes."""
    interval = number(resource.get("MonitoringInterval"))
    if not interval:
        return
    workload = context.workload(resource)
    gb = running_hours * SECONDS_PER_HOUR / interval * workload.monitoring_sample_bytes / GIB
    yield from written(gb, path="MonitoringInterval", kind=Kind.FIXED)
    yield from kept(gb * workload.log_compression, "MonitoringInterval", Kind.FIXED)


def _exported(resource: Resource, context: Context) -> Iterator[Component]:
    """The log of the engine; a group that RDS makes keeps it for ever."""
    edges = context.graph.outgoing(node_id(resource), EdgeKind.WRITES_LOGS_TO)
    if not any(edge.target.startswith(EXTERNAL) for edge in edges):
        return
    workload = context.workload(resource)
    gb = context.requests(resource).api_requests * workload.database_log_bytes_per_request / GIB
    yield from written(gb, path="EnableCloudwatchLogsExports")
    yield from kept(gb * workload.log_compression * workload.months_of_data, "EnableCloudwatchLogsExports")
