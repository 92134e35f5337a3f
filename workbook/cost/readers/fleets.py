"""Groups of EC2 instances that scale with the load."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from workbook.cost.component import Component, Doubt, Kind, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.demand.cron import Firings, firings
from workbook.cost.demand.hourly import Floats, Hourly, by_cpu, shortage, whole
from workbook.cost.demand.schedules import scheduled
from workbook.cost.meters import addresses
from workbook.cost.meters.instances import instance
from workbook.cost.number import HOURS_PER_MONTH, Number
from workbook.cost.readers.instances import (
    detailed_monitoring,
    disks,
    is_public,
    mappings_in,
    on_demand,
    plan_of,
    type_in,
    unshared,
)
from workbook.cost.readers.reader import Found, Readers
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.model import Resource, describe
from workbook.template.scalars import number

SCALING_GROUP = "AWS::AutoScaling::AutoScalingGroup"
POLICY, ACTION = "AWS::AutoScaling::ScalingPolicy", "AWS::AutoScaling::ScheduledAction"


def group(resource: Resource, context: Context) -> Found:
    """The instances of an Auto Scaling group, as many as the load asks for within its bounds."""
    plan = plan_of(resource, context.graph)
    if plan is None:
        yield Unpriced(_NO_PLAN, "LaunchTemplate")
        return
    kind = type_in(plan)
    fleet = _fleet(resource, kind, context)
    if fleet is None:
        yield Unpriced(_BOUNDS_UNKNOWN, "MinSize")
        return
    fixed, usage = fleet.fixed_hours, fleet.usage_hours
    yield from on_demand(kind, plan, _hours(kind, fixed, usage), context)
    yield from unshared(resource, plan)
    yield from detailed_monitoring(resource, plan, (fixed + usage) / HOURS_PER_MONTH)
    if resource.get("MixedInstancesPolicy") is not None:
        yield Doubt(_MIXED, "MixedInstancesPolicy")
    yield from disks(mappings_in(plan), fixed / HOURS_PER_MONTH, usage / HOURS_PER_MONTH)
    yield from shortage(fleet, "MaxSize")
    if is_public(resource, plan, context.graph):
        yield from addresses.of_instances(1, fixed)
        yield from addresses.of_instances(1, usage, Kind.USAGE)


READERS: Readers = {SCALING_GROUP: group}


def vcpus(kind: str) -> int:
    """The vCPUs of an instance type, as sizes have them in nearly all families (EC2 instance types).

    >>> vcpus("t4g.small"), vcpus("m7g.medium"), vcpus("c7g.4xlarge")
    (2, 1, 16)
    """
    family, _, size = kind.partition(".")
    if large := re.fullmatch(r"(\d*)xlarge", size):
        return 4 * int(large[1] or 1)
    alone = size == "medium" if not family.startswith("t") else family == "t2" and size in {"nano", "micro", "small"}
    return 1 if alone else 2


def _hours(kind: str, fixed: Number, usage: Number) -> Iterator[Component]:
    yield from instance(kind, fixed, path="MinSize")
    yield from instance(kind, usage, Kind.USAGE, "MaxSize")


def _fleet(resource: Resource, kind: str, context: Context) -> Hourly | None:
    """The instances by typical hour; None where only the deployment tells the bounds."""
    least, most = number(resource.get("MinSize")), number(resource.get("MaxSize"))
    if least is None or most is None:
        return None
    desired = number(resource.get("DesiredCapacity"))
    by_hour = [
        scheduled(_actions(resource, name, context.graph), value)
        for name, value in (
            ("MinSize", least),
            ("MaxSize", most),
            ("DesiredCapacity", least if desired is None else desired),
        )
    ]
    traffic = context.requests(resource)
    scales = bool(_scaled_by(resource, POLICY, context.graph))
    wanted = _wanted(resource, kind, context) if scales else by_hour[2]
    open_end = np.where(by_hour[1] > 0, np.inf, 0.0) if context.growing and scales else by_hour[1]
    wanted = np.broadcast_to(wanted, np.broadcast_shapes(wanted.shape, traffic.api_requests_by_hour.shape))
    count = np.clip(wanted, by_hour[0], np.maximum(open_end, by_hour[0]))
    return Hourly(traffic.hours, np.broadcast_to(by_hour[0], count.shape) if scales else count, count, wanted)


def _wanted(resource: Resource, kind: str, context: Context) -> Floats:
    """The instances that the requests of each hour ask for."""
    used = None
    tracking = "TargetTrackingConfiguration"
    for policy in _scaled_by(resource, POLICY, context.graph):
        metric = describe(policy.get(f"{tracking}.PredefinedMetricSpecification.PredefinedMetricType"))
        value = number(policy.get(f"{tracking}.TargetValue"))
        if value and "CPUUtilization" in metric:
            used = value / 100
    return whole(by_cpu(resource, vcpus(kind), used, context))


def _actions(resource: Resource, name: str, graph: Graph) -> list[tuple[Firings, float]]:
    """When scheduled actions set a bound, and to what."""
    found = []
    for action in _scaled_by(resource, ACTION, graph):
        timing, value = firings(describe(action.get("Recurrence"))), number(action.get(name))
        if timing is not None and value is not None:
            found.append((timing, float(value)))
    return found


def _scaled_by(resource: Resource, kind: str, graph: Graph) -> list[Resource]:
    nodes = graph.predecessors(node_id(resource), EdgeKind.SCALES)
    return [node.resource for node in nodes if node.type == kind and node.resource is not None]


_NO_PLAN = Text(
    en="the source does not declare what the group launches",
    es="la fuente no declara qué lanza el grupo",
)
_BOUNDS_UNKNOWN = Text(
    en="only the deployment tells the number of the instances",
    es="solo el despliegue dice el número de las instancias",
)
_MIXED = Text(
    en="the group may launch other types and Spot instances; all are counted on demand and of the type of the template",
    es="el grupo puede lanzar otros tipos e instancias Spot; todas se cuentan bajo demanda y del tipo de la plantilla",
)
