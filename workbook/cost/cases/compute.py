"""Cases of what computes: services and tasks on Fargate, EC2 instances."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook.cost.cases.model import Case, CaseError, CaseReader, shown
from workbook.cost.component import Component, Kind
from workbook.cost.meters.addresses import of_instances
from workbook.cost.meters.fargate import INCLUDED_DISK_GB, LEAST_SECONDS, ON_DEMAND, Capacity, TaskSize, disks, tasks
from workbook.cost.meters.instances import disk, instance
from workbook.cost.number import MIB_PER_GB, SECONDS_PER_HOUR, UNITS_PER_VCPU
from workbook.lang import Text, quantity

SMALLEST_CPU, SMALLEST_MEMORY = 256, 512
"""CPU units and MiB of the smallest task (ECS developer guide, task CPU and memory)."""


def service(case: Case) -> Iterator[Component]:
    """A service on Fargate that runs its tasks for some hours; total sizes stand for one task."""
    count = case.number("DesiredCount", 1)
    hours = case.number("hours", case.hours) * count
    plan = _plan(case.text("commitment"))
    spot = float(case.one_of("LaunchType", "FARGATE", "FARGATE_SPOT") == "FARGATE_SPOT")
    yield from _tasks(case, hours, Capacity(spot, plan, count if plan else 0.0, case.hours))


def task(case: Case) -> Iterator[Component]:
    """Tasks that run for some seconds, so many a day."""
    days = case.number("days", case.hours / 24)
    seconds = case.number("tasks_per_day", 1) * max(case.number("seconds_each"), LEAST_SECONDS) * days
    yield from _tasks(case, seconds / SECONDS_PER_HOUR, ON_DEMAND)


def machine(case: Case) -> Iterator[Component]:
    """An EC2 instance with its disk, and with an address where it stands for a NAT gateway."""
    yield from instance(case.text("InstanceType"), case.hours)
    if case.has("root_gb"):
        yield from disk(case.number("root_gb"))
        yield from of_instances(1, case.hours)


def _tasks(case: Case, hours: float, capacity: Capacity) -> Iterator[Component]:
    processor = "arm" if case.one_of("arch", "X86_64", "ARM64") == "ARM64" else "x86"
    vcpus = _units(case, "Cpu", SMALLEST_CPU, "total_vCPU") / UNITS_PER_VCPU + case.number("total_vCPU")
    memory = _units(case, "Memory", SMALLEST_MEMORY, "total_GB") / MIB_PER_GB + case.number("total_GB")
    size = TaskSize(vcpus, memory, processor, case.number("EphemeralStorage", INCLUDED_DISK_GB))
    if vcpus or memory:
        yield from tasks(size, hours, capacity=capacity)
    else:
        yield from disks(size, hours, Kind.FIXED)


def _units(case: Case, key: str, least: int, whole: str) -> float:
    """CPU units or MiB; a number below the smallest task is one of vCPUs or GB, written under the wrong key.

    Raises:
        CaseError: there is such a number.
    """
    number = case.number(key)
    if 0 < number < least:
        raise CaseError(_TOO_FEW_UNITS.format(key=key, value=quantity(number), least=least, whole=whole))
    return number


def _plan(words: str) -> str:
    """The end of a price key for words such as `Compute SP 1yr No Upfront`; empty for no words.

    Raises:
        CaseError: the words do not tell the years or how much is paid at once.
    """
    if not words:
        return ""
    said = re.fullmatch(r".*\b([13]) ?(?:yr|years?)\b.*\b(no|partial|all) upfront\b.*", words.lower().replace("-", " "))
    if said is None:
        raise CaseError(_NO_PLAN.format(words=shown(words)))
    return f"{said[1]}yr-{said[2]}-upfront"


CASES: dict[str, CaseReader] = {
    "AWS::ECS::Service": service,
    "AWS::ECS::TaskDefinition": task,
    "AWS::EC2::Instance": machine,
}

_TOO_FEW_UNITS = Text(
    en="{key} is {value}, and the smallest task has {least}; for vCPUs or GB take {whole}",
    es="{key} es {value} y la tarea más pequeña tiene {least}; para vCPU o GB use {whole}",
)
_NO_PLAN = Text(
    en="the commitment {words} is not understood; expected one such as 'Compute SP 1yr No Upfront'",
    es="no se entiende el compromiso {words}; se esperaba uno como 'Compute SP 1yr No Upfront'",
)
