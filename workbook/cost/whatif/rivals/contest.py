"""A design beside its rivals: what each costs for some numbers of users, and what each guarantees less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.cost.estimate import Estimate, Settings, estimate
from workbook.cost.whatif.availability import Availability, of_api, of_pages
from workbook.cost.whatif.guarantees import Guarantees, given_up, guarantees
from workbook.cost.whatif.rivals.rivals import Priced, Rival, Size, price
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.workload.traffic import typical_hours


@dataclass(frozen=True, slots=True)
class Entry:
    """One rival with an estimate for each number of users, and what it gives up against the design."""

    rival: Rival
    estimates: tuple[Estimate, ...]
    api: Availability
    gives_up: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """A design with its estimates and promises, and its rivals at the sizes of a profile."""

    size: Size
    estimates: tuple[Estimate, ...]
    api: Availability
    pages: Availability
    entries: tuple[Entry, ...]

    @property
    def all_estimates(self) -> tuple[Estimate, ...]:
        """Those of the design, then those of every rival."""
        return self.estimates + tuple(each for entry in self.entries for each in entry.estimates)


def contest(graph: Graph, users: Sequence[int], settings: Settings | None = None) -> Contest:
    """A design against every rival; the rivals have the sizes of `starter` where that is the design.

    Raises:
        WorkloadError: a number of users or the usage cannot be used.
        PriceError: the region is unknown, or the book lacks a price for it.
    """
    size = Size.STARTER if graph.assembly.profile == Size.STARTER else Size.STANDARD
    hours = typical_hours((settings or Settings()).usage.likely)
    own = tuple(estimate(graph, number, settings) for number in users)
    priced = [price(number, settings, size) for number in users]
    entries = _entries(priced, guarantees(graph, hours))
    return Contest(size, own, of_api(graph), of_pages(graph), tuple(entries))


def _entries(priced: Sequence[Sequence[Priced]], own: Guarantees) -> Iterator[Entry]:
    for each in zip(*priced, strict=True):
        estimates = tuple(one.estimate for one in each)
        lost = (*given_up(own, each[0].guarantees), *each[0].rival.lacks)
        yield Entry(each[0].rival, estimates, each[0].availability, lost)
