"""Log groups: who writes to them, how much, and for how long it is kept."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbook.cost.component import Component, Unpriced
from workbook.cost.meters import logs
from workbook.cost.number import DAYS_PER_MONTH, GIB, Number
from workbook.cost.readers.context import Context, Readers
from workbook.cost.readers.outbound import log_gb
from workbook.cost.readers.shares import PROGRAMS
from workbook.cost.readers.task_facts import SERVICE, TASK
from workbook.graph.model import EdgeKind, Node, node_id
from workbook.template.model import Resource, describe
from workbook.template.scalars import number

GROUP = "AWS::Logs::LogGroup"
FLOW_LOG, DELIVERY = "AWS::EC2::FlowLog", "AWS::Logs::DeliverySource"
DATABASES = frozenset({"AWS::RDS::DBInstance", "AWS::RDS::DBCluster"})
QUIET_SHARE = 0.05
"""Assumed part of the log that a group of events or of upgrades gets, against that of a service without users."""

Found = Iterator[Component | Unpriced]


def log_group(resource: Resource, context: Context) -> Found:
    """What is written to a group and kept in it; the rate alone where nobody in the template writes to it."""
    writers = _writers(resource, context)
    if not writers:
        yield from logs.written(None, _way(resource, vended=False))
        return
    kept: Number = 0.0
    for vended in (False, True):
        amounts = [_gb(writer, resource, context) for writer in writers if _is_vended(writer) is vended]
        if amounts:
            gb = np.asarray(sum(amounts))
            kept = kept + gb
            yield from logs.written(gb, _way(resource, vended=vended))
    workload = context.workload(resource)
    days = number(resource.get("RetentionInDays"))
    months = workload.months_of_data if days is None else np.minimum(days / DAYS_PER_MONTH, workload.months_of_data)
    yield from logs.kept(kept * workload.log_compression * months, "" if days is None else "RetentionInDays")
    if resource == _searched_group(context):
        yield from logs.searched(workload.insights_scanned_gb)


READERS: Readers = {GROUP: log_group}


def _searched_group(context: Context) -> Resource | None:
    """Where what people search is charged, once for the whole source: the first group that somebody writes to."""
    groups = context.graph.resources(GROUP)
    return next((group for group in groups if group.included and _writers(group, context)), None)


def _writers(resource: Resource, context: Context) -> list[Node]:
    nodes = context.graph.predecessors(node_id(resource), EdgeKind.WRITES_LOGS_TO)
    return [node for node in nodes if node.resource is not None]


def _is_vended(writer: Node) -> bool:
    return writer.type in {FLOW_LOG, DELIVERY, "AWS::Logs::Delivery", "AWS::ElasticLoadBalancingV2::LoadBalancer"} or (
        writer.type == "AWS::CloudFront::Distribution"
    )


def _way(resource: Resource, *, vended: bool) -> str:
    if resource.get("LogGroupClass") == "INFREQUENT_ACCESS":
        return logs.INFREQUENT
    return logs.VENDED if vended else logs.STANDARD


def _gb(writer: Node, group: Resource, context: Context) -> Number:
    """What one writer puts into a group in a month, in GB, uncompressed."""
    source = writer.resource
    if source is None:
        return 0.0
    workload, everything = context.workload(group), context.traffic(group)
    idle = np.asarray(workload.idle_log_mb_per_day * everything.hours.times.sum(axis=-1) / 24 / 1024)
    answering = _answering(source, context)
    if answering or writer.type == TASK:
        return np.asarray(sum((log_gb(each, context) for each in answering), np.asarray(0.0)))
    if writer.type == FLOW_LOG:
        share = 1.0 if describe(source.get("TrafficType", "ALL")) == "ALL" else workload.flow_log_rejected_share
        return (everything.api_requests * workload.flow_log_bytes_per_request / GIB + idle) * share
    if writer.type in DATABASES:
        return everything.api_requests * workload.database_log_bytes_per_request / GIB + idle * QUIET_SHARE
    if _is_vended(writer):
        passed = context.requests(source)
        count = passed.api_requests + passed.asset_requests
        return count * workload.access_log_bytes_per_request / GIB
    return idle * QUIET_SHARE


def _answering(writer: Resource, context: Context) -> list[Resource]:
    """The programs that log as they answer requests: the services that run a task definition, a function by itself."""
    if writer.type in PROGRAMS:
        return [writer] if context.share(writer).api else []
    runners = context.graph.predecessors(node_id(writer), EdgeKind.RUNS)
    return [node.resource for node in runners if node.type == SERVICE and node.resource is not None]
