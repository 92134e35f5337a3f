from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.templates import graph_of
from workbook.audit.model import AuditReport, Finding, Group, Outcome, Rule
from workbook.audit.report import to_json
from workbook.audit.rules import RULES
from workbook.audit.run import audit
from workbook.graph.build import build_graph
from workbook.lang import Lang, Text
from workbook.template.model import (
    Assembly,
    Compound,
    Evidence,
    LogicalId,
    Reference,
    ResourceId,
    StackName,
    Unknown,
    Value,
)
from workbook.template.source import PROFILES, load_profile

PLACE = Evidence(StackName("App"), LogicalId("Db"), "Resources.Db.Properties.MultiAZ", False)
OTHER = Evidence(StackName("App"), LogicalId("Cache"), "Resources.Cache.Properties.Engine", "redis")
WHY = Text(en="it is off", es="está apagado")


def judged(*findings: Finding) -> tuple[Outcome, tuple[Evidence, ...], Text | None]:
    rule = Rule("X-01", Group.NETWORK, WHY, WHY, WHY, WHY, lambda _: findings)
    verdict = rule.check(graph_of({"Queue": ["SQS::Queue", {}]}))
    return verdict.outcome, verdict.evidence, verdict.reason


def test_one_fault_outweighs_what_is_unknown_and_what_holds() -> None:
    findings = (Finding(True, (OTHER,)), Finding(False, (PLACE,), WHY), Finding(None, (OTHER,), WHY))

    assert judged(*findings) == (Outcome.NON_COMPLIANT, (PLACE,), WHY)


def test_what_is_unknown_outweighs_what_holds() -> None:
    assert judged(Finding(True, (OTHER,)), Finding(None, (PLACE,), WHY)) == (Outcome.NOT_APPLICABLE, (PLACE,), WHY)


def test_what_is_absent_counts_only_where_nothing_has_a_place() -> None:
    absent = Finding(None, (), WHY)

    assert judged(absent, Finding(True, (PLACE,))) == (Outcome.COMPLIANT, (PLACE,), None)
    assert judged(absent) == (Outcome.NOT_APPLICABLE, (), WHY)


def test_no_finding_at_all_is_not_applicable_with_a_reason() -> None:
    outcome, evidence, reason = judged()

    assert (outcome, evidence) == (Outcome.NOT_APPLICABLE, ())
    assert reason is not None


def test_evidence_is_sorted_and_each_place_is_named_once() -> None:
    assert judged(Finding(True, (PLACE, OTHER)), Finding(True, (PLACE,)))[1] == (OTHER, PLACE)


def test_different_reasons_are_joined_and_equal_ones_said_once() -> None:
    more = Text(en="it is slow", es="es lento")
    reason = judged(Finding(False, (PLACE,), WHY), Finding(False, (OTHER,), more), Finding(False, (PLACE,), WHY))[2]

    assert reason == Text(en="it is off; it is slow", es="está apagado; es lento")


@pytest.mark.parametrize("profile", PROFILES)
def test_equal_graphs_give_equal_reports_sorted_by_group_and_id(profile: str) -> None:
    report = report_of(profile)

    assert report == audit(build_graph(load_profile(profile)))
    assert [result.rule for result in report.results] == list(RULES)
    assert [result.rule.group for result in report.results] == sorted(
        (rule.group for rule in RULES), key=list(Group).index
    )
    assert sum(report.counts.values()) == len(RULES)


def test_only_a_report_without_faults_is_compliant() -> None:
    assert report_of("standard").compliant
    assert report_of("growth").compliant
    assert not report_of("starter").compliant


def test_every_fault_of_the_starter_profile_quotes_the_saving_behind_it() -> None:
    faults = [r for r in report_of("starter").results if r.verdict.outcome is Outcome.NON_COMPLIANT]

    assert [result.rule.id for result in faults] == ["NET-09", "DB-02", "SCALE-11", "MON-04"]
    for result in faults:
        assert result.saving is not None, result.rule.id
        assert result.rule.id in result.saving.rules
        assert all(text.en and text.es for text in (result.saving.saving, result.saving.gives_up, result.saving.undo))


