"""A report seen from the brief: what became of each of its demands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbook.audit.brief import DEMANDS
from workbook.audit.model import Outcome, Rule, RuleResult
from workbook.lang import Text


@dataclass(frozen=True, slots=True)
class DemandResult:
    """One sentence of the brief with the results of the rules that serve it; None as sentence is good practice."""

    demand: Text | None
    results: tuple[RuleResult, ...]

    @property
    def outcome(self) -> Outcome:
        """A broken rule decides, then one that the template leaves open, then those that hold.

        A rule that finds nothing to judge says nothing about the demand.
        """
        outcomes = {result.verdict.outcome for result in self.results}
        if Outcome.NON_COMPLIANT in outcomes:
            return Outcome.NON_COMPLIANT
        if Outcome.COMPLIANT not in outcomes or any(result.verdict.open for result in self.results):
            return Outcome.NOT_APPLICABLE
        return Outcome.COMPLIANT


def demand_of(rule: Rule) -> Text | None:
    """The sentence of the brief that a rule serves; None where it is good practice beyond the brief."""
    return rule.requirement if rule.requirement in DEMANDS.values() else None


def by_demand(results: Iterable[RuleResult]) -> tuple[DemandResult, ...]:
    """What became of each demand, in the order of the brief, and last of good practice; only of those with results."""
    serving: dict[Text | None, list[RuleResult]] = {demand: [] for demand in (*DEMANDS.values(), None)}
    for result in results:
        serving[demand_of(result.rule)].append(result)
    return tuple(DemandResult(demand, tuple(found)) for demand, found in serving.items() if found)
