"""What the storage of databases costs: volumes, provisioned IOPS and throughput, and Aurora's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.cost.component import Component, Kind
from workbook.cost.meters.databases import zones
from workbook.cost.number import Number
from workbook.errors import PriceError
from workbook.lang import Text

STORAGE = Text(en="database storage", es="almacenamiento de la base de datos")
GROWN = Text(en="storage added by autoscaling", es="almacenamiento añadido por el autoescalado")
"""The names of the two parts, by which the steps of a sweep find them again."""

SMALL = (3000, 125)
LARGE = (12_000, 500)
"""IOPS and MiB/s that gp3 includes below and from the size at which volumes are striped (RDS user guide, gp3)."""

STRIPED_FROM_GIB = {"oracle": 200}
"""The size from which RDS stripes gp3 over four volumes, where it is not 400 GiB; below it nothing can be added."""

UNSTRIPED = frozenset({"sqlserver"})
"""Engines that never stripe, so that more can be added at any size."""


@dataclass(frozen=True, slots=True)
class Volume:
    """The storage of a database: GiB allocated, and the IOPS and MiB/s asked for, None where nothing is.

    `kind` is the storage type of RDS: gp2, gp3, io1. `engine` is the family: postgres, mysql, oracle, sqlserver.
    """

    allocated_gib: float
    kind: str = "gp3"
    multi_az: bool = False
    iops: float | None = None
    throughput: float | None = None
    engine: str = "postgres"

    @property
    def striped_from(self) -> int:
        """The size in GiB from which gp3 includes more and lets more be added."""
        return STRIPED_FROM_GIB.get(self.engine, 400)

    @property
    def included(self) -> tuple[int, int]:
        """The IOPS and MiB/s that gp3 of this size includes."""
        striped = self.engine not in UNSTRIPED and self.allocated_gib >= self.striped_from
        return LARGE if striped else SMALL

    @property
    def refusal(self) -> Text | None:
        """Why RDS refuses this volume, in one sentence; None where it does not."""
        iops, throughput = self.included
        raised = (self.iops or 0) > iops or (self.throughput or 0) > throughput
        fixed = self.engine not in UNSTRIPED and self.allocated_gib < self.striped_from
        if self.kind != "gp3" or not raised or not fixed:
            return None
        return _NOT_RAISABLE.format(
            asked=_asked(self),
            allocated=f"{self.allocated_gib:g}",
            iops=iops,
            throughput=throughput,
            striped=self.striped_from,
        )


def volume(storage: Volume, path: str = "AllocatedStorage") -> Iterator[Component]:
    """The allocated storage and what is provisioned beyond the included performance.

    Raises:
        PriceError: RDS does not let a gp3 volume of this size have more IOPS or throughput.
    """
    if storage.refusal:
        raise PriceError(storage.refusal)
    where = zones(multi_az=storage.multi_az)
    gib = storage.allocated_gib
    yield Component(STORAGE, f"rds.storage.{storage.kind}.{where}", gib, Kind.FIXED, _ALLOCATED, {"gib": gib}, path)
    yield from _performance(storage, where)


def grown(storage: Volume, added_gib: Number, path: str = "MaxAllocatedStorage") -> Iterator[Component]:
    """The storage that autoscaling adds as the data grow; RDS never takes it away again."""
    yield Component(
        name=GROWN,
        price=f"rds.storage.{storage.kind}.{zones(multi_az=storage.multi_az)}",
        quantity=added_gib,
        kind=Kind.USAGE,
        formula=_ADDED,
        terms={"gib": added_gib},
        path=path,
    )


def aurora(data_gb: Number | None, io_requests: Number | None, path: str = "") -> Iterator[Component]:
    """The storage of an Aurora cluster, which follows the data, and its I/O requests."""
    held = {} if data_gb is None else {"gb": data_gb}
    yield Component(STORAGE, "aurora.storage", data_gb, Kind.USAGE, _DATA if held else _NOT_GIVEN, held, path)
    asked = {} if io_requests is None else {"requests": io_requests}
    yield Component(_IO, "aurora.io", io_requests, Kind.USAGE, _REQUESTS if asked else _NOT_GIVEN, asked, path)


def _performance(storage: Volume, where: str) -> Iterator[Component]:
    if storage.kind == "gp3":
        included = storage.included
    elif storage.kind.startswith("io"):
        included = (0, 0)
    else:
        return
    for name, unit, asked, free in (
        (_IOPS, "iops", storage.iops, included[0]),
        (_THROUGHPUT, "throughput", storage.throughput, included[1]),
    ):
        extra = (asked or 0) - free
        if extra > 0:
            yield Component(
                name,
                f"rds.{unit}.{storage.kind}.{where}",
                extra,
                Kind.FIXED,
                _EXTRA,
                {"asked": asked or 0, "included": free},
                "Iops" if unit == "iops" else "StorageThroughput",
            )


def _asked(storage: Volume) -> Text:
    parts = [f"{amount:g} {unit}" for amount, unit in ((storage.iops, "IOPS"), (storage.throughput, "MiB/s")) if amount]
    return Text(en=" and ".join(parts), es=" y ".join(parts))


_ALLOCATED = Text(
    en="{gib} GiB allocated, used or not, running or stopped",
    es="{gib} GiB asignados, usados o no, en marcha o detenida",
)
_IOPS = Text(en="IOPS above those included", es="IOPS por encima de las incluidas")
_THROUGHPUT = Text(en="throughput above that included", es="rendimiento por encima del incluido")
_ADDED = Text(
    en="{gib} GiB above the allocated storage, as the data outgrow it; it never shrinks",
    es="{gib} GiB por encima del almacenamiento asignado, porque los datos lo superan; nunca se reduce",
)
_EXTRA = Text(en="{asked} asked for less {included} included", es="{asked} menos {included} incluidos")
_IO = Text(en="I/O requests of Aurora", es="peticiones de E/S de Aurora")
_DATA = Text(en="{gb} GB of data", es="{gb} GB de datos")
_REQUESTS = Text(en="{requests} I/O requests a month", es="{requests} peticiones de E/S al mes")
_NOT_GIVEN = Text(en="the usage is not given", es="el uso no se indica")
_NOT_RAISABLE = Text(
    en="the database asks for {asked} on {allocated} GiB of gp3, where RDS includes {iops} IOPS and {throughput} MiB/s "
    "and lets nothing be added below {striped} GiB: leave both out, or allocate {striped} GiB or more",
    es="la base de datos pide {asked} en {allocated} GiB de gp3, donde RDS incluye {iops} IOPS y {throughput} MiB/s y "
    "no deja añadir nada por debajo de {striped} GiB: quite ambos valores o asigne {striped} GiB o más",
)