def test_every_rule_that_the_starter_profile_names_is_broken_there() -> None:
    named = {
        str(rule)
        for stack in load_profile("starter").stacks
        for saving in entries_of(stack.metadata.get("Workbook::Savings"))
        for rule in entries_of(saving.get("rules"))
    }

    assert named == {r.rule.id for r in report_of("starter").results if r.verdict.outcome is Outcome.NON_COMPLIANT}


def test_a_rule_that_holds_quotes_no_saving() -> None:
    assert all(r.saving is None for r in report_of("starter").results if r.verdict.outcome is Outcome.COMPLIANT)


@pytest.mark.parametrize("lang", Lang)
def test_json_has_the_shape_that_tools_rely_on(lang: Lang) -> None:
    report = report_of("starter")
    answer = json.loads(json.dumps(to_json(report, lang)))

    assert (answer["schema"], answer["source"]) == (1, report.source)
    assert answer["coverage"].keys() == {"total", "modelled", "ignored", "unsupported"}
    assert [rule["id"] for rule in answer["rules"]] == [rule.id for rule in RULES]
    for rule, result in zip(answer["rules"], report.results, strict=True):
        assert {"id", "title", "requirement", "status", "evidence", "why", "fix"} <= rule.keys()
        assert rule["title"] == result.rule.title[lang]
        assert rule["status"] in {"compliant", "non-compliant", "not applicable"}
        assert all(place.keys() == {"stack", "logical_id", "path", "value"} for place in rule["evidence"])


def test_a_result_is_found_by_the_id_of_its_rule() -> None:
    report = report_of("starter")

    assert report.result("DB-02").rule.id == "DB-02"
    with pytest.raises(KeyError):
        report.result("DB-99")


ODD: tuple[Value, ...] = (
    None,
    "",
    "*",
    "nonsense",
    -1,
    3.5,
    True,
    (),
    {},
    (None, "a", ("b",)),
    {"a": {"b": ("c",)}},
    ({"Key": None}, {"Name": 1}),
    Unknown("Parameter", WHY),
    Reference(ResourceId(StackName("Elsewhere"), LogicalId("Gone")), "Arn"),
    Compound(("arn:aws:", Unknown("Parameter", WHY))),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_odd_values_are_judged_and_never_an_error(data: st.DataObject) -> None:
    assembly = load_standard()
    stack = data.draw(st.sampled_from(assembly.stacks))
    resource = data.draw(st.sampled_from(sorted(stack.resources.values(), key=lambda one: one.id)))
    name = data.draw(st.sampled_from(sorted(resource.properties) or ["Name"]))
    odd = distorted(data, resource.properties.get(name))
    changed = replace(resource, properties={**resource.properties, name: odd})
    stacks = tuple(
        replace(one, resources={**one.resources, changed.id.logical_id: changed}) if one is stack else one
        for one in assembly.stacks
    )

    report = audit(build_graph(replace(assembly, stacks=stacks)))

    assert len(report.results) == len(RULES)
    assert json.dumps(to_json(report, Lang.ES))


def distorted(data: st.DataObject, value: Value) -> Value:
    """The value with one place inside it replaced by something that nobody expects there."""
    if isinstance(value, dict) and value and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(value)))
        return {**value, key: distorted(data, value[key])}
    if isinstance(value, tuple) and value and data.draw(st.booleans()):
        index = data.draw(st.integers(0, len(value) - 1))
        return (*value[:index], distorted(data, value[index]), *value[index + 1 :])
    return data.draw(st.sampled_from(ODD))


def entries_of(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else ()


@cache
def report_of(profile: str) -> AuditReport:
    return audit(build_graph(load_profile(profile)))


@cache
def load_standard() -> Assembly:
    return load_profile("standard")
