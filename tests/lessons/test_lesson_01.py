"""The answers are those of the committed snapshot; each typical wrong answer is told its own misconception."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from workbook.graph.build import build_graph
from workbook.graph.model import Edge, EdgeKind, Node, node_id
from workbook.lang import Lang, Text
from workbook.lessons import answers, lesson_01
from workbook.lessons.answers import NOTHING_CHANGED
from workbook.lessons.check import check
from workbook.render.scene import LinkKind
from workbook.render.views import View, scene
from workbook.template.edit import Edit, load_edited, put, remove
from workbook.template.model import Assembly, Evidence, Resource
from workbook.template.raw import Raw
from workbook.template.source import load_profile

STANDARD = load_profile("standard")
GRAPH = build_graph(STANDARD)
OVERVIEW = scene(GRAPH, View.OVERVIEW, Lang.EN)
(DATABASE,) = GRAPH.resources("AWS::RDS::DBInstance")
(GATEWAY,) = GRAPH.of_type("AWS::EC2::InternetGateway")


def told(exercise: str, answer: object) -> Text:
    verdict = check(exercise, answer)
    assert not verdict.right
    return verdict.message


def resource(node: Node) -> Resource:
    assert node.resource is not None
    return node.resource


# 01.1


@pytest.mark.parametrize("answer", ["RDS primary", {"RDS primary"}, ["RDS primaria"], {"RDS primary", "RDS primaria"}])
def test_the_primary_answers_in_either_language(answer: object) -> None:
    assert check("01.1", answer)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ([], lesson_01._SOMEBODY_ANSWERS),
        ({"RDS primary", "RDS standby"}, lesson_01._STANDBY_READS),
        ("RDS standby", lesson_01._STANDBY_READS),
        ("RDS en espera", lesson_01._STANDBY_READS),
        ("primary", lesson_01._NO_SUCH_ITEM),
        (str(DATABASE.id), lesson_01._NO_SUCH_ITEM),
        ("Fargate tasks", lesson_01._ARROWS_TELL),
        ({"RDS primary", "CloudFront"}, lesson_01._ARROWS_TELL),
        (1, answers._NAMES),
    ],
)
def test_a_wrong_reader_is_told_why(answer: object, expected: Text) -> None:
    assert told("01.1", answer) == expected


# 01.2

PAGE = {step for link in OVERVIEW.links if link.kind is LinkKind.DATA for step in link.steps} - {5, 6, 7}


@pytest.mark.parametrize("answer", [{5, 6, 7}, [7, 6, 5], (5, 6, 7)])
def test_the_answer_takes_the_numbered_arrows_of_the_call(answer: object) -> None:
    assert check("01.2", answer)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (set(), lesson_01._NO_ARROW_BACK),
        ({5, 6, 7, 8}, lesson_01._NO_SUCH_STEP),
        ({4, 5, 6, 7}, lesson_01._DNS_CARRIES_NOTHING),
        (set(range(1, 8)), lesson_01._DNS_CARRIES_NOTHING),
        (PAGE, lesson_01._PAGE_IS_NO_DATA),
        ({5, 6, 7} | PAGE, lesson_01._PAGE_IS_NO_DATA),
        (7, lesson_01._HALF_THE_WAY),
        ({5, 7}, lesson_01._HALF_THE_WAY),
        ("5, 6, 7", answers._NUMBERS),
        ({"5", "6", "7"}, answers._NUMBERS),
        (None, answers._NUMBERS),
    ],
)
def test_a_wrong_way_back_is_told_where_it_errs(answer: object, expected: Text) -> None:
    assert told("01.2", answer) == expected


# 01.3

PLACED = GRAPH.outgoing(node_id(DATABASE), EdgeKind.PLACED_IN)
ISOLATED = [GRAPH.nodes[edge.target] for edge in PLACED]


def association(subnet: Node) -> Evidence:
    (edge,) = GRAPH.outgoing(subnet.id, EdgeKind.ROUTES_WITH)
    return edge.evidence


def subnet_of(kind: str) -> Node:
    (service,) = GRAPH.of_type(kind)
    return GRAPH.successors(service.id, EdgeKind.PLACED_IN)[0]


PRIVATE, PUBLIC = subnet_of("AWS::ECS::Service"), subnet_of("AWS::ElasticLoadBalancingV2::LoadBalancer")


def table(subnet: Node) -> dict[str, str]:
    (found,) = GRAPH.successors(subnet.id, EdgeKind.ROUTES_WITH)
    return {"Ref": resource(found).id.logical_id}


def use_the_table_of(other: Node, *subnets: Node) -> tuple[Edit, ...]:
    return tuple(put(association(subnet), dict(table(other))) for subnet in subnets)


def leak(subnet: Node) -> Edit:
    """A default route of its own, through the internet gateway."""
    route: Raw = {
        "RouteTableId": dict(table(subnet)),
        "DestinationCidrBlock": "::/0",
        "GatewayId": {"Ref": resource(GATEWAY).id.logical_id},
    }
    place = replace(resource(subnet).evidence(), path="Resources.Leak")
    return put(place, {"Type": "AWS::EC2::Route", "Properties": route})


@pytest.mark.parametrize("edits", [use_the_table_of(PUBLIC, ISOLATED[0]), (leak(ISOLATED[1]),)])
def test_a_route_to_the_gateway_opens_a_subnet_whether_borrowed_or_added(edits: tuple[Edit, ...]) -> None:
    answer = load_edited(*edits)

    assert check("01.3", answer)
    assert check("01.3", build_graph(answer))


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((), NOTHING_CHANGED),
        ((put(resource(ISOLATED[0]).evidence("MapPublicIpOnLaunch"), value=True),), lesson_01._LOOKS_DO_NOT_DECIDE),
        ((put(DATABASE.evidence("PubliclyAccessible"), value=True),), lesson_01._LOOKS_DO_NOT_DECIDE),
        (use_the_table_of(PRIVATE, ISOLATED[0]), lesson_01._NAT_IS_ONE_WAY),
        (use_the_table_of(PUBLIC, *ISOLATED), lesson_01._MORE_THAN_ONE),
        (use_the_table_of(PUBLIC, PRIVATE), lesson_01._NOT_AN_ISOLATED_ONE),
        ((remove(resource(ISOLATED[0]).evidence()),), lesson_01._NOT_OPENED),
    ],
)
def test_a_subnet_that_is_not_opened_is_told_what_decides(edits: tuple[Edit, ...], expected: Text) -> None:
    assert told("01.3", load_edited(*edits)) == expected


# 01.4

(GROUP,) = GRAPH.successors(node_id(DATABASE), EdgeKind.PROTECTED_BY)
(DOOR,) = GRAPH.incoming(GROUP.id, EdgeKind.ALLOWS)
RULE = STANDARD.stack(DOOR.evidence.stack).resources[DOOR.evidence.logical_id]
CALLERS = resource(GRAPH.nodes[DOOR.source])
(BUDGET,) = GRAPH.resources("AWS::Budgets::Budget")
POLICIES = GRAPH.resources("AWS::IAM::Policy")


def without(*resources: Resource) -> Assembly:
    return load_edited(*(remove(one.evidence()) for one in resources))


@pytest.mark.parametrize("unseen", [RULE, CALLERS], ids=["the rule", "the group that it names"])
def test_what_opens_the_database_is_not_drawn_and_ends_the_request(unseen: Resource) -> None:
    assert check("01.4", without(unseen))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (STANDARD, NOTHING_CHANGED),
        (without(RULE, CALLERS), lesson_01._ONE_IS_ENOUGH),
        (without(DATABASE), lesson_01._THIS_ONE_IS_DRAWN),
        (without(BUDGET), lesson_01._THIS_ONE_IS_DRAWN),
        (without(*GRAPH.resources("AWS::EC2::VPCGatewayAttachment")), lesson_01._THIS_ONE_IS_DRAWN),
        (without(POLICIES[0]), lesson_01._NO_REQUEST_NEEDS_IT),
        (load_edited(put(RULE.evidence("FromPort"), 1)), lesson_01._NOT_REMOVED),
        (RULE, answers._ASSEMBLY),
    ],
)
def test_a_removal_that_proves_nothing_is_told_why(answer: object, expected: Text) -> None:
    assert told("01.4", answer) == expected


# 01.5

TIES = GRAPH.incoming(GATEWAY.id)
ATTACHED = GRAPH.incoming(GATEWAY.id, EdgeKind.CONTAINS)
ROUTES = GRAPH.incoming(GATEWAY.id, EdgeKind.ROUTES_TO)
PASSING = [
    edge
    for link in OVERVIEW.links
    if link.source == GATEWAY.id
    for edge in link.edges
    if edge.kind is EdgeKind.CONNECTS_TO
]


def evidence(edges: Iterable[Edge]) -> list[Evidence]:
    return [edge.evidence for edge in edges]


def test_everything_at_the_gateway_is_the_proof_as_evidence_or_edges() -> None:
    assert check("01.5", TIES)
    assert check("01.5", evidence(TIES))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ([], lesson_01._SHOW_WHAT_THERE_IS),
        ([*TIES, PLACED[0]], lesson_01._OTHERS_STAND_THERE),
        (PASSING, lesson_01._PASSING_IS_NOT_STANDING),
        ([*TIES, *PASSING], lesson_01._PASSING_IS_NOT_STANDING),
        (ATTACHED, lesson_01._ATTACHED_ONLY),
        (ROUTES, lesson_01._ROUTES_ONLY),
        ([*ATTACHED, ROUTES[0]], lesson_01._SOME_ROUTES),
        (ROUTES[0], lesson_01._SOME_ROUTES),
        ([DOOR], lesson_01._NOT_ALL_TIES),
        (GATEWAY, answers._EVIDENCE),
    ],
)
def test_a_proof_with_a_gap_is_told_the_gap(answer: object, expected: Text) -> None:
    assert told("01.5", answer) == expected


def test_the_praise_of_the_proof_is_true() -> None:
    assert not GRAPH.outgoing(GATEWAY.id)
