from __future__ import annotations

import pytest

from workbook.audit.brief import DEMANDS
from workbook.audit.demands import DemandResult, by_demand, demand_of
from workbook.audit.model import AuditReport, Outcome, RuleResult, Verdict
from workbook.audit.rules import RULES
from workbook.audit.run import audit
from workbook.graph.build import build_graph
from workbook.template.model import Evidence, LogicalId, StackName
from workbook.template.source import load_profile

PLACE = (Evidence(StackName("s"), LogicalId("Db"), "Resources.Db"),)
BROKEN = Verdict(Outcome.NON_COMPLIANT, PLACE)
HOLDS = Verdict(Outcome.COMPLIANT, PLACE)
OPEN = Verdict(Outcome.NOT_APPLICABLE, PLACE)
NOTHING = Verdict(Outcome.NOT_APPLICABLE)


@pytest.fixture(scope="module")
def standard() -> AuditReport:
    return audit(build_graph(load_profile("standard")))


def test_every_demand_of_the_brief_is_served_and_comes_in_its_order(standard: AuditReport) -> None:
    assert [result.demand for result in by_demand(standard.results)] == [*DEMANDS.values(), None]


def test_every_rule_counts_for_one_demand_or_as_good_practice(standard: AuditReport) -> None:
    counted = [result.rule.id for served in by_demand(standard.results) for result in served.results]

    assert sorted(counted) == sorted(rule.id for rule in RULES)


def test_the_standard_profile_meets_the_brief(standard: AuditReport) -> None:
    assert {result.outcome for result in by_demand(standard.results)} == {Outcome.COMPLIANT}


@pytest.mark.parametrize(
    ("verdicts", "outcome"),
    [
        ((HOLDS, HOLDS), Outcome.COMPLIANT),
        ((HOLDS, NOTHING), Outcome.COMPLIANT),
        ((HOLDS, OPEN), Outcome.NOT_APPLICABLE),
        ((NOTHING, NOTHING), Outcome.NOT_APPLICABLE),
        ((HOLDS, OPEN, BROKEN), Outcome.NON_COMPLIANT),
    ],
)
def test_a_fault_decides_then_what_is_left_open(verdicts: tuple[Verdict, ...], outcome: Outcome) -> None:
    results = tuple(RuleResult(rule, verdict) for rule, verdict in zip(RULES, verdicts, strict=False))

    assert DemandResult(None, results).outcome is outcome


def test_good_practice_serves_no_demand() -> None:
    for rule in RULES:
        assert (demand_of(rule) is None) == rule.requirement.en.startswith("Good practice: ")
