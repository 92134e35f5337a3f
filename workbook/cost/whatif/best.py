"""Look for the cheapest sound combination of choices: every set of them is made in the template and priced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from workbook.cost.estimate import Estimate, Settings, estimate
from workbook.cost.whatif.changes.all import ALTERNATIVES
from workbook.cost.whatif.changes.draft import Draft
from workbook.cost.whatif.changes.model import Alternative
from workbook.cost.whatif.weigh import Source
from workbook.graph.model import Graph
from workbook.template.edit import Edit

SOUND = ("one-nat", "single-az", "smaller-database", "smaller-tasks", "insights-off", "logs-7-days")
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

    @property
    def total(self) -> Decimal:
        """USD a month."""
        return self.estimate.total


def combine(source: Source, alternatives: Sequence[Alternative], users: int, settings: Settings) -> Combination:
    """Some choices made together in one template; those that the source gives no room for change nothing."""
    graph = source.edited(())
    edits = [edit for alternative in alternatives for edit in edits_of(graph, alternative)]
    return Combination(tuple(alternatives), estimate(source.edited(edits), users, settings))


def edits_of(graph: Graph, alternative: Alternative) -> tuple[Edit, ...]:
    """What a choice changes in the template behind a graph; nothing where there is no room for it."""
    draft = Draft(graph)
    return tuple(draft.edits) if alternative.change(draft) is None else ()


def best(source: Source, users: int, settings: Settings | None = None, names: Sequence[str] = SOUND) -> Combination:
    """The cheapest of all sets of the sound choices; of equally cheap ones, the one that gives up least."""
    chosen = settings or Settings()
    known = {each.id: each for each in ALTERNATIVES}
    sets = (combine(source, each, users, chosen) for each in _sets([known[name] for name in names]))
    return min(sets, key=lambda found: (round(found.total, 6), len(found.alternatives)))


def _sets(alternatives: Sequence[Alternative]) -> Iterator[tuple[Alternative, ...]]:
    for count in range(len(alternatives) + 1):
        yield from combinations(alternatives, count)
