"""What an architecture costs a month for a number of users, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

import numpy as np

from workbook.cost.component import Doubt, Kind, Unsure
from workbook.cost.demand.context import DEFAULT_REGION, NO_PURCHASES, Context, Purchases
from workbook.cost.number import Number
from workbook.cost.prices.book import PriceBook
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import allowances, default_book
from workbook.cost.prices.model import Price
from workbook.cost.pricing import Charge, Floats, Line, cost_arrays, price_lines
from workbook.cost.readers.all import READERS
from workbook.cost.readers.free import free_because
from workbook.cost.readers.undecided import undecided
from workbook.errors import PriceError, WorkloadError
from workbook.graph.model import Graph
from workbook.lang import Text, quantity
from workbook.pace import without_collection
from workbook.template.model import Evidence, Resource
from workbook.workload.load import Usage, default_usage
from workbook.workload.model import Level
from workbook.workload.users import check_users

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that an estimate depends on besides the source and the number of users.

    `today` decides which engine versions are in Extended Support; left out, it is the date of the newest price, so
    that equal prices give equal answers on every day.
    """

    usage: Usage = field(default_factory=default_usage)
    book: PriceBook = field(default_factory=default_book)
    region: str | None = None
    free_tier: FreeTier = FreeTier.ALWAYS_FREE
    today: date | None = None
    growing: bool = False
    purchases: Purchases = NO_PURCHASES

    def context(self, graph: Graph, users: Number, level: Level = Level.LIKELY) -> Context:
        """What the readers may ask in such an estimate.

        Raises:
            PriceError: the book has no prices for the region.
            WorkloadError: the usage names a resource that the source does not have.
        """
        if self.region is not None and self.region not in self.book.regions:
            raise PriceError(_NO_REGION.format(region=repr(self.region), regions=", ".join(self.book.regions)))
        _refuse_strangers(self.usage, graph)
        today = self.today or self.book.dates()[1]
        return Context(graph, self.book, users, self.usage, level, today, self.growing, self.region, self.purchases)


