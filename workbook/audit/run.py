"""Holds a graph against every rule."""

from __future__ import annotations

from workbook.audit.model import AuditReport, Outcome, RuleResult
from workbook.audit.rules import RULES
from workbook.audit.savings import savings_of
from workbook.graph.model import Graph
from workbook.pace import without_collection


@without_collection
def audit(graph: Graph) -> AuditReport:
    """The result of every rule for one graph, sorted by group and id; equal graphs give equal reports."""
    savings = savings_of(graph)
    results = []
    for rule in RULES:
        verdict = rule.check(graph)
        broken = verdict.outcome is Outcome.NON_COMPLIANT
        results.append(RuleResult(rule, verdict, savings.get(rule.id) if broken else None))
    return AuditReport(graph.assembly.name, tuple(results), graph.coverage)
