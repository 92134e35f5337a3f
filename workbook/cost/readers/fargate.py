"""Services and tasks on Fargate."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbook.cost.component import Doubt, Kind, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.demand.cron import PERIOD, firings
from workbook.cost.demand.hourly import shortage
from workbook.cost.demand.outbound import to_internet_gb
from workbook.cost.demand.task_facts import (
    SERVICE,
    TASK,
    on_fargate,
    run_by,
    task_size,
    unread_schedules,
)
from workbook.cost.demand.tasks import Running, overlap_hours, running, spot_share
from workbook.cost.meters.addresses import in_use
from workbook.cost.meters.fargate import LEAST_SECONDS, Capacity, tasks
from workbook.cost.meters.transfer import across_zones, to_internet
from workbook.cost.number import GIB, HOURS_PER_MONTH, MIB_PER_GB, SECONDS_PER_HOUR, UNITS_PER_VCPU, Number
from workbook.cost.readers.instances import EbsNames, disks_of
from workbook.cost.readers.reader import Found, Readers
from workbook.cost.readers.scaling import fast_metrics
from workbook.graph.model import EdgeKind, node_id
from workbook.graph.queries import zones
from workbook.graph.task_sizes import offered
from workbook.lang import Text, quantity
from workbook.template.model import Resource, at, describe

SIZE, PLACE = "TaskDefinition", "NetworkConfiguration.AwsvpcConfiguration.Subnets"
MACHINES = ("AWS::AutoScaling::AutoScalingGroup", "AWS::EC2::Instance")
PUBLIC_ADDRESS = "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp"


def service(resource: Resource, context: Context) -> Found:
    """The tasks of a service with their addresses, and what they exchange with databases and the internet."""
    yield from fast_metrics(resource)
    task = run_by(resource, context.graph)
    if task is None:
        yield Unpriced(_NO_TASK, SIZE)
        return
    launched = on_fargate(resource, task, context.graph)
    if launched is None:
        yield Unpriced(_LAUNCH_UNKNOWN, "LaunchType")
        return
    if not launched:
        if not context.graph.resources(*MACHINES):
            yield Unpriced(_ON_INSTANCES, "LaunchType")
        return
    found = running(resource, context)
    refused = _refused(task)
    if found is None or refused is not None:
        yield Unpriced(refused or _SIZE_UNKNOWN, SIZE)
        return
    hours = found.fixed_hours + overlap_hours(resource, found, context)
    yield from tasks(found.size, hours, found.usage_hours, _capacity(resource, found, context), SIZE)
    if resource.get(PUBLIC_ADDRESS) == "ENABLED":
        yield from in_use(1, hours, path=PUBLIC_ADDRESS)
        yield from in_use(1, found.usage_hours, Kind.USAGE, PUBLIC_ADDRESS)
    yield from _managed_disks(resource, found)
    yield from _to_databases(resource, task, context)
    sent = to_internet_gb(resource, context)
    if np.any(np.asarray(sent) > 0):
        yield from to_internet(sent, PLACE)
    yield from _doubts(resource, found, context)


def one_off(resource: Resource, context: Context) -> Found:
    """A task definition that no service runs: at the times of a schedule, or once with each release, as a migration."""
    runners = [node.resource for node in context.graph.predecessors(node_id(resource), EdgeKind.RUNS)]
    if any(each is not None and each.type == SERVICE for each in runners):
        return
    wanted = resource.get("RequiresCompatibilities")
    if not (isinstance(wanted, tuple) and "FARGATE" in wanted):
        return
    size, refused = task_size(resource), _refused(resource)
    if size is None or refused is not None:
        yield Unpriced(refused or _SIZE_UNKNOWN, "Cpu")
        return
    workload = context.workload(resource)
    runs: Number = workload.deploys_per_month
    if runners:
        times = [_runs(rule) for rule in runners if rule is not None]
        if None in times:
            yield Unpriced(_TIMES_UNKNOWN)
        runs = sum(found for found in times if found is not None)
    seconds = np.maximum(workload.migration_seconds, LEAST_SECONDS)
    yield from tasks(size, runs * seconds / SECONDS_PER_HOUR, path="Cpu")


READERS: Readers = {SERVICE: service, TASK: one_off}


def _refused(task: Resource) -> Text | None:
    """Why AWS runs no such task on Fargate, or the book has no price for it."""
    if describe(task.get("RuntimePlatform.OperatingSystemFamily")).startswith("WINDOWS"):
        return _WINDOWS
    size = task_size(task)
    if size is None or offered(size.vcpus * UNITS_PER_VCPU, size.memory_gb * MIB_PER_GB):
        return None
    return _NO_SUCH_SIZE.format(vcpus=quantity(size.vcpus), memory=quantity(size.memory_gb))


def _runs(rule: Resource) -> float | None:
    """How many times a month a rule fires; None where that is not known."""
    timing = firings(describe(rule.get("ScheduleExpression", "")))
    return None if timing is None else len(timing) / PERIOD * HOURS_PER_MONTH * 60


def _capacity(resource: Resource, found: Running, context: Context) -> Capacity:
    """How the task hours are bought; a Savings Plan covers the tasks that run in every hour of the month."""
    share = spot_share(resource, found, context.graph)
    plan = context.purchases.savings_plan
    steady = found.least.min(axis=-1) * (1 - share)
    return Capacity(share, plan, steady if plan else 0.0)


def _managed_disks(resource: Resource, found: Running) -> Found:
    """The EBS volumes that ECS attaches to each task while it runs."""
    named = resource.get("VolumeConfigurations")
    for place, each in enumerate(named if isinstance(named, tuple) else ()):
        path = f"VolumeConfigurations.{place}.ManagedEBSVolume"
        fixed, more = (hours / HOURS_PER_MONTH for hours in (found.fixed_hours, found.usage_hours))
        yield from disks_of(at(each, "ManagedEBSVolume"), EbsNames("SizeInGiB", "VolumeType"), (fixed, more), path)


def _to_databases(resource: Resource, task: Resource, context: Context) -> Found:
    """What tasks and databases send each other between zones: the part that the workload tells."""
    if not context.graph.outgoing(node_id(task), EdgeKind.CONNECTS_TO):
        return
    if len(zones(context.graph, node_id(resource))) < 2:
        return
    workload = context.workload(resource)
    sent = context.requests(resource).api_requests * workload.database_bytes_per_request / GIB
    yield from across_zones(sent * workload.cross_az_share, PLACE)


def _doubts(resource: Resource, found: Running, context: Context) -> Iterator[Doubt]:
    """Why the service would not run as it is priced."""
    yield from shortage(found, "MaxCapacity")
    needed = float(np.max(context.workload(resource).task_memory_mib))
    if needed > found.size.memory_gb * MIB_PER_GB:
        memory = quantity(found.size.memory_gb * MIB_PER_GB)
        yield Doubt(_TOO_SMALL.format(needed=quantity(needed), memory=memory), SIZE)
    for schedule in unread_schedules(resource, context.graph):
        yield Doubt(_UNREAD.format(schedule=repr(schedule)))


_NO_TASK = Text(
    en="the template does not tell which task definition the service runs",
    es="la plantilla no dice qué definición de tarea ejecuta el servicio",
)
_SIZE_UNKNOWN = Text(
    en="only the deployment tells the size or the number of the tasks",
    es="solo el despliegue dice el tamaño o el número de las tareas",
)
_NO_SUCH_SIZE = Text(
    en="Fargate offers no tasks of {vcpus} vCPU with {memory} GB",
    es="Fargate no ofrece tareas de {vcpus} vCPU con {memory} GB",
)
_WINDOWS = Text(
    en="the price book has no prices for tasks with Windows",
    es="el libro de precios no tiene precios para tareas con Windows",
)
_LAUNCH_UNKNOWN = Text(
    en="only the deployment tells whether the tasks run on Fargate",
    es="solo el despliegue dice si las tareas funcionan en Fargate",
)
_ON_INSTANCES = Text(
    en="the tasks run on EC2 instances, which the source does not declare: those are charged, not the tasks",
    es="las tareas funcionan en instancias EC2 que la fuente no declara: se cobran ellas, no las tareas",
)
_TIMES_UNKNOWN = Text(
    en="the template does not tell how often events start the task",
    es="la plantilla no dice con qué frecuencia los eventos arrancan la tarea",
)
_TOO_SMALL = Text(
    en="a task holds {needed} MiB by the workload and has {memory} MiB",
    es="una tarea ocupa {needed} MiB según la carga y tiene {memory} MiB",
)
_UNREAD = Text(
    en="the schedule {schedule} is not understood, so its action is left out",
    es="no se entiende la programación {schedule}, así que su acción queda fuera",
)
