"""What a template says of tasks: their size, how their capacity is bought, and within which bounds they scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbook.cost.meters.fargate import INCLUDED_DISK_GB, TaskSize
from workbook.cost.readers.cron import Firings, firings
from workbook.cost.readers.schedules import TYPICAL_HOURS, in_force
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.template.model import Resource, Value, describe
from workbook.template.scalars import number

SERVICE, TASK, TARGET = "AWS::ECS::Service", "AWS::ECS::TaskDefinition", "AWS::ApplicationAutoScaling::ScalableTarget"
UNITS_PER_VCPU, MIB_PER_GB = 1024, 1024
FARGATE, SPOT = "FARGATE", "FARGATE_SPOT"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The fewest and the most tasks of each typical hour."""

    least: Floats
    most: Floats


@dataclass(frozen=True, slots=True)
class Targets:
    """What scaling holds: the part of the CPU that is used, 0 to 1, and requests a second for each task."""

    cpu: float | None = None
    requests_per_second: float | None = None


def run_by(service: Resource, graph: Graph) -> Resource | None:
    """The task definition that a service runs."""
    nodes = graph.successors(node_id(service), EdgeKind.RUNS)
    return next((node.resource for node in nodes if node.resource is not None), None)


def task_size(task: Resource) -> TaskSize | None:
    """The size of a task; None where only the deployment tells it."""
    cpu, memory = number(task.get("Cpu")), number(task.get("Memory"))
    if cpu is None or memory is None:
        return None
    arm = task.get("RuntimePlatform.CpuArchitecture") == "ARM64"
    disk = number(task.get("EphemeralStorage.SizeInGiB")) or INCLUDED_DISK_GB
    return TaskSize(cpu / UNITS_PER_VCPU, memory / MIB_PER_GB, "arm" if arm else "x86", disk)


def on_fargate(service: Resource, task: Resource) -> bool:
    """Whether the tasks of a service run on Fargate rather than on instances of the account."""
    if strategy(service):
        return any(provider in {FARGATE, SPOT} for provider, _, _ in strategy(service))
    launch = service.get("LaunchType")
    if launch is not None:
        return launch == FARGATE
    wanted = task.get("RequiresCompatibilities")
    return isinstance(wanted, tuple) and FARGATE in wanted


def strategy(service: Resource) -> tuple[tuple[str, float, float], ...]:
    """Provider, base and weight of each part of a capacity provider strategy."""
    parts = service.get("CapacityProviderStrategy")
    count = len(parts) if isinstance(parts, tuple) else 0
    return tuple(
        (
            describe(service.get(f"CapacityProviderStrategy.{place}.CapacityProvider")),
            number(service.get(f"CapacityProviderStrategy.{place}.Base")) or 0.0,
            number(service.get(f"CapacityProviderStrategy.{place}.Weight")) or 0.0,
        )
        for place in range(count)
    )


def bounds(service: Resource, graph: Graph) -> Bounds | None:
    """Within which numbers a service runs tasks; None where only the deployment tells."""
    target = _scalable_target(service, graph)
    if target is None:
        desired = number(service.get("DesiredCount", 1))
        if desired is None:
            return None
        always = np.full(TYPICAL_HOURS, desired)
        return Bounds(always, always)
    least, most = number(target.get("MinCapacity")), number(target.get("MaxCapacity"))
    if least is None or most is None:
        return None
    return Bounds(_scheduled(target, "MinCapacity", least), _scheduled(target, "MaxCapacity", most))


def targets(service: Resource, graph: Graph) -> Targets:
    """What the scaling policies of a service hold."""
    target = _scalable_target(service, graph)
    policies = () if target is None else graph.predecessors(node_id(target), EdgeKind.SCALES)
    cpu, requests = None, None
    for policy in policies:
        if policy.resource is None:
            continue
        tracking = "TargetTrackingScalingPolicyConfiguration"
        metric = describe(policy.resource.get(f"{tracking}.PredefinedMetricSpecification.PredefinedMetricType"))
        value = number(policy.resource.get(f"{tracking}.TargetValue"))
        if value and "CPUUtilization" in metric:
            cpu = value / 100
        elif value and metric == "ALBRequestCountPerTarget":
            requests = value / 60
    return Targets(cpu, requests)


def _scalable_target(service: Resource, graph: Graph) -> Resource | None:
    nodes = graph.predecessors(node_id(service), EdgeKind.SCALES)
    return next((node.resource for node in nodes if node.type == TARGET and node.resource is not None), None)


def _scheduled(target: Resource, name: str, otherwise: float) -> Floats:
    """A bound by typical hour: that of the scheduled action which fired last, or the one of the target."""
    found = list(_actions(target.get("ScheduledActions"), target, name))
    shares = in_force([timing for timing, _ in found])
    values = np.array([value for _, value in found])
    scheduled = values @ shares if found else np.zeros(TYPICAL_HOURS)
    return np.asarray(scheduled + otherwise * (1 - shares.sum(axis=0)))


def _actions(actions: Value, target: Resource, name: str) -> Iterator[tuple[Firings, float]]:
    for place in range(len(actions) if isinstance(actions, tuple) else 0):
        value = number(target.get(f"ScheduledActions.{place}.ScalableTargetAction.{name}"))
        timing = firings(describe(target.get(f"ScheduledActions.{place}.Schedule")))
        if value is not None and timing is not None and len(timing):
            yield timing, value
