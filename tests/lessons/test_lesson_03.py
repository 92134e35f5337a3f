"""The answers are those of the snapshot and the guest book; each typical wrong answer is told its misconception."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from workbook.audit.model import AuditReport, Outcome
from workbook.audit.run import audit
from workbook.graph.build import build_graph
from workbook.graph.model import GITHUB, Edge, EdgeKind, NodeId, node_id
from workbook.lang import Text
from workbook.lessons import answers, lesson_03
from workbook.lessons.check import check
from workbook.template.edit import Edit, load_edited, put, remove
from workbook.template.model import Evidence
from workbook.template.source import load_assembly, load_profile

STANDARD = load_profile("standard")
GRAPH = build_graph(STANDARD)
GUESTS = audit(build_graph(load_assembly(lesson_03.GUEST_BOOK)))
(DATABASE,) = GRAPH.resources("AWS::RDS::DBInstance")
(GROUP,) = (n.resource for n in GRAPH.successors(node_id(DATABASE), EdgeKind.PROTECTED_BY) if n.resource)
(PARAMETERS,) = GRAPH.resources("AWS::RDS::DBParameterGroup")
FORCE_TLS = PARAMETERS.evidence("Parameters.rds.force_ssl")
TRUST = next(edge for edge in GRAPH.outgoing(GITHUB, EdgeKind.ASSUMES) if "Deployer" in edge.target)
PUBLISHER = next(edge for edge in GRAPH.outgoing(GITHUB, EdgeKind.ASSUMES) if "Publisher" in edge.target)
PRODUCTION = TRUST.note
STAGING = PRODUCTION.replace("production", "staging")
CLAIM = "token.actions.githubusercontent.com"


def told(exercise: str, answer: object) -> Text:
    verdict = check(exercise, answer)
    assert not verdict.right
    return verdict.message


def ids(report: AuditReport, outcome: Outcome) -> set[str]:
    return {result.rule.id for result in report.results if result.verdict.outcome is outcome}


def faults_with(*edits: Edit) -> set[str]:
    return ids(audit(build_graph(load_edited(*edits))), Outcome.NON_COMPLIANT)


def test_what_the_vpc_may_reach_breaks_one_rule_only() -> None:
    door = {"IpProtocol": "tcp", "FromPort": "5432", "ToPort": "5432", "CidrIp": "10.0.0.0/16"}
    broken = faults_with(put(GROUP.evidence("SecurityGroupIngress"), [door]))

    assert broken == {"SEC-01"}
    assert check("03.1", broken)
    assert check("03.1", "SEC-01")


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (set(), lesson_03._PRIVATE_IS_SAFE),
        ({"the database rule"}, lesson_03._NO_RULES),
        ({"SEC-01", "NET-16"}, lesson_03._NOT_THE_INTERNET),
        ({"DB-04"}, lesson_03._NO_ADDRESS_CHANGED),
        (["NET-08"], lesson_03._NO_SUBNET_CHANGED),
        ({"SEC-01", "SEC-02"}, lesson_03._NOT_THESE_RULES),
    ],
)
def test_wrong_predictions_about_the_open_network(answer: object, thought: Text) -> None:
    assert told("03.1", answer) == thought


def test_the_open_rules_of_the_guest_book_are_those_not_applicable_with_evidence() -> None:
    waiting = {result.rule.id for result in GUESTS.results if result.verdict.open}

    assert {"DB-02", "DB-04"} < waiting < ids(GUESTS, Outcome.NOT_APPLICABLE)
    assert check("03.2", waiting)


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        ((), lesson_03._MEANS_FINE),
        ({"FRONT"}, lesson_03._NO_RULES),
        ({"DB-02", "SEC-01"}, lesson_03._ALREADY_BROKEN),
        ({"DB-02", "DB-01"}, lesson_03._ALREADY_SOUND),
        (ids(GUESTS, Outcome.NOT_APPLICABLE), lesson_03._NO_SUBJECT_TO_JUDGE),
        ({"DB-02"}, lesson_03._MORE_ARE_OPEN),
        ({"FRONT-01"}, lesson_03._NOT_THE_OPEN_ONES),
    ],
)
def test_wrong_answers_about_what_is_open(answer: object, thought: Text) -> None:
    assert told("03.2", answer) == thought


def trusting(subject: object, operator: str = "StringEquals", *, audience: bool = True, of: Edge = TRUST) -> Edit:
    role = GRAPH.nodes[of.target].resource
    assert role is not None
    condition: dict[str, dict[str, object]] = {operator: {f"{CLAIM}:sub": subject}} if subject else {}
    if audience:
        condition.setdefault("StringEquals", {})[f"{CLAIM}:aud"] = "sts.amazonaws.com"
    return put(role.evidence("AssumeRolePolicyDocument.Statement.0.Condition"), condition)


@pytest.mark.parametrize("operator", ["StringEquals", "StringLike"])
def test_two_exact_subjects_are_right_by_whatever_exact_comparison(operator: str) -> None:
    answer = load_edited(trusting([PRODUCTION, STAGING], operator))

    assert check("03.3", answer)
    assert check("03.3", build_graph(answer))


@pytest.mark.parametrize(
    ("edits", "thought"),
    [
        ([], answers.NOTHING_CHANGED),
        ([trusting(f"{PRODUCTION.rpartition(':')[0]}:*", "StringLike")], lesson_03._STAR_IS_EXACT),
        ([trusting([PRODUCTION, STAGING[:-1] + "?"], "StringLike")], lesson_03._STAR_IS_EXACT),
        ([trusting(STAGING)], lesson_03._PRODUCTION_LOST),
        ([trusting(None)], lesson_03._NO_SUBJECT),
        ([trusting([PRODUCTION, STAGING], audience=False)], lesson_03._AUDIENCE_LOST),
        ([trusting([PRODUCTION, STAGING], "ForAllValues:StringEquals")], lesson_03._LOOSE_OPERATOR),
        (
            [trusting([PRODUCTION, STAGING]), trusting([PRODUCTION, STAGING], of=PUBLISHER)],
            lesson_03._MORE_CHANGED,
        ),
        ([trusting([PRODUCTION, STAGING]), put(FORCE_TLS, "0")], lesson_03._MORE_CHANGED),
        ([trusting([PRODUCTION, "repo:example/inventory:ref:refs/heads/staging"])], lesson_03._STAGING_NOT_TRUSTED),
        (
            [
                put(
                    TRUST.evidence,
                    {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "000000000000"}},
                )
            ],
            lesson_03._NO_TRUST,
        ),
    ],
)
def test_wrong_trusts(edits: list[Edit], thought: Text) -> None:
    assert told("03.3", load_edited(*edits)) == thought


def test_connections_in_clear_break_one_rule_only() -> None:
    assert faults_with(put(FORCE_TLS, "0")) == {"DB-06"}
    assert check("03.4", load_edited(put(FORCE_TLS, "0")))


@pytest.mark.parametrize(
    ("edits", "thought"),
    [
        ([], answers.NOTHING_CHANGED),
        ([put(DATABASE.evidence("StorageEncrypted"), value=False)], lesson_03._DISK_IS_NOT_THE_WIRE),
        ([remove(FORCE_TLS)], lesson_03._DEFAULT_FORCES_TLS),
        ([put(FORCE_TLS, "0"), put(DATABASE.evidence("StorageEncrypted"), value=False)], lesson_03._BROKE_MORE),
        ([put(FORCE_TLS, {"Fn::ImportValue": "elsewhere"})], lesson_03._ONLY_LEFT_OPEN),
        ([put(DATABASE.evidence("MultiAZ"), value=False)], lesson_03._STILL_REFUSED),
    ],
)
def test_wrong_ways_to_talk_in_clear(edits: list[Edit], thought: Text) -> None:
    assert told("03.4", load_edited(*edits)) == thought


def secret() -> NodeId:
    (found,) = (
        edge.target
        for edge in GRAPH.outgoing(node_id(DATABASE), EdgeKind.REFERS_TO)
        if GRAPH.nodes[edge.target].type == "AWS::SecretsManager::Secret"
    )
    return found


POWER = GRAPH.incoming(secret(), EdgeKind.GRANTS)
ROLES = list(dict.fromkeys(edge.source for edge in POWER))
ASSUMED = [edge for role in ROLES for edge in GRAPH.incoming(role, EdgeKind.ASSUMES)]
TASK_ROLES = [edge for edge in GRAPH.edges if edge.kind is EdgeKind.ASSUMES and edge.note == "task role"]


def evidence(edges: Iterable[Edge]) -> list[Evidence]:
    return [edge.evidence for edge in edges]


def test_the_whole_chain_to_the_password_is_the_proof() -> None:
    assert len(ROLES) == 2
    assert check("03.5", [*POWER, *ASSUMED])
    assert check("03.5", evidence([*ASSUMED, *POWER]))


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        ([], lesson_03._NO_EVIDENCE),
        (GRAPH.incoming(secret(), EdgeKind.READS), lesson_03._USE_IS_NO_PERMISSION),
        ([*POWER, *ASSUMED, *TASK_ROLES], lesson_03._TASK_ROLE_HAS_NOTHING),
        (POWER, lesson_03._A_ROLE_IS_NOBODY),
        (ASSUMED, lesson_03._TRUST_IS_NO_POWER),
        ([*POWER, ASSUMED[0]], lesson_03._PART_OF_THE_PROOF),
        (DATABASE.evidence("MasterUserPassword"), lesson_03._NO_PROOF),
    ],
)
def test_incomplete_proofs(answer: object, thought: Text) -> None:
    assert told("03.5", answer) == thought
