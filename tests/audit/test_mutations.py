from __future__ import annotations

from collections.abc import Mapping

import pytest

from audit.further_mutations import FURTHER
from audit.mutations import MUTATIONS, Mutation
from audit.snapshot import standard
from workbook.audit.model import Outcome
from workbook.audit.rules import RULES
from workbook.audit.run import audit
from workbook.graph.model import Graph

NOT_APPLICABLE = {
    "FRONT-16": "the API has a name of its own, so CloudFront has no server behind it",
    "FRONT-17": "the pipeline uploads the site, no custom resource does",
    "SEC-17": "no secret changes by itself",
    "CICD-12": "there is no custom resource",
    "MON-27": "access logs go to CloudWatch, not to a bucket",
}
"""The rules that do not apply to the standard snapshot, and why that is right."""


@pytest.fixture(scope="module")
def before() -> Mapping[str, Outcome]:
    return outcomes(standard())


def outcomes(graph: Graph) -> Mapping[str, Outcome]:
    return {result.rule.id: result.verdict.outcome for result in audit(graph).results}


def test_the_standard_snapshot_meets_every_rule_that_applies(before: Mapping[str, Outcome]) -> None:
    assert {rule for rule, outcome in before.items() if outcome is Outcome.NON_COMPLIANT} == set()
    assert {rule for rule, outcome in before.items() if outcome is Outcome.NOT_APPLICABLE} == set(NOT_APPLICABLE)


@pytest.mark.parametrize("mutation", [*MUTATIONS, *FURTHER], ids=lambda mutation: mutation.rule)
def test_one_change_breaks_only_the_rules_concerned(mutation: Mutation, before: Mapping[str, Outcome]) -> None:
    after = outcomes(standard(*mutation.changes))

    broken = {rule for rule, outcome in after.items() if outcome is Outcome.NON_COMPLIANT}
    silent = {rule for rule, outcome in after.items() if outcome is Outcome.NOT_APPLICABLE} - NOT_APPLICABLE.keys()
    assert broken == {mutation.rule, *mutation.also}
    assert silent == mutation.silences


def test_every_rule_has_a_change_that_breaks_it() -> None:
    assert {mutation.rule for mutation in MUTATIONS} == {rule.id for rule in RULES}
