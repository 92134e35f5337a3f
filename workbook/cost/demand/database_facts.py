"""What a template says of a database: engine, class, zones and storage, with the defaults of AWS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from workbook.cost.demand.context import Context
from workbook.cost.meters.database_storage import Volume
from workbook.cost.meters.databases import Instance
from workbook.cost.number import Number
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.graph.queries import stands_alone
from workbook.template.model import Reference, Resource, Unknown, Value, describe
from workbook.template.scalars import flag, number

INSTANCE, CLUSTER = "AWS::RDS::DBInstance", "AWS::RDS::DBCluster"

DEFAULT_STORAGE = "gp3"
"""What RDS chooses where neither a storage type nor IOPS are given (RDS API reference, StorageType)."""


@dataclass(frozen=True, slots=True)
class Database:
    """A database as its template has it; a size of None is known only to the deployment.

    `engine` is the family of the engine, such as `postgres` or `oracle`, and `limit_gib` how far storage may grow.
    """

    engine: str
    version: str
    instance_class: str | None
    multi_az: bool
    volume: Volume | None
    limit_gib: float | None

    @property
    def instance(self) -> Instance | None:
        """What the meter of instances takes."""
        return Instance(self.instance_class, self.multi_az, self.engine) if self.instance_class else None


def read_database(resource: Resource, graph: Graph) -> Database:
    """The facts of a database instance; a read replica has those of its source where it says nothing else."""
    source = replicated(resource, graph)

    def value(name: str) -> Value:
        own = resource.get(name)
        return source.get(name) if own is None and source is not None else own

    multi_az = flag(resource.get("MultiAZ")) or False
    return Database(
        engine=engine_family(value("Engine")),
        version=_told(value("EngineVersion")) or "",
        instance_class=_told(value("DBInstanceClass")),
        multi_az=multi_az,
        volume=_volume(value, engine_family(value("Engine")), multi_az=multi_az),
        limit_gib=number(value("MaxAllocatedStorage")),
    )


def engine_family(engine: Value) -> str:
    """The family of an engine: `oracle` of `oracle-ee`; the two of Aurora stay apart."""
    name = describe(engine).lower()
    return name if name.startswith("aurora") else name.partition("-")[0]


def replicated(resource: Resource, graph: Graph) -> Resource | None:
    """The database that this one is a read replica of, where the source declares it."""
    for edge in graph.incoming(node_id(resource), EdgeKind.WRITES):
        if edge.note == "replication":
            return graph.nodes[edge.source].resource
    return None


def standalone(graph: Graph) -> tuple[Resource, ...]:
    """The instances that belong to no cluster."""
    return tuple(each for each in graph.resources(INSTANCE) if stands_alone(each))


def data_gb(resource: Resource, context: Context) -> Number:
    """The data in a database, in GB: databases that are no copies of another share what the users leave behind."""
    firsts = [each for each in standalone(context.graph) if each.get("SourceDBInstanceIdentifier") is None]
    holders = len(firsts) + len(context.graph.resources(CLUSTER))
    workload = context.workload(resource)
    users = np.asarray(context.traffic(resource).users)
    grown = workload.data_gb_per_user_month * users * workload.months_of_data
    return (workload.data_gb_initial + grown) / max(holders, 1)


def _volume(value: Callable[[str], Value], engine: str, *, multi_az: bool) -> Volume | None:
    allocated, iops = number(value("AllocatedStorage")), number(value("Iops"))
    if allocated is None:
        return None
    kind = _told(value("StorageType")) or (DEFAULT_STORAGE if iops is None else "io1")
    return Volume(allocated, kind, multi_az, iops, number(value("StorageThroughput")), engine)


def _told(value: Value) -> str | None:
    """A text that the template tells in full; None for one that only the deployment knows."""
    if value is None or isinstance(value, Unknown | Reference) or "${" in describe(value):
        return None
    return describe(value)
