"""What tasks on Fargate cost: vCPU and memory by the hour, on demand, on Spot or under a plan, and their disks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from workbook.cost.component import Component, Kind
from workbook.cost.number import HOURS_PER_MONTH, Number, excess
from workbook.lang import Text

INCLUDED_DISK_GB = 20
"""Ephemeral storage of a task that has no price (Fargate pricing page)."""
LEAST_SECONDS = 60
"""What a Linux task is charged for at least (Fargate pricing page)."""


@dataclass(frozen=True, slots=True)
class TaskSize:
    """What one task reserves: vCPUs, memory in GB, ephemeral storage in GB, and its processor, `x86` or `arm`."""

    vcpus: float
    memory_gb: float
    processor: str = "x86"
    disk_gb: float = INCLUDED_DISK_GB


@dataclass(frozen=True, slots=True)
class Capacity:
    """How the hours of tasks are bought: the part on Spot, 0 to 1, and how many tasks a Savings Plan covers.

    A plan is the end of a price key, such as `1yr-no-upfront`; its tasks are paid every hour of the month, whether or
    not they run, and it covers neither Spot nor ephemeral storage. The hours that tasks run are taken to be spread
    evenly over the month, so that a plan should cover no more tasks than the quietest hour has.
    """

    spot_share: Number = 0.0
    plan: str = ""
    planned_tasks: Number = 0.0
    hours_of_month: float = HOURS_PER_MONTH


ON_DEMAND = Capacity()


def tasks(
    size: TaskSize, fixed_hours: Number, usage_hours: Number = 0.0, capacity: Capacity = ON_DEMAND, path: str = ""
) -> Iterator[Component]:
    """The task hours of a month: those that run without any user, and those that the load adds."""
    planned = capacity.planned_tasks * capacity.hours_of_month if capacity.plan else 0.0
    if capacity.plan:
        yield from _hours(size, planned, Kind.FIXED, f".plan-{capacity.plan}", path)
    covered_fixed = np.minimum(np.asarray(fixed_hours) * (1 - capacity.spot_share), planned)
    left = planned - covered_fixed
    covered_usage = np.minimum(np.asarray(usage_hours) * (1 - capacity.spot_share), left)
    for hours, covered, kind in (
        (fixed_hours, covered_fixed, Kind.FIXED),
        (usage_hours, covered_usage, Kind.USAGE),
    ):
        if np.any(np.asarray(capacity.spot_share) < 1):
            yield from _hours(size, hours * (1 - capacity.spot_share) - covered, kind, "", path)
        if np.any(np.asarray(capacity.spot_share) > 0):
            yield from _hours(size, hours * capacity.spot_share, kind, ".spot", path)
        yield from disks(size, hours, kind, path)


def disks(size: TaskSize, hours: Number, kind: Kind, path: str = "") -> Iterator[Component]:
    """The ephemeral storage above the part that is included; nothing for a task that does not ask for more."""
    above = float(excess(size.disk_gb, INCLUDED_DISK_GB))
    if above:
        terms = {"above": above, "hours": hours}
        yield Component(_DISK, "fargate.ephemeral", above * hours, kind, _DISK_HOURS, terms, path)


def price_keys(processor: str, way: str = "") -> tuple[str, str]:
    """The keys of the prices of vCPU and memory; `way` is empty on demand, `.spot`, or `.plan-` and its terms.

    >>> price_keys("arm", ".spot")
    ('fargate.vcpu.arm.spot', 'fargate.memory.arm.spot')
    """
    return f"fargate.vcpu.{processor}{way}", f"fargate.memory.{processor}{way}"


def _hours(size: TaskSize, hours: Number, kind: Kind, suffix: str, path: str) -> Iterator[Component]:
    """The vCPU and the memory of some task hours at one way of buying them."""
    bought = _WAYS[suffix.partition("-")[0]]
    vcpu, memory = price_keys(size.processor, suffix)
    for name, key, each, formula in (
        (_VCPU, vcpu, size.vcpus, _VCPU_HOURS),
        (_MEMORY, memory, size.memory_gb, _GB_HOURS),
    ):
        yield Component(
            name=name.format(bought=bought),
            price=key,
            quantity=each * hours,
            kind=kind,
            formula=formula,
            terms={"each": each, "hours": hours},
            path=path,
        )


_WAYS = {
    "": Text(en="", es=""),
    ".spot": Text(en=" on Spot", es=" en Spot"),
    ".plan": Text(en=" under a Savings Plan", es=" con un plan de ahorro"),
}
_VCPU = Text(en="Fargate vCPU{bought}", es="vCPU de Fargate{bought}")
_MEMORY = Text(en="Fargate memory{bought}", es="memoria de Fargate{bought}")
_DISK = Text(en="Fargate ephemeral storage", es="almacenamiento efímero de Fargate")
_VCPU_HOURS = Text(en="{each} vCPU × {hours} task hours a month", es="{each} vCPU × {hours} horas de tarea al mes")
_GB_HOURS = Text(en="{each} GB × {hours} task hours a month", es="{each} GB × {hours} horas de tarea al mes")
_DISK_HOURS = Text(
    en="{above} GB above the 20 GB included × {hours} task hours a month",
    es="{above} GB por encima de los 20 GB incluidos × {hours} horas de tarea al mes",
)
