"""How many tasks a service runs in each typical hour, as the load and its scaling policies ask for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbook.cost.demand.context import Context
from workbook.cost.demand.hourly import Floats, Hourly, by_cpu, whole
from workbook.cost.demand.task_facts import SPOT, Bounds, bounds, run_by, strategy_in_force, targets, task_size
from workbook.cost.meters.fargate import TaskSize
from workbook.cost.number import SECONDS_PER_HOUR, Number
from workbook.graph.model import Graph
from workbook.template.model import Resource
from workbook.template.scalars import number

NO_HOURS = 1e-9
"""Stands for zero hours below a fraction bar."""


@dataclass(frozen=True, slots=True)
class Running(Hourly):
    """The tasks of a service by typical hour, of one size."""

    size: TaskSize

    @property
    def average(self) -> Number:
        """The average number of tasks."""
        return np.asarray(self.hours.total(self.count) / self.hours.times.sum(axis=-1))

    @property
    def peak(self) -> Number:
        """The most tasks of any hour."""
        return np.asarray(self.count.max(axis=-1))

    @property
    def starts_by_scaling(self) -> Number:
        """Tasks that scaling starts in a month: each rise from one hour to the next, on every day."""
        working, off = self.count[..., :24], self.count[..., 24:]
        days = self.hours.times[..., [0, 24]]
        rises = [np.clip(np.diff(day, axis=-1, prepend=day[..., -1:]), 0, None).sum(axis=-1) for day in (working, off)]
        return np.asarray(rises[0] * days[..., 0] + rises[1] * days[..., 1])


def running(service: Resource, context: Context) -> Running | None:
    """The tasks of a service; None where only the deployment tells their size or number."""
    return context.once("running", service, lambda: _running(service, context))


def _running(service: Resource, context: Context) -> Running | None:
    task = run_by(service, context.graph)
    size = None if task is None else task_size(task)
    limits = bounds(service, context.graph)
    if size is None or limits is None:
        return None
    requests = context.requests(service)
    # Nobody is waited for in hours in which a schedule lets no task run.
    wanted = np.where(limits.most > 0, whole(_wanted(service, size, context)), 0.0)
    least = np.broadcast_to(limits.least, wanted.shape)
    return Running(requests.hours, least, _count(wanted, limits, context), wanted, size)


def _count(wanted: Floats, limits: Bounds, context: Context) -> Floats:
    """The tasks that run: as many as are wanted within the bounds; a growing service has no upper one while open."""
    most = np.where(limits.most > 0, np.inf, 0.0) if context.growing else limits.most
    return np.asarray(np.clip(wanted, limits.least, np.maximum(most, limits.least)))


def _wanted(service: Resource, size: TaskSize, context: Context) -> Floats:
    """The tasks that the requests of each hour ask for, by the policy that asks for most."""
    held = targets(service, context.graph)
    wanted = by_cpu(service, size.vcpus, held.cpu, context)
    if held.requests_per_second is None:
        return wanted
    per_second = context.requests(service).api_requests_by_hour / SECONDS_PER_HOUR
    return np.asarray(np.maximum(wanted, per_second / held.requests_per_second))


def spot_share(service: Resource, found: Running, graph: Graph) -> Number:
    """The part of the task hours that run on Spot: in each hour the base first, then by weight; evenly without any."""
    parts = strategy_in_force(service, graph)
    weights = [weight for _, _, weight in parts]
    if not any(weights):
        weights = [1.0] * len(parts)
    base = sum(part for _, part, _ in parts)
    on_spot_base = sum(part for provider, part, _ in parts if provider == SPOT)
    on_spot_weight = sum(weight for weight, (provider, _, _) in zip(weights, parts, strict=True) if provider == SPOT)
    by_weight = on_spot_weight / sum(weights) if parts else 0.0
    on_spot = np.minimum(on_spot_base, found.count) + np.maximum(found.count - base, 0.0) * by_weight
    return np.asarray(found.hours.total(on_spot) / np.maximum(found.hours.total(found.count), NO_HOURS))


def starts(service: Resource, found: Running, context: Context) -> Number:
    """Tasks that start in a month: by releases, by scaling, and in place of others."""
    workload = context.workload(service)
    released = workload.deploys_per_month * found.average
    return released + found.starts_by_scaling + workload.task_replacements_per_month


def overlap_hours(service: Resource, found: Running, context: Context) -> Number:
    """Task hours a month in which releases run new tasks beside the old ones."""
    workload = context.workload(service)
    most = number(service.get("DeploymentConfiguration.MaximumPercent"))
    beside = max((200 if most is None else most) - 100, 0) / 100
    return workload.deploys_per_month * workload.deploy_minutes / 60 * beside * found.average
