"""How hard a database works, when it runs, and which class carries that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbook.cost.demand.context import Context
from workbook.cost.demand.cron import Firings, firings
from workbook.cost.demand.database_facts import data_gb
from workbook.cost.demand.schedules import database_hours
from workbook.cost.meters.database_classes import Shape, shape
from workbook.cost.number import HOURS_PER_MONTH, Number
from workbook.graph.model import Graph
from workbook.template.model import Resource, describe, references
from workbook.workload.day import TYPICAL_HOURS
from workbook.workload.traffic import Hours

MILLISECONDS_PER_HOUR = 3_600_000
START, STOP = "start", "stop"
CACHE_SHARE = 0.5
"""The part of its memory in which a class caches data: effective_cache_size in the parameter groups of RDS."""

Floats = NDArray[np.float64]
Chosen = NDArray[np.bool_]
"""In which scenarios something holds."""

_DAYS = np.repeat(np.eye(2), TYPICAL_HOURS // 2, axis=0)
"""Which of the two days each typical hour belongs to."""


@dataclass(frozen=True)
class DatabaseLoad:
    """The vCPUs that are kept busy and the part of each typical hour in which the database runs.

    The last axis of both has the 48 typical hours; those of `asked` before it are scenarios. `burst` is how much more
    the busiest minutes of an hour ask than its average, and `hot_gb` the data that should stay in memory.
    """

    asked: Floats
    active: Floats
    hours: Hours
    burst: Number = 1.0
    hot_gb: Number = 0.0

    @property
    def running_hours(self) -> Number:
        """The hours a month in which the database runs."""
        return self.hours.total(self.active) if self.stopped else float(HOURS_PER_MONTH)

    @property
    def stopped(self) -> bool:
        """Whether something stops the database at times."""
        return bool((self.active < 1).any())

    @cached_property
    def busiest(self) -> Floats:
        """The vCPUs that the busiest hour asks for while the database runs."""
        return np.asarray((self.asked if not self.stopped else self.asked * (self.active > 0)).max(axis=-1))

    def surplus(self, size: Shape) -> Number:
        """The vCPU hours a month above what a burstable class earns in the same 24 hours."""
        used = self._used if (self.busiest <= size.vcpus).all() else self._by_day(np.minimum(self.asked, size.vcpus))
        earned = self._by_day(np.ones(TYPICAL_HOURS)) * size.sustained_vcpus
        days = self.hours.times[..., [0, TYPICAL_HOURS // 2]]
        return np.asarray((np.maximum(used - earned, 0.0) * days).sum(axis=-1))

    def carried_by(self, size: Shape) -> Chosen:
        """Whether a class carries the busiest minutes, every day without paid credits, and the hot data in memory."""
        cpu = (self.busiest * self.burst <= size.vcpus) & (self.surplus(size) <= 0)
        return np.asarray(cpu & (self.hot_gb <= size.memory_gib * CACHE_SHARE))

    def saturated_hours(self, size: Shape) -> Number:
        """The hours a month in which requests ask for more vCPUs than the class has."""
        if (self.busiest <= size.vcpus).all():
            return np.zeros(self.busiest.shape)
        return self.hours.total((self.asked > size.vcpus) * self.active)

    @cached_property
    def _used(self) -> Floats:
        return self._by_day(self.asked)

    def _by_day(self, by_hour: Floats) -> Floats:
        """The sum while the database runs over a working day and over another day, as the last axis."""
        return np.asarray(by_hour @ (self.active[:, np.newaxis] * _DAYS))


def load(resource: Resource, context: Context) -> DatabaseLoad:
    """The load of a database: its part of the API requests, each with its time of CPU, and what it does by itself."""
    workload, requests = context.workload(resource), context.requests(resource)
    per_request = np.asarray(workload.database_ms_per_request)[..., None]
    idle = np.asarray(workload.database_idle_vcpu)[..., None]
    asked = idle + requests.api_requests_by_hour * per_request / MILLISECONDS_PER_HOUR
    hot_gb = data_gb(resource, context) * workload.hot_data_share
    return DatabaseLoad(asked, active(resource, context.graph), requests.hours, workload.burst_factor, hot_gb)


def choose_class(classes: Sequence[str], asked: DatabaseLoad) -> Iterator[tuple[str, Chosen]]:
    """Each class with the scenarios that need it: the first that carries the load, or the last of all."""
    taken = np.zeros(asked.asked.shape[:-1], dtype=bool)
    for place, name in enumerate(classes):
        size = shape(name)
        carries = size is None or place == len(classes) - 1 or asked.carried_by(size)
        yield name, np.asarray(carries & ~taken)
        taken = taken | carries


def active(resource: Resource, graph: Graph) -> Floats:
    """The part of each typical hour in which schedules let a database run; all of each where there is none."""
    found: dict[str, list[Firings]] = {START: [], STOP: []}
    for action, schedule in _calls(resource, graph):
        fired = firings(_expression(schedule))
        if fired is not None:
            found[action].append(fired)
    return database_hours(found[START], found[STOP])


def unread_schedules(resource: Resource, graph: Graph) -> Iterator[str]:
    """The expressions of its schedules that nobody can read, so that the hours leave them aside."""
    expressions = (_expression(schedule) for _, schedule in _calls(resource, graph))
    return (expression for expression in expressions if firings(expression) is None)


def _calls(resource: Resource, graph: Graph) -> Iterator[tuple[str, Resource]]:
    """The enabled schedules that start or stop a database, with what they do."""
    for schedule in graph.resources("AWS::Scheduler::Schedule"):
        call = describe(schedule.get("Target.Arn")).rpartition(":")[2]
        action = call.removesuffix("DBInstance").removesuffix("DBCluster")
        if action in {START, STOP} and schedule.get("State") != "DISABLED" and _concerns(schedule, resource):
            yield action, schedule


def _expression(schedule: Resource) -> str:
    return describe(schedule.get("ScheduleExpression"))


def _concerns(schedule: Resource, database: Resource) -> bool:
    """Whether the input of a call names a database, by reference or by its identifier."""
    given = schedule.get("Target.Input")
    if any(reference.target == database.id for _, reference in references(given)):
        return True
    return any(f'"{name}"' in describe(given) for name in _identifiers(database))


def _identifiers(database: Resource) -> Iterable[str]:
    names = (database.get("DBInstanceIdentifier"), database.get("DBClusterIdentifier"))
    return (describe(name) for name in names if name is not None)
