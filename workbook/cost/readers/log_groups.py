"""Log groups: who writes to them, how much, and for how long it is kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbook.cost.component import Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.demand.outbound import idle_log_gb, log_gb
from workbook.cost.demand.shares import BALANCERS, PROGRAMS
from workbook.cost.demand.task_facts import SERVICE, TASK
from workbook.cost.meters import logs
from workbook.cost.number import GIB, Number, months_kept
from workbook.cost.readers.distributions import DISTRIBUTION, covered
from workbook.cost.readers.firewall import WEB_ACL
from workbook.cost.readers.reader import Found, Readers
from workbook.graph.model import Edge, EdgeKind, Graph, NodeId, node_id
from workbook.lang import Text
from workbook.template.model import Resource, describe
from workbook.template.scalars import number

LOG_GROUP, FLOW_LOG, RULE = "AWS::Logs::LogGroup", "AWS::EC2::FlowLog", "AWS::Events::Rule"
DATABASES = frozenset({"AWS::RDS::DBInstance", "AWS::RDS::DBCluster"})
STAGES = frozenset({"AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage"})
ANSWERING = frozenset({*BALANCERS, DISTRIBUTION, WEB_ACL})
"""What AWS logs the requests of: a line for each that passes."""
CARRIERS = frozenset({"AWS::Logs::DeliveryDestination", "AWS::Logs::DeliverySource", "AWS::Logs::Delivery"})
"""What names a group on the way of a log that something else writes."""
BUSY_LOGS = frozenset({"postgresql", "general", "audit", "iam-db-auth-error"})
"""Logs of databases that grow with the requests; others tell of upgrades, errors and slow queries."""
CLOUDWATCH = frozenset({"", "cloud-watch-logs"})


@dataclass(frozen=True, slots=True)
class Writing:
    """What one writer puts into a group in a month, uncompressed; `vended` where a service of AWS writes it.

    With `paid` the writing is part of a flat-rate plan.
    """

    gb: Number
    vended: bool = False
    paid: bool = False


def log_group(resource: Resource, context: Context) -> Found:
    """What is written to a group and kept in it; the rate alone where nobody in the template writes to it."""
    found = [_writing(edge, resource, context) for edge in _writers(resource, context)]
    if not found:
        yield from logs.written(None, _way(resource, vended=False))
        return
    for vended in (False, True):
        amounts = [each.gb for each in found if each.vended is vended and not each.paid]
        if amounts:
            yield from logs.written(np.asarray(sum(amounts)), _way(resource, vended=vended))
    workload = context.workload(resource)
    days = number(resource.get("RetentionInDays"))
    months = months_kept(days, workload.months_of_data)
    kept = np.asarray(sum(each.gb for each in found)) * workload.log_compression * months
    yield from logs.kept(kept, "" if days is None else "RetentionInDays")
    if resource == _searched_group(context):
        yield from logs.searched(workload.insights_scanned_gb)


def flow_log(resource: Resource, context: Context) -> Found:
    """A flow log is charged where it is written, and the book has a price for log groups alone."""
    del context
    if describe(resource.get("LogDestinationType", "")) not in CLOUDWATCH:
        yield Unpriced(_ELSEWHERE, "LogDestinationType")


READERS: Readers = {LOG_GROUP: log_group, FLOW_LOG: flow_log}


def flow_log_of(edge: Edge, graph: Graph) -> Resource | None:
    """The flow log that lets the source of an edge, a network of the template or another, write."""
    declared = graph.nodes.get(NodeId(f"{edge.evidence.stack}/{edge.evidence.logical_id}"))
    return declared.resource if declared is not None and declared.type == FLOW_LOG else None


def flow_gb(flow_log: Resource, holder: Resource, context: Context) -> Number:
    """What a flow log writes in a month to a group or a bucket, of all traffic or of the part that it keeps."""
    workload = context.workload(holder)
    told = context.traffic(holder).api_requests * workload.flow_log_bytes_per_request / GIB
    rejected = describe(flow_log.get("TrafficType", "ALL")) == "REJECT"
    return (told + _idle_gb(holder, context)) * (workload.flow_log_rejected_share if rejected else 1.0)


def _searched_group(context: Context) -> Resource | None:
    """Where what people search is charged, once for the whole source: the first group that somebody writes to."""
    groups = context.graph.resources(LOG_GROUP)
    return next((group for group in groups if group.included and _writers(group, context)), None)


def _writers(resource: Resource, context: Context) -> list[Edge]:
    graph, group = context.graph, node_id(resource)
    told = [edge for edge in graph.incoming(group, EdgeKind.NOTIFIES) if graph.nodes[edge.source].type == RULE]
    return [
        edge
        for edge in (*graph.incoming(group, EdgeKind.WRITES_LOGS_TO), *told)
        if (graph.nodes[edge.source].resource is not None or flow_log_of(edge, graph) is not None)
        and graph.nodes[edge.source].type not in CARRIERS
    ]


def _way(resource: Resource, *, vended: bool) -> str:
    if resource.get("LogGroupClass") == "INFREQUENT_ACCESS":
        return logs.INFREQUENT
    return logs.VENDED if vended else logs.STANDARD


def _writing(edge: Edge, group: Resource, context: Context) -> Writing:
    """What one writer puts into a group."""
    source = context.graph.nodes[edge.source].resource
    flows = flow_log_of(edge, context.graph)
    if flows is not None:
        return Writing(flow_gb(flows, group, context), vended=True)
    if source is None:
        return Writing(0.0)
    if source.type in ANSWERING or source.type in STAGES:
        paid = source.type in {DISTRIBUTION, WEB_ACL} and covered(source, context.graph)
        return Writing(_accesses(source, group, context), vended=True, paid=paid)
    if source.type in DATABASES and edge.note in BUSY_LOGS:
        told = context.requests(source).api_requests * context.workload(group).database_log_bytes_per_request / GIB
        return Writing(told + _idle_gb(group, context) * context.workload(group).quiet_log_share)
    answering = _answering(source, context)
    if answering or source.type == TASK:
        return Writing(np.asarray(sum((log_gb(each, context) for each in answering), np.asarray(0.0))))
    return Writing(_idle_gb(group, context) * context.workload(group).quiet_log_share)


def _idle_gb(group: Resource, context: Context) -> Number:
    return idle_log_gb(context.workload(group), context.traffic(group))


def _accesses(source: Resource, group: Resource, context: Context) -> Number:
    """A line for each request that passes; a stage has those of its API."""
    holders = [node.resource for node in context.graph.predecessors(node_id(source), EdgeKind.CONTAINS)]
    passed = context.requests(next((each for each in holders if each is not None and source.type in STAGES), source))
    return (passed.api_requests + passed.asset_requests) * context.workload(group).access_log_bytes_per_request / GIB


def _answering(writer: Resource, context: Context) -> list[Resource]:
    """The programs that log as they answer requests: the services that run a task definition, a function by itself."""
    if writer.type in PROGRAMS:
        return [writer] if context.share(writer).api else []
    runners = context.graph.predecessors(node_id(writer), EdgeKind.RUNS)
    return [node.resource for node in runners if node.type == SERVICE and node.resource is not None]


_ELSEWHERE = Text(
    en="the price book has no price for flow logs that go to S3 or Firehose",
    es="el libro de precios no tiene precio para registros de flujo que van a S3 o Firehose",
)
