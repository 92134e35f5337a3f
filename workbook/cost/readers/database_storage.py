"""The storage of database instances: what the template allocates, and what autoscaling adds as the data grow."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from workbook.cost.component import Doubt, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.demand.database_facts import Database, data_gb
from workbook.cost.meters.database_storage import grown, volume
from workbook.cost.number import Number
from workbook.cost.readers.priced import priced
from workbook.cost.readers.reader import Found
from workbook.lang import Text, quantity
from workbook.template.model import Resource

LEAST_GROWTH_GIB = 10
FREE_BEFORE_GROWTH = 0.10
"""Autoscaling adds 10 GiB or more when less than a tenth is free (RDS user guide, storage autoscaling)."""


def storage(resource: Resource, facts: Database, context: Context) -> Found:
    """What the storage is charged for, and where the data do not fit into it."""
    disk = facts.volume
    if disk is None:
        yield Unpriced(_SIZE_UNKNOWN, "AllocatedStorage")
        return
    if disk.refusal:
        yield Doubt(disk.refusal, "StorageThroughput" if disk.iops is None else "Iops")
        disk = replace(disk, iops=None, throughput=None)
    yield from priced(volume(disk), context.book)
    if _limit_gib(facts, context) > disk.allocated_gib:
        yield from priced(grown(disk, added_gib(resource, facts, context)), context.book)
    most, limit = float(np.max(data_gb(resource, context))), _limit_gib(facts, context)
    if most > limit:
        yield Doubt(_FULL.format(data=quantity(most), limit=quantity(limit)), "MaxAllocatedStorage")


def added_gib(resource: Resource, facts: Database, context: Context) -> Number:
    """What autoscaling adds: steps of 10 GiB until a tenth is free, up to the limit; nothing without a limit."""
    allocated = facts.volume.allocated_gib if facts.volume else 0.0
    wanted = np.asarray(data_gb(resource, context)) / (1 - FREE_BEFORE_GROWTH) - allocated
    steps = np.ceil(np.maximum(wanted, 0.0) / LEAST_GROWTH_GIB) * LEAST_GROWTH_GIB
    return np.asarray(np.minimum(steps, max(_limit_gib(facts, context) - allocated, 0.0)))


def provisioned_gib(resource: Resource, facts: Database, context: Context) -> Number:
    """The storage that a database has, which is also the amount of backups that is free."""
    if facts.volume is None:
        return 0.0
    return facts.volume.allocated_gib + added_gib(resource, facts, context)


def _limit_gib(facts: Database, context: Context) -> float:
    if context.growing:
        return math.inf
    return facts.limit_gib or (facts.volume.allocated_gib if facts.volume else 0.0)


_SIZE_UNKNOWN = Text(
    en="the template does not tell how much storage the database has, as when it comes from a snapshot",
    es="la plantilla no dice cuánto almacenamiento tiene la base de datos, como cuando viene de una instantánea",
)
_FULL = Text(
    en="{data} GB of data do not fit into the {limit} GiB that the storage may have: raise MaxAllocatedStorage",
    es="{data} GB de datos no caben en los {limit} GiB que puede tener el almacenamiento: suba MaxAllocatedStorage",
)
