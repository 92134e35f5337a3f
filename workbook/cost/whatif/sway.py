"""How far each assumption alone moves the total: which of them are worth a measurement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from workbook.cost.estimate import Settings, estimate
from workbook.graph.model import Graph
from workbook.workload.load import Values
from workbook.workload.model import Assumption


@dataclass(frozen=True, slots=True)
class Sway:
    """One assumption, and the total at its low and at its high value while all others keep their likely one."""

    assumption: Assumption
    low: Decimal
    high: Decimal

    @property
    def width(self) -> Decimal:
        """USD a month between the two totals."""
        return self.high - self.low


def sways(graph: Graph, users: int, settings: Settings | None = None) -> tuple[Sway, ...]:
    """Every assumption that moves the total of a source, the one that moves it most first.

    Raises:
        WorkloadError: the number of users or the usage cannot be used.
        PriceError: the region is unknown, or the book lacks a price for it.
    """
    chosen = settings or Settings()
    found = (each for each in _each_alone(graph, users, chosen) if each.width)
    return tuple(sorted(found, key=lambda each: (-each.width, each.assumption.key)))


def _each_alone(graph: Graph, users: int, settings: Settings) -> Iterator[Sway]:
    likely = {key: replace(each, low=each.likely, high=each.likely) for key, each in settings.usage.common.items()}
    for key, each in settings.usage.common.items():
        if each.low != each.high:
            found = estimate(graph, users, _with(settings, {**likely, key: each}))
            yield Sway(each, found.low, found.high)


def _with(settings: Settings, common: Values) -> Settings:
    return replace(settings, usage=replace(settings.usage, common=common))