@dataclass(frozen=True, slots=True)
class Gap:
    """A resource, or a part of one, that the estimate leaves out, and why.

    With `counted` it is in the estimate, and the reason is a doubt about its amount.
    """

    owner: Evidence
    type: str
    reason: Text
    counted: bool = False

    @property
    def place(self) -> tuple[str, str, str]:
        """Where it is told, whatever stands there."""
        return self.owner.stack, self.owner.logical_id, self.owner.path


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many resources of a source the estimate covers; `free` ones have no charge of their own."""

    total: int
    metered: int
    free: int
    unsupported: int


@dataclass(frozen=True, slots=True)
class Bill:
    """Everything that a source is charged for under one scenario, before any price."""

    charges: tuple[Charge, ...]
    gaps: tuple[Gap, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Scenarios:
    """What a source is charged for under many scenarios at once, with what each charge costs in USD a month."""

    context: Context
    bill: Bill
    costs: tuple[Floats, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """The lines of one source for one number of users; amounts are USD a month, without tax.

    `low` and `high` enclose the totals under the low and under the high value of every assumption at once; `strained`
    are the doubts that only the high ones raise, such as data that do not fit.
    """

    source: str
    users: int
    region: str
    free_tier: FreeTier
    lines: tuple[Line, ...]
    low: Decimal
    high: Decimal
    gaps: tuple[Gap, ...]
    coverage: Coverage
    today: date
    strained: tuple[Gap, ...] = ()

    @property
    def total(self) -> Decimal:
        """The sum of all lines."""
        return total(self.lines)

    @property
    def prices(self) -> frozenset[Price]:
        """The prices that the lines rest on."""
        return frozenset(line.price for line in self.lines)

    @property
    def per_user(self) -> Decimal:
        """The total for each daily active user."""
        return self.total / self.users

    def of_kind(self, kind: Kind) -> Decimal:
        """The sum of the lines that are fixed, or of those that follow the usage."""
        return total(line for line in self.lines if line.charge.component.kind is kind)

    def gaps_beyond(self, other: Estimate) -> tuple[Gap, ...]:
        """What this estimate leaves out and the other one does not."""
        told = {(gap.place, gap.reason) for gap in other.gaps}
        return tuple(gap for gap in self.gaps if not gap.counted and (gap.place, gap.reason) not in told)

    def largest(self, count: int = 5) -> tuple[Line, ...]:
        """The lines that cost most, the largest first."""
        costly = (line for line in self.lines if line.monthly)
        return tuple(sorted(costly, key=lambda line: line.monthly or ZERO, reverse=True)[:count])


def total(lines: Iterable[Line]) -> Decimal:
    """What some lines cost together, in USD a month; a usage that is not given adds nothing."""
    return sum((line.monthly for line in lines if line.monthly is not None), ZERO)


@without_collection
def estimate(graph: Graph, users: int, settings: Settings | None = None, *, interval: bool = True) -> Estimate:
    """The cost of a source for a number of daily active users.

    Without the interval, which takes most of the time, `low` and `high` are the total, and no doubt is `strained`.

    Raises:
        WorkloadError: the number of users or the usage cannot be used.
        PriceError: the region is unknown, or the book lacks a price for it.
    """
    chosen = settings or Settings()
    context = chosen.context(graph, float(check_users(users)))
    free = allowances(chosen.free_tier)
    likely = bill(context)
    lines = price_lines(likely.charges, chosen.book, free)
    others = [_read_all(context.at_level(level)) for level in (Level.LOW, Level.HIGH)] if interval else []
    totals = [total(lines), *(total(price_lines(charges, chosen.book, free)) for charges, _ in others)]
    told = {gap.place for gap in likely.gaps}
    strained = others[-1][1] if others else []
    return Estimate(
        source=graph.assembly.name,
        users=users,
        region=_region(graph, chosen),
        free_tier=chosen.free_tier,
        lines=lines,
        low=min(totals),
        high=max(totals),
        gaps=likely.gaps,
        coverage=likely.coverage,
        today=context.today,
        strained=tuple(gap for gap in strained if gap.place not in told),
    )


@without_collection
def estimate_many(graph: Graph, users: Floats, settings: Settings | None = None) -> Scenarios:
    """The charges of a source and what each costs for many numbers of users, in one pass.

    Raises:
        WorkloadError: as `estimate`.
        PriceError: as `estimate`.
    """
    chosen = settings or Settings()
    context = chosen.context(graph, users)
    charged = bill(context)
    costs = cost_arrays(charged.charges, chosen.book, allowances(chosen.free_tier))
    return Scenarios(context, charged, tuple(costs))


def bill(context: Context) -> Bill:
    """What every resource that the deployment creates is charged for, in the order of the graph."""
    charges: list[Charge] = []
    gaps: list[Gap] = []
    counts = {"metered": 0, "free": 0, "unsupported": 0}
    for resource in _included(context.graph):
        found, missing = _read(resource, context)
        charges += found
        gaps += [*missing, *_undecided(resource, missing)]
        counts[_standing(found, missing)] += 1
    return Bill(tuple(charges), tuple(gaps), Coverage(sum(counts.values()), **counts))


def _read_all(context: Context) -> tuple[list[Charge], list[Gap]]:
    """The charges of a bill, with what the readers say beside them."""
    found = [_read(resource, context) for resource in _included(context.graph)]
    return [charge for charges, _ in found for charge in charges], [gap for _, gaps in found for gap in gaps]


def _included(graph: Graph) -> Iterator[Resource]:
    """The resources that the deployment creates, in the order of the graph."""
    return (node.resource for node in graph.nodes.values() if node.resource is not None and node.resource.included)


def _read(resource: Resource, context: Context) -> tuple[list[Charge], list[Gap]]:
    reader = READERS.get(resource.type)
    if reader is None:
        known = free_because(resource.type) is not None
        return [], [] if known else [Gap(resource.evidence(), resource.type, _NO_METER)]
    region = context.region(resource)
    charges, gaps = [], []
    for found in reader(resource, context):
        if isinstance(found, Unsure):
            gaps.append(_gap(resource, found))
        elif found.quantity is not None and np.asarray(found.quantity).min() < 0:
            reason = _NEGATIVE.format(name=found.name, number=quantity(float(np.min(found.quantity))))
            gaps.append(Gap(resource.evidence(found.path), resource.type, reason))
        else:
            charges.append(Charge(resource.evidence(found.path), found, region))
    return charges, gaps


def _undecided(resource: Resource, told: list[Gap]) -> list[Gap]:
    """What is priced as if a property were left out, except where the reader itself has said what it makes of it."""
    places = {gap.place for gap in told}
    found = (_gap(resource, each) for each in undecided(resource))
    return [gap for gap in found if gap.place not in places]


def _gap(resource: Resource, found: Unsure) -> Gap:
    return Gap(resource.evidence(found.path), resource.type, found.reason, counted=isinstance(found, Doubt))


def _standing(charges: list[Charge], gaps: list[Gap]) -> str:
    """Whether a resource is charged for, cannot be priced, or costs nothing as it is."""
    if charges:
        return "metered"
    return "free" if all(gap.counted for gap in gaps) else "unsupported"


def _refuse_strangers(usage: Usage, graph: Graph) -> None:
    """A usage for a resource that is not there would change nothing, silently."""
    known = {name for resource in graph.assembly.resources() for name in (str(resource.id), resource.id.logical_id)}
    strangers = [name for name in usage.names if name not in known]
    if strangers:
        raise WorkloadError(*(_stranger(name, known) for name in strangers))


def _stranger(name: str, known: Iterable[str]) -> Text:
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.0)
    return (_NO_RESOURCE if near else _NO_RESOURCES).format(name=repr(name), near=near[0] if near else "")


def _region(graph: Graph, settings: Settings) -> str:
    named = (stack.region for stack in graph.assembly.stacks if stack.region)
    return settings.region or next(named, DEFAULT_REGION)


_NO_METER = Text(en="no meter reads resources of this type", es="ningún medidor lee recursos de este tipo")
_NEGATIVE = Text(
    en="{name}: the template comes to {number}, and nothing can be less than none",
    es="{name}: la plantilla da {number}, y nada puede ser menos que ninguno",
)
_NO_REGION = Text(
    en="the price book has no region {region}; it has {regions}",
    es="el libro de precios no tiene la región {region}; tiene {regions}",
)
_NO_RESOURCE = Text(
    en="the usage names the resource {name}, which the source does not have; the nearest is {near}",
    es="el uso nombra el recurso {name}, que la fuente no tiene; el más parecido es {near}",
)
_NO_RESOURCES = Text(
    en="the usage names the resource {name}, and the source has none",
    es="el uso nombra el recurso {name}, y la fuente no tiene ninguno",
)
