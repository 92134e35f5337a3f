"""The answers are those of the committed snapshot; each typical wrong answer is told its own misconception."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from workbook.errors import SourceError
from workbook.graph.build import build_graph
from workbook.graph.model import Edge, EdgeKind, node_id
from workbook.lang import Text
from workbook.lessons import answers, lesson_00
from workbook.lessons.check import check
from workbook.template.edit import Edit, EditError, load_edited, put, remove
from workbook.template.model import Assembly, Evidence, Resource
from workbook.template.source import PROFILES, load_profile

STANDARD = load_profile("standard")
GRAPH = build_graph(STANDARD)
(DATABASE,) = GRAPH.resources("AWS::RDS::DBInstance")
(GROUP,) = (n.resource for n in GRAPH.successors(node_id(DATABASE), EdgeKind.PROTECTED_BY) if n.resource)
(DOOR,) = GRAPH.incoming(node_id(GROUP), EdgeKind.ALLOWS)
(WAY_OUT,) = GRAPH.incoming(node_id(GROUP), EdgeKind.ALLOWS_OUT)


def resource(edge: Edge) -> Resource:
    return STANDARD.stack(edge.evidence.stack).resources[edge.evidence.logical_id]


RULE, TASKS = resource(DOOR), resource(WAY_OUT)
NEW = lesson_00.NEW_PORT
INBOUND = tuple(put(RULE.evidence(end), NEW) for end in ("FromPort", "ToPort"))
OUTBOUND = tuple(
    put(replace(WAY_OUT.evidence, path=f"{WAY_OUT.evidence.path}.{end}"), NEW) for end in ("FromPort", "ToPort")
)
LISTEN = put(DATABASE.evidence("Port"), NEW)


@pytest.mark.parametrize("profile", PROFILES)
def test_what_our_stacks_hold_is_told_in_both_languages(profile: str) -> None:
    for stack in load_profile(profile).stacks:
        assert stack.holds.en == stack.description
        assert stack.holds.es != stack.holds.en


def moved(*edits: Edit) -> Assembly:
    return load_edited(*edits)


def told(exercise: str, answer: object) -> Text:
    verdict = check(exercise, answer)
    assert not verdict.right
    return verdict.message


# 00.1


@pytest.mark.parametrize("answer", ["InventoryData", {"InventoryData"}, ["InventoryData"], ("InventoryData",) * 2])
def test_only_the_stack_of_the_database_changes(answer: object) -> None:
    assert check("00.1", answer)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ([], lesson_00._SOMETHING_CHANGES),
        ("", lesson_00._NO_STACKS),
        ({"InventoryData", "Inventory"}, lesson_00._NO_STACKS),
        ({stack.name for stack in STANDARD.stacks}, lesson_00._NOT_ALL),
        (None, answers._NAMES),
        ({"InventoryData", "InventoryService"}, lesson_00._REFERENCES_STAY),
        ({"InventoryObservability"}, lesson_00._REFERENCES_STAY),
        ({"InventoryNetwork", "InventoryData"}, lesson_00._REFERENCES_STAY),
        ({"InventoryEdge"}, lesson_00._NOT_THESE),
    ],
)
def test_a_wrong_stack_is_told_why(answer: object, expected: Text) -> None:
    assert told("00.1", answer) == expected


# 00.2


def test_moving_every_place_is_right_whether_assembly_or_graph() -> None:
    answer = moved(LISTEN, *INBOUND, *OUTBOUND)

    assert check("00.2", answer)
    assert check("00.2", build_graph(answer))


OPEN = {"IpProtocol": "tcp", "FromPort": NEW, "ToPort": NEW, "CidrIp": "0.0.0.0/0"}
ANYONE = put(GROUP.evidence("SecurityGroupIngress"), [OPEN])


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((), answers.NOTHING_CHANGED),
        ((LISTEN, *INBOUND, *OUTBOUND, ANYONE), lesson_00._TOO_OPEN),
        ((LISTEN, remove(RULE.evidence())), lesson_00._NO_DOOR),
        ((LISTEN, INBOUND[1], *OUTBOUND), lesson_00._HALF_A_RANGE),
        ((LISTEN, *INBOUND, OUTBOUND[0]), lesson_00._HALF_A_RANGE),
        ((LISTEN,), lesson_00._HOUSE_MOVED_ALONE),
        (INBOUND, lesson_00._DOOR_MOVED_ALONE),
        ((*INBOUND, *OUTBOUND), lesson_00._DOOR_MOVED_ALONE),
        ((LISTEN, *INBOUND), lesson_00._NO_WAY_OUT),
        ((LISTEN, *OUTBOUND), lesson_00._NO_WAY_IN),
        ((remove(DATABASE.evidence()),), lesson_00._NOT_MOVED),
    ],
)
def test_a_port_that_is_moved_by_half_is_told_what_is_missing(edits: tuple[Edit, ...], expected: Text) -> None:
    assert told("00.2", moved(*edits)) == expected


@pytest.mark.parametrize("answer", [NEW, LISTEN, [LISTEN], DATABASE])
def test_what_is_no_assembly_is_asked_for_one(answer: object) -> None:
    assert told("00.2", answer) == answers._ASSEMBLY


# 00.3


def refused(*edits: Edit) -> Exception:
    with pytest.raises((SourceError, EditError)) as caught:
        load_edited(*edits)
    return caught.value


def rule_from(peer: str) -> Edit:
    return put(GROUP.evidence("SecurityGroupIngress"), [{"SourceSecurityGroupId": {"Fn::GetAtt": [peer, "GroupId"]}}])


def test_the_circle_of_the_two_groups_is_right() -> None:
    assert check("00.3", refused(rule_from(TASKS.id.logical_id)))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (moved(rule_from(RULE.id.logical_id + "X")), lesson_00._STILL_LOADS),
        (GRAPH, lesson_00._STILL_LOADS),
        ("refer to each other in a circle", lesson_00._WORDS_OF_AN_ERROR),
        (refused(remove(GROUP.evidence("SecurityGroupIngress"))), lesson_00._NO_SUCH_PLACE),
        (refused(put(GROUP.evidence("VpcId"), {"Ref": ["x"]})), lesson_00._OTHER_ERROR),
        (refused(rule_from(GROUP.id.logical_id)), lesson_00._OTHER_ERROR),
        (ValueError("circle"), lesson_00._NO_ERROR),
    ],
)
def test_what_is_no_circle_of_the_two_groups_is_told_so(answer: object, expected: Text) -> None:
    assert told("00.3", answer) == expected


# 00.4

PLACED = GRAPH.outgoing(node_id(DATABASE), EdgeKind.PLACED_IN)
ROUTED = tuple(edge for placed in PLACED for edge in GRAPH.outgoing(placed.target, EdgeKind.ROUTES_WITH))


def evidence(edges: Iterable[Edge]) -> list[Evidence]:
    return [edge.evidence for edge in edges]


def test_all_subnets_with_their_route_tables_are_the_proof_as_evidence_or_edges() -> None:
    assert check("00.4", evidence((*PLACED, *ROUTED)))
    assert check("00.4", {*PLACED, *ROUTED})


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ([], lesson_00._NO_EVIDENCE),
        ([DOOR], lesson_00._WHO_NOT_WHERE),
        ([*PLACED, *ROUTED, WAY_OUT], lesson_00._WHO_NOT_WHERE),
        (DATABASE.evidence("PubliclyAccessible"), lesson_00._ADDRESS_NOT_PLACE),
        (DATABASE.evidence("DBSubnetGroupName"), lesson_00._ONLY_THE_GROUP),
        (evidence(PLACED), lesson_00._WHERE_BUT_NOT_HOW),
        (evidence(ROUTED), lesson_00._HOW_BUT_NOT_WHERE),
        ([PLACED[0], ROUTED[0]], lesson_00._ONE_ZONE),
        (PLACED[0], lesson_00._ONE_ZONE),
        ([DATABASE.evidence("Port")], lesson_00._NO_PROOF),
        (True, answers._EVIDENCE),
    ],
)
def test_a_proof_with_a_gap_is_told_the_gap(answer: object, expected: Text) -> None:
    assert told("00.4", answer) == expected


def test_the_praise_of_the_proof_is_true() -> None:
    assert not [exit_ for edge in ROUTED for exit_ in GRAPH.outgoing(edge.target, EdgeKind.ROUTES_TO)]
