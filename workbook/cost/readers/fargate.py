"""Services and tasks on Fargate."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbook.cost.component import Component, Kind, Unpriced
from workbook.cost.meters.addresses import in_use
from workbook.cost.meters.fargate import Capacity, tasks
from workbook.cost.meters.transfer import across_zones
from workbook.cost.number import GIB
from workbook.cost.readers.context import Context, Readers
from workbook.cost.readers.task_facts import SERVICE, TASK, on_fargate, run_by, task_size
from workbook.cost.readers.tasks import Running, overlap_hours, running, spot_share
from workbook.graph.model import EdgeKind, node_id
from workbook.graph.queries import zones
from workbook.lang import Text, quantity
from workbook.template.model import Resource

SIZE = "TaskDefinition"
PUBLIC_ADDRESS = "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp"

Found = Iterator[Component | Unpriced]


def service(resource: Resource, context: Context) -> Found:
    """The tasks of a service with their addresses, and their traffic to databases in other zones."""
    task = run_by(resource, context.graph)
    if task is None:
        yield Unpriced(_NO_TASK, SIZE)
        return
    if not on_fargate(resource, task):
        return
    found = running(resource, context)
    if found is None:
        yield Unpriced(_SIZE_UNKNOWN, SIZE)
        return
    hours = found.fixed_hours + overlap_hours(resource, found, context)
    yield from tasks(found.size, hours, found.usage_hours, _capacity(resource, found, context), SIZE)
    if resource.get(PUBLIC_ADDRESS) == "ENABLED":
        yield from in_use(1, hours, path=PUBLIC_ADDRESS)
        yield from in_use(1, found.usage_hours, Kind.USAGE, PUBLIC_ADDRESS)
    yield from _to_databases(resource, task, context)
    yield from _shortage(found)


def one_off(resource: Resource, context: Context) -> Found:
    """A task definition that no service runs: once with each release, such as a migration."""
    if context.graph.incoming(node_id(resource), EdgeKind.RUNS):
        return
    wanted = resource.get("RequiresCompatibilities")
    if not (isinstance(wanted, tuple) and "FARGATE" in wanted):
        return
    size = task_size(resource)
    if size is None:
        yield Unpriced(_SIZE_UNKNOWN, "Cpu")
        return
    workload = context.workload(resource)
    hours = workload.deploys_per_month * workload.migration_seconds / 3600
    yield from tasks(size, hours, path="Cpu")


READERS: Readers = {SERVICE: service, TASK: one_off}


def _capacity(resource: Resource, found: Running, context: Context) -> Capacity:
    """How the task hours are bought; a Savings Plan covers the tasks that run in every hour of the month."""
    share = spot_share(resource, found.average)
    plan = context.purchases.savings_plan
    steady = found.least.min(axis=-1) * (1 - share)
    return Capacity(share, plan, steady if plan else 0.0)


def _to_databases(resource: Resource, task: Resource, context: Context) -> Found:
    """What tasks and databases send each other between zones: the part that the workload tells."""
    if not context.graph.outgoing(node_id(task), EdgeKind.CONNECTS_TO):
        return
    if len(zones(context.graph, node_id(resource))) < 2:
        return
    workload = context.workload(resource)
    sent = context.requests(resource).api_requests * workload.database_bytes_per_request / GIB
    yield from across_zones(sent * workload.cross_az_share, "NetworkConfiguration.AwsvpcConfiguration.Subnets")


def _shortage(found: Running) -> Iterator[Unpriced]:
    hours = float(np.max(found.short_hours))
    if hours > 0:
        most, wanted = (quantity(float(np.max(each))) for each in (found.count, found.wanted))
        yield Unpriced(_SHORT.format(hours=quantity(hours), wanted=wanted, most=most))


_NO_TASK = Text(
    en="the template does not tell which task definition the service runs",
    es="la plantilla no dice qué definición de tarea ejecuta el servicio",
)
_SIZE_UNKNOWN = Text(
    en="only the deployment tells the size or the number of the tasks",
    es="solo el despliegue dice el tamaño o el número de las tareas",
)
_SHORT = Text(
    en="in {hours} h a month the load asks for up to {wanted} tasks and {most} may run: the price is that of a service"
    " that does not answer in time, so raise MaxCapacity",
    es="en {hours} h al mes la carga pide hasta {wanted} tareas y pueden funcionar {most}: el precio es el de un"
    " servicio que no responde a tiempo, así que suba MaxCapacity",
)
