"""Aurora clusters and their members: capacity by the load, storage by the data."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbook.cost.component import Component, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.demand.database_facts import data_gb, engine_family
from workbook.cost.demand.database_load import DatabaseLoad, Floats, load
from workbook.cost.meters.database_storage import aurora
from workbook.cost.meters.databases import Instance, running, serverless
from workbook.cost.meters.engine_support import Support, support
from workbook.cost.number import Number
from workbook.cost.readers.priced import priced
from workbook.graph.model import EdgeKind, node_id
from workbook.lang import Text
from workbook.template.model import Resource, describe
from workbook.template.scalars import number
from workbook.workload.day import last_axis

LEAST_AWAKE = 0.5
"""The least ACUs of a member that may pause, while it does not (Aurora user guide, Serverless v2 capacity)."""

FREE_BACKUP_DAYS = 1
"""Days of backups that Aurora keeps free of charge (Aurora user guide, backup storage usage)."""

SERVERLESS = "db.serverless"
NO_LOAD = 1e-9
"""vCPUs below which a load is the noise of binary fractions."""


def cluster(resource: Resource, context: Context) -> Iterator[Component | Unpriced]:
    """The storage of an Aurora cluster; its members pay for themselves. Other clusters have no price here."""
    if not engine_family(resource.get("Engine")).startswith("aurora"):
        yield Unpriced(_MULTI_AZ_CLUSTER, "Engine")
        return
    yield from priced(aurora(data_gb(resource, context), None), context.book)
    if (number(resource.get("BackupRetentionPeriod")) or 1) > FREE_BACKUP_DAYS:
        yield Unpriced(_BACKUPS, "BackupRetentionPeriod")
    yield from _old_version(resource, context)
    if describe(resource.get("EngineMode")) == "serverless":
        yield Unpriced(_FIRST_SERVERLESS, "EngineMode")


def _old_version(resource: Resource, context: Context) -> Iterator[Unpriced]:
    """Extended Support of Aurora PostgreSQL, whose versions end about when those of RDS do; the book has no price."""
    version = resource.get("EngineVersion")
    if describe(resource.get("Engine")) != "aurora-postgresql" or not isinstance(version, str):
        return
    if support("postgres", version, context.today) is not Support.STANDARD:
        yield Unpriced(_EXTENDED.format(version=version), "EngineVersion")


def member(resource: Resource, context: Context) -> Iterator[Component | Unpriced]:
    """One instance of a cluster: the first one answers the requests, the others are kept at the least capacity."""
    owners = context.graph.predecessors(node_id(resource), EdgeKind.CONTAINS)
    owner = next((node.resource for node in owners if node.resource is not None), None)
    name = describe(resource.get("DBInstanceClass"))
    if name != SERVERLESS:
        engine = engine_family(resource.get("Engine") or (owner.get("Engine") if owner else None))
        yield from priced(running(Instance(name, engine=engine), load(resource, context).running_hours), context.book)
        return
    least = number(owner.get("ServerlessV2ScalingConfiguration.MinCapacity")) if owner else None
    most = number(owner.get("ServerlessV2ScalingConfiguration.MaxCapacity")) if owner else None
    if owner is None or least is None or most is None:
        yield Unpriced(_CAPACITY_UNKNOWN, "DBClusterIdentifier")
        return
    asked = _asked(resource, owner, context)
    bounds = least, np.inf if context.growing else most
    hours = asked.hours.total(_acus(asked, bounds, context.workload(resource).vcpus_per_acu))
    yield from priced(serverless(hours, least), context.book)


def _asked(resource: Resource, owner: Resource, context: Context) -> DatabaseLoad:
    """The load of the whole cluster for its first member, none for the others; what it does by itself counts once."""
    members = [node.resource for node in context.graph.successors(node_id(owner), EdgeKind.CONTAINS)]
    parts = [load(each, context) for each in (owner, *members) if each is not None]
    first = bool(members) and members[0] is not None and members[0].id == resource.id
    again = last_axis(context.workload(owner).database_idle_vcpu) * (len(parts) - 1)
    asked = np.sum([part.asked for part in parts], axis=0) - again if first else np.zeros_like(parts[0].asked)
    asked = np.where(asked < NO_LOAD, 0.0, asked)
    return DatabaseLoad(asked, parts[0].active, parts[0].hours)


def _acus(asked: DatabaseLoad, bounds: tuple[float, float], vcpus_per_acu: Number) -> Floats:
    """The capacity in each typical hour."""
    least, most = bounds
    awake = np.where(asked.asked > 0, max(least, LEAST_AWAKE), least)
    return np.asarray(np.clip(asked.asked / last_axis(vcpus_per_acu), awake, most) * asked.active)


_MULTI_AZ_CLUSTER = Text(
    en="the price book has no prices for Multi-AZ database clusters",
    es="el libro de precios no tiene precios para clústeres de base de datos Multi-AZ",
)
_BACKUPS = Text(
    en="Aurora charges for backups beyond one day, and the price book has no price for them",
    es="Aurora cobra las copias de más de un día, y el libro de precios no tiene su precio",
)
_EXTENDED = Text(
    en="Aurora PostgreSQL {version} is past its standard support, or not in the calendar, and the price book has no"
    " price for its Extended Support",
    es="Aurora PostgreSQL {version} ya no tiene soporte estándar, o no está en el calendario, y falta el precio de su"
    " soporte extendido en el libro",
)
_FIRST_SERVERLESS = Text(
    en="AWS no longer sells capacity of Aurora Serverless v1",
    es="AWS ya no vende capacidad de Aurora Serverless v1",
)
_CAPACITY_UNKNOWN = Text(
    en="the template does not tell the least and the most capacity of the cluster",
    es="la plantilla no dice la capacidad mínima y la máxima del clúster",
)
