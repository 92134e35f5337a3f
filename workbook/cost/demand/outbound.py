"""What tasks in private subnets fetch and send outside their VPC, and by which way each part of it goes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbook.cost.demand.context import Context
from workbook.cost.demand.shares import PROGRAMS
from workbook.cost.demand.task_facts import SERVICE, on_fargate, run_by
from workbook.cost.demand.tasks import running, starts
from workbook.cost.number import GIB, MIB_PER_GB, Number
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.graph.queries import SubnetKind, subnet_route, subnets
from workbook.template.model import Resource, describe
from workbook.workload.model import Workload
from workbook.workload.traffic import Traffic

ENDPOINT = "AWS::EC2::VPCEndpoint"
EVENT_BYTES = 26
"""What CloudWatch adds to each line of a log (CloudWatch Logs quotas, PutLogEvents)."""


@dataclass(frozen=True, slots=True)
class Outbound:
    """GB a month by what they are: layers of images from S3, logs, other calls of AWS, and the rest of the internet."""

    layers: Number = 0.0
    logs: Number = 0.0
    calls: Number = 0.0
    internet: Number = 0.0

    def __add__(self, other: Outbound) -> Outbound:
        return Outbound(
            self.layers + other.layers,
            self.logs + other.logs,
            self.calls + other.calls,
            self.internet + other.internet,
        )


def endpoint_services(graph: Graph) -> frozenset[str]:
    """The last parts of the names of the services that endpoints lead to: `s3`, `ecr.dkr`, `logs`."""
    names = (describe(endpoint.get("ServiceName")) for endpoint in graph.resources(ENDPOINT))
    return frozenset(service_of(name) for name in names)


def service_of(name: str) -> str:
    """The service in the name of an endpoint.

    >>> service_of("com.amazonaws.us-east-1.ecr.dkr"), service_of("com.amazonaws.${AWS::Region}.s3")
    ('ecr.dkr', 's3')
    """
    last = name.rpartition(".")[2]
    return f"ecr.{last}" if last in {"api", "dkr"} else last


def outbound(context: Context) -> Outbound:
    """What all tasks in subnets without a public address exchange with the outside."""
    total = Outbound()
    for service in context.graph.resources(SERVICE):
        if not _is_public(service, context.graph):
            total = total + of_service(service, context)
    return total


def by_gateways(context: Context) -> Number | None:
    """The GB a month that are left for NAT gateways, once endpoints have taken what they lead to.

    None where nothing that is known to use a gateway is in the source: what else does is not known.
    """
    if not any(_is_known(service, context) for service in context.graph.resources(SERVICE)):
        return None
    found, near = outbound(context), endpoint_services(context.graph)
    left = found.internet
    for part, services in (
        (found.layers, {"s3"}),
        (found.logs, {"logs"}),
        (found.calls, {"ecr.api", "secretsmanager"}),
    ):
        if not services <= near:
            left = left + part
    return left


def unmeasured(graph: Graph) -> bool:
    """Whether instances or functions too go out from private subnets: nothing is known of what they exchange."""
    others = graph.of_type(*(kind for kind in PROGRAMS if kind != SERVICE))
    places = (place.id for node in others for place in subnets(graph, node.id))
    return any(subnet_route(graph, place).kind is SubnetKind.PRIVATE for place in places)


def of_service(service: Resource, context: Context) -> Outbound:
    """What the tasks of one service exchange; nothing for tasks on instances of the account."""
    task = run_by(service, context.graph)
    found = running(service, context) if task is not None and on_fargate(service, task, context.graph) else None
    if task is None or found is None:
        return Outbound()
    workload = context.workload(service)
    begun = starts(service, found, context)
    logged = log_gb(service, context) if _logs_to_cloudwatch(task, context.graph) else 0.0
    return Outbound(
        layers=begun * workload.image_gb,
        logs=logged,
        calls=begun * workload.start_bytes_per_task / GIB,
        internet=to_internet_gb(service, context),
    )


def to_internet_gb(service: Resource, context: Context) -> Number:
    """What the tasks of a service send to the internet in a month besides answers; nothing from isolated subnets."""
    routes = [subnet_route(context.graph, place.id).kind for place in subnets(context.graph, node_id(service))]
    if routes and all(kind is SubnetKind.ISOLATED for kind in routes):
        return 0.0
    return context.requests(service).api_requests * context.workload(service).egress_bytes_per_request / GIB


def log_gb(service: Resource, context: Context) -> Number:
    """What the program of a service writes to its log in a month, in GB."""
    workload, requests = context.workload(service), context.requests(service)
    line = workload.log_bytes_per_request + workload.log_events_per_request * EVENT_BYTES
    return np.asarray(requests.api_requests * line / GIB + idle_log_gb(workload, requests))


def idle_log_gb(workload: Workload, traffic: Traffic) -> Number:
    """What a program logs in a month that nobody asks anything of, in GB."""
    return np.asarray(workload.idle_log_mb_per_day * traffic.hours.days / MIB_PER_GB)


def _is_known(service: Resource, context: Context) -> bool:
    """Whether the tasks of a service are in private subnets and their number is known."""
    task = run_by(service, context.graph)
    if task is None or _is_public(service, context.graph) or not on_fargate(service, task, context.graph):
        return False
    return running(service, context) is not None


def _logs_to_cloudwatch(task: Resource, graph: Graph) -> bool:
    writes = graph.successors(node_id(task), EdgeKind.WRITES_LOGS_TO)
    return any(node.type in {"AWS::Logs::LogGroup", "External::LogGroup"} for node in writes)


def _is_public(service: Resource, graph: Graph) -> bool:
    places = subnets(graph, node_id(service))
    return bool(places) and all(subnet_route(graph, place.id).kind is SubnetKind.PUBLIC for place in places)
