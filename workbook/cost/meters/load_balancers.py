"""What load balancers cost: the hours, and capacity units (LCU) as the largest of four dimensions, hour by hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from workbook.cost.component import Component, Kind
from workbook.cost.meters.addresses import in_use
from workbook.cost.number import HOURS_PER_MONTH, Number
from workbook.lang import Text, same

FREE_RULES = 10
"""Rules of an application load balancer that are not counted as evaluations."""


@dataclass(frozen=True, slots=True)
class UnitSize:
    """How much of each dimension one capacity unit holds for an hour (Elastic Load Balancing pricing page)."""

    new_connections_per_second: float
    active_connections: float
    gb_per_hour: float
    rule_evaluations_per_second: float


APPLICATION = UnitSize(25, 3_000, 1, 1_000)
NETWORK = UnitSize(800, 100_000, 1, np.inf)


LAMBDA_GB_PER_HOUR = 0.4
"""The GB of Lambda targets that one unit of an application load balancer holds for an hour (ELB pricing page)."""


@dataclass(frozen=True, slots=True)
class LoadBalancer:
    """A load balancer: application or network, with the public addresses that it has, one in each zone."""

    application: bool = True
    public_addresses: int = 0

    @property
    def key(self) -> str:
        """The first part of the keys of its prices."""
        return "alb" if self.application else "nlb"

    @property
    def unit(self) -> UnitSize:
        """What one of its capacity units holds."""
        return APPLICATION if self.application else NETWORK


@dataclass(frozen=True, slots=True)
class BalancerLoad:
    """What passes a load balancer in an hour, or in each of many hours along the last axis.

    `requests_per_second` and `rules` make the rule evaluations, of which ten rules are free.
    """

    new_connections_per_second: Number = 0.0
    active_connections: Number = 0.0
    gb_per_hour: Number = 0.0
    requests_per_second: Number = 0.0
    rules: int = 0
    rule_evaluations_per_second: Number = 0.0


def hours(balancer: LoadBalancer, running: Number = HOURS_PER_MONTH, path: str = "") -> Iterator[Component]:
    """The hours of a load balancer and of its public addresses."""
    name = _APPLICATION if balancer.application else _NETWORK
    yield Component(name, f"{balancer.key}.hour", running, Kind.FIXED, _HOURS, {"hours": running}, path)
    if balancer.public_addresses:
        yield from in_use(balancer.public_addresses, running, path=path)


def weight_of_bytes(to_lambda: float) -> float:
    """How much more each byte weighs where this part of the requests, 0 to 1, goes to Lambda functions.

    >>> weight_of_bytes(0), weight_of_bytes(1)
    (1.0, 2.5)
    """
    return 1.0 - to_lambda + to_lambda * APPLICATION.gb_per_hour / LAMBDA_GB_PER_HOUR


def capacity_units(load: BalancerLoad, unit: UnitSize = APPLICATION) -> Number:
    """The capacity units of each hour: the largest of the four dimensions.

    >>> float(capacity_units(BalancerLoad(1, 120, 300 * 3600 / 1e6, 5, 60)))
    1.08
    """
    evaluations = load.requests_per_second * max(load.rules - FREE_RULES, 0) + load.rule_evaluations_per_second
    dimensions = (
        load.new_connections_per_second / unit.new_connections_per_second,
        load.active_connections / unit.active_connections,
        load.gb_per_hour / unit.gb_per_hour,
        evaluations / unit.rule_evaluations_per_second,
    )
    largest = dimensions[0]
    for dimension in dimensions[1:]:
        largest = np.maximum(largest, dimension)
    return largest


def units(balancer: LoadBalancer, unit_hours: Number | None, path: str = "") -> Iterator[Component]:
    """The capacity unit hours of a month; None where the load is not known."""
    name = _LCU if balancer.application else _NLCU
    yield Component(
        name=name,
        price=f"{balancer.key}.lcu",
        quantity=unit_hours,
        kind=Kind.USAGE,
        formula=_UNITS,
        terms={"units": same("?") if unit_hours is None else unit_hours},
        path=path,
    )


_APPLICATION = Text(en="application load balancer", es="balanceador de aplicación")
_NETWORK = Text(en="network load balancer", es="balanceador de red")
_HOURS = Text(en="{hours} h a month", es="{hours} h al mes")
_LCU = Text(en="load balancer capacity units", es="unidades de capacidad del balanceador")
_NLCU = Text(en="network load balancer capacity units", es="unidades de capacidad del balanceador de red")
_UNITS = Text(
    en="the largest of four dimensions in each hour, over the month: {units} unit hours",
    es="la mayor de cuatro dimensiones en cada hora, a lo largo del mes: {units} horas de unidad",
)
