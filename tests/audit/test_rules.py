from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from audit.templates import case_graph, cases, graph_of
from workbook.audit.model import Outcome, Rule
from workbook.audit.rules import RULES
from workbook.lang import Lang

BY_ID = {rule.id: rule for rule in RULES}
UNTOLD = sorted(rule for rule, case in cases().items() if "untold" in case)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_good_template_is_compliant_and_a_bad_one_is_not(rule: Rule) -> None:
    good, bad = rule.check(case_graph(rule.id, "good")), rule.check(case_graph(rule.id, "bad"))

    assert (good.outcome, bad.outcome) == (Outcome.COMPLIANT, Outcome.NON_COMPLIANT), (good, bad)
    assert good.evidence
    assert bad.evidence


@pytest.mark.parametrize("rule", UNTOLD)
def test_what_the_template_does_not_tell_is_left_open_with_the_reason(rule: str) -> None:
    verdict = BY_ID[rule].check(case_graph(rule, "untold"))

    assert verdict.outcome is Outcome.NOT_APPLICABLE
    assert verdict.reason is not None
    assert verdict.evidence


def test_no_rule_applies_to_a_template_with_nothing_that_it_speaks_of() -> None:
    graph = graph_of({"Queue": ["SQS::Queue", {}]})

    for rule in RULES:
        verdict = rule.check(graph)
        assert verdict.outcome is Outcome.NOT_APPLICABLE, rule.id
        assert verdict.reason is not None, rule.id
        assert verdict.reason[Lang.ES] != verdict.reason[Lang.EN], rule.id


def test_every_rule_has_templates_and_every_template_a_rule() -> None:
    assert cases().keys() == BY_ID.keys()
    assert all({"good", "bad"} <= case.keys() for case in cases().values())


VARIANTS = yaml.safe_load((Path(__file__).parent / "variants.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant["name"])
def test_other_ways_to_write_a_template_are_read_rightly(variant: dict[str, Any]) -> None:
    verdict = BY_ID[variant["rule"]].check(graph_of(variant["template"]))

    assert verdict.outcome == variant["outcome"], verdict


def test_what_the_deployment_does_not_create_is_not_judged() -> None:
    never = {"Condition": "Never"}
    short = {
        "conditions": {"Never": {"Fn::Equals": ["a", "b"]}},
        "resources": {"Db": ["RDS::DBInstance", {"MultiAZ": False}, never], "Files": ["S3::Bucket", {}, never]},
    }

    assert {rule.check(graph_of(short)).outcome for rule in RULES} == {Outcome.NOT_APPLICABLE}
