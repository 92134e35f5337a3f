"""Machines and tasks by typical hour: those that are there whatever the load, and those that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbook.cost.component import Doubt
from workbook.cost.demand.context import Context
from workbook.cost.number import SECONDS_PER_HOUR, Number
from workbook.lang import Text, quantity
from workbook.template.model import Resource
from workbook.workload.day import last_axis
from workbook.workload.traffic import Hours

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Hourly:
    """How many run in each typical hour: at least, and with what the load adds.

    `wanted` is how many the load asks for, whether or not so many may run.
    """

    hours: Hours
    least: Floats
    count: Floats
    wanted: Floats

    @property
    def fixed_hours(self) -> Number:
        """Hours a month that run without any user, over all of them."""
        return self.hours.total(self.least)

    @property
    def usage_hours(self) -> Number:
        """Hours a month that the load adds, over all of them."""
        return self.hours.total(self.count - self.least)

    @property
    def short_hours(self) -> Number:
        """The hours a month in which the load asks for more than may run."""
        return self.hours.total((self.wanted > self.count).astype(np.float64))


def shortage(found: Hourly, path: str) -> Iterator[Doubt]:
    """That fewer may run than the load asks for, so that the price is that of a design which falls behind."""
    hours = float(np.max(found.short_hours))
    if hours > 0:
        most, wanted = (quantity(float(np.max(each))) for each in (found.count, found.wanted))
        yield Doubt(_SHORT.format(hours=quantity(hours), wanted=wanted, most=most, path=path), path)


def by_cpu(resource: Resource, vcpus: float, used: float | None, context: Context) -> Floats:
    """How many the requests of each hour ask for, where each has so many vCPUs and may use that part of them, 0 to 1.

    Where no policy says which part, it is that of the assumptions.
    """
    workload = context.workload(resource)
    part = last_axis(workload.cpu_target_share) if used is None else used
    per_second = context.requests(resource).api_requests_by_hour / SECONDS_PER_HOUR
    answered = last_axis(workload.requests_per_second_per_vcpu) * vcpus * part
    return np.asarray(per_second / answered)


def whole(wanted: Floats) -> Floats:
    """Rounded up to whole ones; a hair above a whole number is the noise of binary fractions.

    >>> whole(np.array([0.2, 2.0000000000001, 2.1])).tolist()
    [1.0, 2.0, 3.0]
    """
    return np.asarray(np.ceil(wanted - 1e-9))


_SHORT = Text(
    en="in {hours} h a month the load asks for up to {wanted} at a time and {most} may run: the price is that of a"
    " service that does not answer in time, so raise {path}",
    es="en {hours} h al mes la carga pide hasta {wanted} a la vez y pueden funcionar {most}: el precio es el de un"
    " servicio que no responde a tiempo, así que suba {path}",
)
