"""Look for the cheapest sound combination of choices: every set of them is made in the template and priced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import chain, combinations

from workbook.cost.estimate import Estimate, Settings, estimate
from workbook.cost.whatif.changes.all import ALTERNATIVES
from workbook.cost.whatif.changes.draft import Draft
from workbook.cost.whatif.changes.model import Alternative
from workbook.cost.whatif.guarantees import given_up, guarantees
from workbook.cost.whatif.weigh import Source, left_in
from workbook.errors import PriceError
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.edit import Edit
from workbook.workload.traffic import Hours, typical_hours

SOUND = (
    "one-nat",
    "single-az",
    "smaller-database",
    "smaller-tasks",
    "insights-off",
    "scaling-by-the-minute",
    "logs-7-days",
)
"""What a first stage may give up: none of these opens a door, asks for somebody's hands, or leaves users outside.

The others are no savings, or are refused: endpoints (nothing outside AWS in reach), a NAT instance (patched by hand),
public tasks (against the brief), Spot (an interrupted service), stopping at night (nobody can work then), and what
must be bought ahead, for which a first stage is too uncertain.
"""


@dataclass(frozen=True, slots=True)
class Combination:
    """Some choices made together, with what they come to."""

    alternatives: tuple[Alternative, ...]
    estimate: Estimate
    graph: Graph

    @property
    def total(self) -> Decimal:
        """USD a month."""
        return self.estimate.total


@dataclass(frozen=True, slots=True)
class Best:
    """The cheapest sound combination for a source, reached step by step; the first step is the source as it is.

    `hours` are the typical hours of the month that its guarantees are read in.
    """

    steps: tuple[Combination, ...]
    hours: Hours

    @property
    def before(self) -> Combination:
        """The source as it is."""
        return self.steps[0]

    @property
    def found(self) -> Combination:
        """The source with every choice of the cheapest combination."""
        return self.steps[-1]

    @property
    def gives_up(self) -> tuple[Text, ...]:
        """What the whole combination guarantees less than the source."""
        return given_up(guarantees(self.before.graph, self.hours), guarantees(self.found.graph, self.hours))

    def saved(self) -> tuple[tuple[Alternative, Decimal, Decimal], ...]:
        """Each choice in its order, with what it saves after those before it and the total then, in USD a month."""
        pairs = zip(self.steps, self.steps[1:], strict=False)
        return tuple((after.alternatives[-1], before.total - after.total, after.total) for before, after in pairs)


def combine(source: Source, alternatives: Sequence[Alternative], users: int, settings: Settings) -> Combination:
    """Some choices made together in one template; those that the source gives no room for change nothing."""
    return _combined(source, source.edited(()), alternatives, users, settings)


def _combined(
    source: Source,
    graph: Graph,
    alternatives: Sequence[Alternative],
    users: int,
    settings: Settings,
    *,
    interval: bool = True,
) -> Combination:
    edits = [edit for alternative in alternatives for edit in edits_of(graph, alternative)]
    changed = source.edited(edits) if edits else graph
    priced = estimate(changed, users, replace(settings, usage=left_in(settings.usage, changed)), interval=interval)
    return Combination(tuple(alternatives), priced, changed)


def edits_of(graph: Graph, alternative: Alternative) -> tuple[Edit, ...]:
    """What a choice changes in the template behind a graph; nothing where there is no room for it."""
    draft = Draft(graph)
    return tuple(draft.edits) if alternative.change(draft) is None else ()


def best(source: Source, users: int, settings: Settings | None = None, names: Sequence[str] = SOUND) -> Best:
    """The cheapest of all sets of the sound choices; of equally cheap ones, the one that gives up least.

    Raises:
        WorkloadError: the number of users or the usage cannot be used.
        PriceError: the region is unknown, or the book lacks a price of the source.
    """
    graph, chosen = source.edited(()), settings or Settings()
    known = {each.id: each for each in ALTERNATIVES}
    possible = [known[name] for name in names if edits_of(graph, known[name])]

    together = partial(_combined, source, graph, users=users, settings=chosen)
    before = together(())
    # One at a time: each holds the graph of a whole architecture.
    sets = _priced(before, together, _sets(possible))
    cheapest = min(chain([before], sets), key=lambda found: (round(found.total, 6), len(found.alternatives)))
    steps = [together(cheapest.alternatives[:count]) for count in range(1, len(cheapest.alternatives) + 1)]
    return Best((before, *steps), typical_hours(chosen.usage.likely))


def _priced(
    before: Combination,
    together: Callable[..., Combination],
    sets: Iterable[tuple[Alternative, ...]],
) -> Iterator[Combination]:
    """The sets, the smaller first, that can be reached choice by choice without a price that the book lacks."""
    closed: set[tuple[str, ...]] = set()
    for each in sets:
        names = tuple(alternative.id for alternative in each)
        try:
            # What a choice asks of the book at any level, it asks when it is tried alone.
            found = None if names[:-1] in closed else together(each, interval=len(each) == 1)
        except PriceError:
            found = None
        if found is None or found.estimate.gaps_beyond(before.estimate):
            closed.add(names)
        else:
            yield found


def _sets(alternatives: Sequence[Alternative]) -> Iterator[tuple[Alternative, ...]]:
    for count in range(1, len(alternatives) + 1):
        yield from combinations(alternatives, count)
