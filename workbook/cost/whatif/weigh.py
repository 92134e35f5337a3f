"""Price other choices: each is made in the template, and read by the same meters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from workbook.cost.demand.context import NO_PURCHASES, Purchases
from workbook.cost.demand.task_facts import SERVICE, run_by, task_size
from workbook.cost.estimate import Estimate, Gap, Settings, estimate
from workbook.cost.whatif.break_even import break_even
from workbook.cost.whatif.changes.all import ALTERNATIVES
from workbook.cost.whatif.changes.draft import Draft
from workbook.cost.whatif.changes.model import Alternative
from workbook.cost.whatif.guarantees import given_up, guarantees
from workbook.errors import PriceError
from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.lang import Text, quantity
from workbook.template.edit import Edit, load_edited
from workbook.workload.load import Usage
from workbook.workload.traffic import typical_hours


@dataclass(frozen=True, slots=True)
class Source:
    """Where an architecture is read from: a path, or the committed snapshot of a profile."""

    path: str | Path | None = None
    profile: str | None = None

    def edited(self, edits: Sequence[Edit]) -> Graph:
        """The graph with some edits made."""
        return build_graph(load_edited(*edits, source=self.path, profile=self.profile))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A choice with what it costs; `refused` says why the source gives no room for it.

    `gives_up` are the sentences that a comparison of both architectures comes to, and `mends` those that the source
    comes to against the choice.
    """

    alternative: Alternative
    before: Estimate
    after: Estimate | None = None
    graph: Graph | None = None
    refused: Text | None = None
    gives_up: tuple[Text, ...] = ()
    mends: tuple[Text, ...] = ()

    @property
    def saving(self) -> Decimal | None:
        """What the choice saves in USD a month; negative where it costs more."""
        return None if self.after is None else self.before.total - self.after.total


def weigh(
    source: Source,
    users: int,
    settings: Settings | None = None,
    alternatives: Sequence[Alternative] = ALTERNATIVES,
) -> tuple[Weighed, ...]:
    """Every alternative for a source, in the order given.

    Raises:
        WorkloadError: the number of users or the usage cannot be used.
        PriceError: the region is unknown, or the book lacks a price for it.
    """
    graph = source.edited(())
    chosen = settings or Settings()
    before = estimate(graph, users, chosen)
    return tuple(_weighed(each, source, graph, before, chosen) for each in alternatives)


def _worth(bought: Purchases, graph: Graph, settings: Settings) -> Iterator[Text]:
    """From which part of the hours on a Savings Plan costs no more than tasks on demand, for each size of task."""
    if not bought.savings_plan:
        return
    context = settings.context(graph, 1.0)
    shares = set()
    for service in graph.resources(SERVICE):
        task = run_by(service, graph)
        size = None if task is None else task_size(task)
        if size is not None:
            shares.add(break_even(settings.book, context.region(service), size, bought.savings_plan))
    for share in sorted(share for share in shares if share is not None):
        yield _PAYS.format(share=quantity(round(float(share) * 100, 1)))


def left_in(usage: Usage, graph: Graph) -> Usage:
    """The usage without what it says of resources that a choice has taken away."""
    known = {name for each in graph.assembly.resources() for name in (str(each.id), each.id.logical_id)}
    return Usage(usage.common, {name: values for name, values in usage.resources.items() if name in known})


def _weighed(alternative: Alternative, source: Source, graph: Graph, before: Estimate, settings: Settings) -> Weighed:
    draft = Draft(graph)
    refused = alternative.change(draft)
    if refused is not None:
        return Weighed(alternative, before, refused=refused)
    bought = alternative.purchases
    under = settings if bought == NO_PURCHASES else replace(settings, purchases=bought)
    changed = source.edited(draft.edits) if draft.edits else graph
    try:
        after = estimate(changed, before.users, replace(under, usage=left_in(under.usage, changed)))
    except PriceError as error:
        # The source itself has all its prices here; that this choice has not is no reason to weigh no other.
        return Weighed(alternative, before, refused=error.problems[0])
    unlike = _unlike(before, after, changed)
    if unlike:
        return Weighed(alternative, before, refused=unlike[0].reason)
    if not draft.edits:
        return Weighed(alternative, before, after, changed, gives_up=tuple(_worth(bought, graph, settings)))
    was, now = (guarantees(each, typical_hours(settings.usage.likely)) for each in (graph, changed))
    return Weighed(alternative, before, after, changed, gives_up=given_up(was, now), mends=given_up(now, was))


def _unlike(before: Estimate, after: Estimate, changed: Graph) -> list[Gap]:
    """What only one of two estimates has a price for, though both have the resource: their difference says nothing."""
    kept = {(each.id.stack, each.id.logical_id) for each in changed.assembly.resources() if each.included}
    vanished = (gap for gap in before.gaps_beyond(after) if gap.place[:2] in kept)
    return [*after.gaps_beyond(before), *vanished]


_PAYS = Text(
    en="It pays where the tasks run for more than {share} % of the hours.",
    es="Compensa cuando las tareas funcionan más del {share} % de las horas.",
)
