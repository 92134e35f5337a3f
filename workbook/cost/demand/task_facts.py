"""What a template says of tasks: their size, how their capacity is bought, and within which bounds they scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from workbook.cost.demand.cron import Firings, firings
from workbook.cost.demand.schedules import scheduled
from workbook.cost.meters.fargate import INCLUDED_DISK_GB, TaskSize
from workbook.cost.number import MIB_PER_GB, UNITS_PER_VCPU
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.template.model import Resource, Value, at, describe
from workbook.template.scalars import number
from workbook.workload.day import TYPICAL_HOURS

SERVICE, TASK, TARGET = "AWS::ECS::Service", "AWS::ECS::TaskDefinition", "AWS::ApplicationAutoScaling::ScalableTarget"
FARGATE, SPOT = "FARGATE", "FARGATE_SPOT"
CLUSTERS = ("AWS::ECS::Cluster", "AWS::ECS::ClusterCapacityProviderAssociations")

Strategy: TypeAlias = tuple[tuple[str, float, float], ...]
"""Provider, base and weight of each part of a capacity provider strategy."""

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
    cpu, memory = _thousandths(task.get("Cpu")), _thousandths(task.get("Memory"))
    if cpu is None or memory is None:
        return None
    arm = task.get("RuntimePlatform.CpuArchitecture") == "ARM64"
    disk = number(task.get("EphemeralStorage.SizeInGiB")) or INCLUDED_DISK_GB
    return TaskSize(cpu / UNITS_PER_VCPU, memory / MIB_PER_GB, "arm" if arm else "x86", disk)


def on_fargate(service: Resource, task: Resource, graph: Graph) -> bool | None:
    """Whether tasks run on Fargate rather than on instances of the account; None where only the deployment tells."""
    parts = strategy_in_force(service, graph)
    if parts:
        providers = {provider for provider, _, _ in parts}
        undecided = not providers & {FARGATE, SPOT} and any(provider.startswith("${") for provider in providers)
        return None if undecided else bool(providers & {FARGATE, SPOT})
    launch = service.get("LaunchType")
    if launch is not None:
        return launch == FARGATE if isinstance(launch, str) else None
    wanted = task.get("RequiresCompatibilities")
    return isinstance(wanted, tuple) and FARGATE in wanted


def strategy(service: Resource) -> Strategy:
    """The capacity provider strategy that a service itself has."""
    return _strategy(service, "CapacityProviderStrategy")


def strategy_in_force(service: Resource, graph: Graph) -> Strategy:
    """The strategy of a service, or that of its cluster where it names neither one nor a launch type."""
    own = strategy(service)
    if own or service.get("LaunchType") is not None:
        return own
    clusters = graph.predecessors(node_id(service), EdgeKind.CONTAINS)
    around = (each for node in clusters for each in (node, *graph.predecessors(node.id), *graph.successors(node.id)))
    holders = (node.resource for node in around if node.type in CLUSTERS and node.resource is not None)
    return next((found for each in holders if (found := _strategy(each, "DefaultCapacityProviderStrategy"))), ())


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


def unread_schedules(service: Resource, graph: Graph) -> tuple[str, ...]:
    """The schedules of a service that nobody can read, so that its bounds are those of the other times."""
    target = _scalable_target(service, graph)
    schedules = () if target is None else [schedule for schedule, _ in _actions(target, "Schedule")]
    return tuple(schedule for schedule in schedules if firings(schedule) is None)


def _scheduled(target: Resource, name: str, otherwise: float) -> Floats:
    """A bound by typical hour: that of the scheduled action which fired last, or the one of the target."""
    found: list[tuple[Firings, float]] = []
    for schedule, value in _actions(target, f"ScalableTargetAction.{name}"):
        timing, bound = firings(schedule), number(value)
        if timing is not None and bound is not None:
            found.append((timing, bound))
    return scheduled(found, otherwise)


def _actions(target: Resource, path: str) -> Iterator[tuple[str, Value]]:
    """The schedule of each scheduled action, with what stands at a path in it."""
    actions = target.get("ScheduledActions")
    for action in actions if isinstance(actions, tuple) else ():
        yield describe(at(action, "Schedule")), at(action, path)


def _strategy(holder: Resource, name: str) -> Strategy:
    parts = holder.get(name)
    return tuple(
        (describe(at(part, "CapacityProvider")), number(at(part, "Base")) or 0.0, number(at(part, "Weight")) or 0.0)
        for part in (parts if isinstance(parts, tuple) else ())
    )


def _thousandths(value: Value) -> float | None:
    """CPU units or MiB, which a template may also write as `1 vCPU` or `2 GB`; each of those has 1,024."""
    words = re.fullmatch(r"([\d.]+)\s*(vcpu|gb)", value.strip(), re.IGNORECASE) if isinstance(value, str) else None
    if words is None:
        return number(value)
    amount = number(words[1])
    return None if amount is None else amount * UNITS_PER_VCPU
