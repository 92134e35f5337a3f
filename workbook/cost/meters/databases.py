"""What databases on RDS cost besides their storage: hours, reservations, CPU credits, old versions, proxies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from workbook.cost.component import Component, Kind
from workbook.cost.number import HOURS_PER_MONTH, Number
from workbook.lang import Text

PROXY_LEAST_VCPUS = 2
"""A proxy is billed for at least two vCPUs of the database behind it (RDS Proxy pricing page)."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A database instance: its class with the `db.` prefix, and whether a standby waits in another zone."""

    instance_class: str
    multi_az: bool = False
    engine: str = "postgres"

    @property
    def price(self) -> str:
        """The key of its hourly price: instance and standby of Multi-AZ have one price of their own."""
        return f"rds.instance.{self.engine}.{self.instance_class}.{zones(multi_az=self.multi_az)}"


class Commitment(StrEnum):
    """How long a database is reserved and how much of that is paid at once."""

    ONE_YEAR_NO_UPFRONT = "1yr-no-upfront"
    ONE_YEAR_PARTIAL_UPFRONT = "1yr-partial-upfront"
    THREE_YEARS_NO_UPFRONT = "3yr-no-upfront"
    THREE_YEARS_PARTIAL_UPFRONT = "3yr-partial-upfront"

    @property
    def months(self) -> int:
        """The months of the term."""
        return 12 if self.value.startswith("1yr") else 36

    @property
    def upfront(self) -> bool:
        """Whether a part is paid at once."""
        return self.value.endswith("partial-upfront")


def zones(*, multi_az: bool) -> str:
    """The last part of the keys of prices that differ for Multi-AZ."""
    return "multi" if multi_az else "single"


def running(
    instance: Instance, hours: Number = HOURS_PER_MONTH, path: str = "DBInstanceClass", *, stopped: bool = False
) -> Iterator[Component]:
    """The hours in which the database runs; Multi-AZ is one price for both nodes, never twice the single one.

    `stopped` says that something stops it at times, so that the formula tells what is still paid then.
    """
    yield Component(
        name=_MULTI if instance.multi_az else _SINGLE,
        price=instance.price,
        quantity=hours,
        kind=Kind.FIXED,
        formula=_STOPPED if stopped else _RUNNING,
        terms={"hours": hours, "class": instance.instance_class},
        path=path,
    )


def reserved(
    instance: Instance,
    commitment: Commitment,
    hours: Number = HOURS_PER_MONTH,
    count: Number = 1.0,
    path: str = "DBInstanceClass",
) -> Iterator[Component]:
    """Reserved databases: all hours of a month are paid, running or not, and the upfront part by the month."""
    paid, months = count * hours, commitment.months
    key = reserved_price(instance, commitment)
    yield Component(_RESERVED, f"{key}.hour", paid, Kind.FIXED, _RESERVED_HOURS, {"hours": paid}, path)
    if commitment.upfront:
        yield Component(_UPFRONT, f"{key}.upfront", count / months, Kind.FIXED, _AMORTISED, {"months": months}, path)


def reserved_price(instance: Instance, commitment: Commitment) -> str:
    """The key that the prices of a reservation begin with."""
    return f"{instance.price}.reserved-{commitment}"


def credit_price(family: str) -> str:
    """The key of the price of CPU credits for a family of burstable classes, such as t4g."""
    return f"rds.credits.{family}"


def cpu_credits(family: str, surplus_vcpu_hours: Number, path: str = "DBInstanceClass") -> Iterator[Component]:
    """CPU credits of a burstable class: the vCPU hours used above the baseline of the class."""
    yield Component(
        name=_CREDITS,
        price=credit_price(family),
        quantity=surplus_vcpu_hours,
        kind=Kind.USAGE,
        formula=_SURPLUS,
        terms={"surplus": surplus_vcpu_hours},
        path=path,
    )


def extended_support(
    vcpus: Number, hours: Number, *, multi_az: bool, third_year: bool, path: str = "EngineVersion"
) -> Iterator[Component]:
    """The price of a version past its standard support, per vCPU hour; the standby pays as well."""
    counted = vcpus * (2 if multi_az else 1)
    yield Component(
        name=_EXTENDED,
        price=f"rds.extended-support.{'year-3' if third_year else 'year-1-2'}",
        quantity=counted * hours,
        kind=Kind.FIXED,
        formula=_VCPU_HOURS,
        terms={"vcpus": counted, "hours": hours},
        path=path,
    )


def proxy(database_vcpus: int, hours: Number = HOURS_PER_MONTH, path: str = "") -> Iterator[Component]:
    """A proxy: the vCPUs of the database behind it, two at least, per hour."""
    counted = max(database_vcpus, PROXY_LEAST_VCPUS)
    yield Component(
        _PROXY, "rds.proxy", counted * hours, Kind.FIXED, _VCPU_HOURS, {"vcpus": counted, "hours": hours}, path
    )


def serverless(acu_hours: Number, least_acus: float, path: str = "") -> Iterator[Component]:
    """Aurora Serverless v2: hours of capacity units, fixed up to the least capacity and following the load above."""
    floor = np.minimum(np.asarray(acu_hours), least_acus * HOURS_PER_MONTH)
    yield Component(_LEAST, "aurora.acu-hour", floor, Kind.FIXED, _ACU_HOURS, {"hours": floor}, path)
    above = acu_hours - floor
    yield Component(_ABOVE, "aurora.acu-hour", above, Kind.USAGE, _ACU_HOURS, {"hours": above}, path)


_SINGLE = Text(en="database instance", es="instancia de base de datos")
_MULTI = Text(
    en="database instance with a standby (Multi-AZ)", es="instancia de base de datos con réplica en espera (Multi-AZ)"
)
_RUNNING = Text(en="{hours} h a month as {class}", es="{hours} h al mes como {class}")
_STOPPED = Text(
    en="{hours} h a month running as {class}; while stopped it pays for its storage and backups only, and AWS starts "
    "it again after seven days",
    es="{hours} h al mes en marcha como {class}; detenida solo paga su almacenamiento y sus copias, y AWS "
    "la arranca de nuevo a los siete días",
)
_RESERVED = Text(en="reserved database instance", es="instancia de base de datos reservada")
_RESERVED_HOURS = Text(
    en="{hours} h a month: every hour of the term is paid, running or stopped",
    es="{hours} h al mes: se paga cada hora del plazo, en marcha o detenida",
)
_UPFRONT = Text(en="upfront part of the reservation", es="pago inicial de la reserva")
_AMORTISED = Text(
    en="paid once and spread over the {months} months of the term",
    es="se paga una vez y se reparte entre los {months} meses del plazo",
)
_CREDITS = Text(en="CPU credits above the baseline", es="créditos de CPU por encima del nivel de referencia")
_SURPLUS = Text(
    en="{surplus} vCPU hours a month above what the class earns over 24 hours",
    es="{surplus} horas de vCPU al mes por encima de lo que la clase gana en 24 horas",
)
_EXTENDED = Text(en="Extended Support of an old version", es="soporte extendido de una versión antigua")
_VCPU_HOURS = Text(en="{vcpus} vCPU × {hours} h a month", es="{vcpus} vCPU × {hours} h al mes")
_PROXY = Text(en="database proxy", es="proxy de base de datos")
_LEAST = Text(en="least capacity of Aurora Serverless v2", es="capacidad mínima de Aurora Serverless v2")
_ABOVE = Text(en="capacity of Aurora Serverless v2 for the load", es="capacidad de Aurora Serverless v2 por la carga")
_ACU_HOURS = Text(
    en="{hours} hours of capacity units (ACU) a month", es="{hours} horas de unidades de capacidad (ACU) al mes"
)
