"""The answers are those of the committed snapshot; each typical wrong answer is told its own misconception."""

from __future__ import annotations

import pytest

from workbook.flow.follow import follow_requests
from workbook.flow.model import FailureKind, Outcome
from workbook.graph.build import build_graph
from workbook.graph.model import EdgeKind, node_id
from workbook.lang import Text
from workbook.lessons import answers, lesson_02
from workbook.lessons.check import check
from workbook.template.edit import Edit, load_edited, put, remove
from workbook.template.model import Evidence, Resource
from workbook.template.source import load_profile

GRAPH = build_graph(load_profile("standard"))
REPORT = follow_requests(GRAPH)
PAGE, CALL = REPORT.paths


def only(kind: str) -> Resource:
    (found,) = GRAPH.resources(f"AWS::{kind}")
    return found


GROUP, SERVICE, DATABASE = (
    only(kind) for kind in ("ElasticLoadBalancingV2::TargetGroup", "ECS::Service", "RDS::DBInstance")
)
BALANCER, SCALING = only("ElasticLoadBalancingV2::LoadBalancer"), only("ApplicationAutoScaling::ScalableTarget")


def told(exercise: str, answer: object) -> Text:
    verdict = check(exercise, answer)
    assert not verdict.right
    return verdict.message


# 02.1


@pytest.mark.parametrize("answer", [{1, 4, 5, 6, 7}, [7, 6, 5, 4, 1]])
def test_only_the_page_behind_its_name_is_lost_with_cloudfront(answer: object) -> None:
    assert check("02.1", answer)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({1, 4, 5, 6, 8}, lesson_02._NO_SUCH_STEP),
        ([], lesson_02._CALL_HAS_ITS_OWN_NAME),
        ({1}, lesson_02._CALL_HAS_ITS_OWN_NAME),
        ({1, 4, 5, 6}, lesson_02._CALL_HAS_ITS_OWN_NAME),
        ({1, 2, 3, 4, 5, 6, 7}, lesson_02._SWITCHED_OFF),
        ({1, 3, 4, 5, 6, 7}, lesson_02._NOBODY_ASKS),
        ({4, 5, 6, 7}, lesson_02._DNS_ANSWERS_ON),
        ("the API call", answers._NUMBERS),
        (PAGE, answers._NUMBERS),
    ],
)
def test_a_wrong_thought_about_cloudfront_is_named(answer: object, expected: Text) -> None:
    assert told("02.1", answer) == expected


# 02.2


def test_only_the_step_to_the_database_waits_for_the_failover() -> None:
    assert check("02.2", {1, 2, 3, 4, 5, 6})


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({0}, lesson_02._NO_SUCH_STEP),
        ({1, 2, 3, 4, 5, 6, 7}, lesson_02._STANDBY_IS_SILENT),
        ({4, 5, 6}, lesson_02._FILES_NEED_NO_DATABASE),
        ({1, 2, 3}, lesson_02._TASKS_STAY.format(path="/healthz/live")),
        ({1, 2, 3, 4, 5}, lesson_02._TASKS_STAY.format(path="/healthz/live")),
        (None, answers._NUMBERS),
    ],
)
def test_a_wrong_thought_about_the_failover_is_named(answer: object, expected: Text) -> None:
    assert told("02.2", answer) == expected


# 02.3


def setting(name: str, value: int) -> Edit:
    return put(GROUP.evidence(name), value)


INTERVAL, TIMEOUT, THRESHOLD = "HealthCheckIntervalSeconds", "HealthCheckTimeoutSeconds", "UnhealthyThresholdCount"


@pytest.mark.parametrize(
    "changed",
    [{INTERVAL: 6, THRESHOLD: 2}, {INTERVAL: 5, TIMEOUT: 2}, {INTERVAL: 5, TIMEOUT: 4, THRESHOLD: 2}],
)
def test_two_settings_together_find_a_hung_task_in_half_the_time(changed: dict[str, int]) -> None:
    answer = load_edited(*(setting(name, value) for name, value in changed.items()))

    assert check("02.3", answer)
    assert check("02.3", build_graph(answer))


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((), answers.NOTHING_CHANGED),
        ((put(GROUP.evidence("HealthyThresholdCount"), 5),), lesson_02._OTHER_CLOCK),
        ((put(GROUP.evidence("TargetGroupAttributes.0.Value"), "5"),), lesson_02._OTHER_CLOCK),
        ((put(SERVICE.evidence("HealthCheckGracePeriodSeconds"), 5),), lesson_02._OTHER_CLOCK),
        ((setting(INTERVAL, 5),), lesson_02._INTERVAL_ALONE),
        ((setting(INTERVAL, 6),), lesson_02._INTERVAL_ALONE),
        ((setting(THRESHOLD, 2),), lesson_02._THRESHOLD_ALONE),
        ((setting(THRESHOLD, 1),), lesson_02._ONE_STRIKE),
        ((setting(INTERVAL, 5), setting(THRESHOLD, 2)), lesson_02._REFUSED),
        ((setting(INTERVAL, 3), setting(TIMEOUT, 2)), lesson_02._REFUSED),
        ((setting(TIMEOUT, 2),), lesson_02._NOT_SOON_ENOUGH),
        ((remove(SERVICE.evidence("LoadBalancers")),), lesson_02._NOT_SOON_ENOUGH),
    ],
)
def test_a_wrong_thought_about_health_checks_is_named(edits: tuple[Edit, ...], expected: Text) -> None:
    assert told("02.3", load_edited(*edits)) == expected


@pytest.mark.parametrize("answer", [17, setting(INTERVAL, 5), [setting(INTERVAL, 5), setting(TIMEOUT, 2)]])
def test_edits_that_were_not_made_are_asked_for_as_an_assembly(answer: object) -> None:
    assert told("02.3", answer) == answers._ASSEMBLY
    assert told("02.4", answer) == answers._ASSEMBLY


# 02.4


ONE_SUBNET = remove(SERVICE.evidence("NetworkConfiguration.AwsvpcConfiguration.Subnets.1"))
NO_STANDBY = put(DATABASE.evidence("MultiAZ"), value=False)
BALANCER_IN_ONE_ZONE = remove(BALANCER.evidence("Subnets.1"))
NO_LISTENER = [remove(found.evidence()) for found in GRAPH.resources("AWS::ElasticLoadBalancingV2::Listener")]
GATEWAYS = GRAPH.resources("AWS::EC2::NatGateway")
SHARED = [
    put(route.evidence, {"Ref": GATEWAYS[0].id.logical_id})
    for route in GRAPH.incoming(node_id(GATEWAYS[1]), EdgeKind.ROUTES_TO)
]


@pytest.mark.parametrize("edits", [(ONE_SUBNET,), (NO_STANDBY,), (ONE_SUBNET, NO_STANDBY)])
def test_a_fault_that_only_the_loss_of_a_zone_shows_is_right(edits: tuple[Edit, ...]) -> None:
    assert check("02.4", load_edited(*edits))


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((), answers.NOTHING_CHANGED),
        (NO_LISTENER, lesson_02._SEEN_AT_ONCE),
        ((*NO_LISTENER, NO_STANDBY), lesson_02._SEEN_AT_ONCE),
        ([remove(only("CloudFront::Distribution").evidence())], lesson_02._SEEN_AT_ONCE),
        ((BALANCER_IN_ONE_ZONE,), lesson_02._BALANCER_NEEDS_ZONES),
        ((put(SCALING.evidence("MinCapacity"), 1),), lesson_02._LONE_TASK),
        (SHARED, lesson_02._ONLY_NEW_TASKS),
        ([remove(GATEWAYS[0].evidence())], lesson_02._ONLY_NEW_TASKS),
        ((setting(INTERVAL, 300),), lesson_02._STILL_COMES_BACK),
    ],
)
def test_a_wrong_thought_about_the_loss_of_a_zone_is_named(edits: tuple[Edit, ...], expected: Text) -> None:
    assert told("02.4", load_edited(*edits)) == expected


def test_today_the_loss_of_a_zone_interrupts_and_does_not_stop() -> None:
    (zone,) = (failure for failure in REPORT.failures if failure.kind is FailureKind.ZONE)

    assert zone.outcome is Outcome.INTERRUPTED


# 02.5


RULE_TYPES = ("AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress")


def is_rule(proof: Evidence) -> bool:
    return GRAPH.assembly.stack(proof.stack).resources[proof.logical_id].type in RULE_TYPES


RULES = [proof for hop in CALL.hops for proof in hop.evidence if is_rule(proof)]
INWARD = [edge for edge in GRAPH.edges if edge.kind is EdgeKind.ALLOWS]
IPV6 = next(edge for edge in INWARD if edge.note == "::/0" and edge.ports and edge.ports.first == 443)
REDIRECT = next(edge for edge in INWARD if edge.ports and edge.ports.first == 80)
(SILENT,) = (n.resource for n in GRAPH.successors(node_id(DATABASE), EdgeKind.PROTECTED_BY) if n.resource)
TO_SERVICES = next(edge for edge in GRAPH.edges if edge.kind is EdgeKind.ALLOWS_OUT and edge.note == "0.0.0.0/0")
ROUTE = next(edge for edge in GRAPH.edges if edge.kind is EdgeKind.ROUTES_TO)


def test_five_rules_let_the_call_through_and_that_for_ipv6_may_be_added() -> None:
    assert len(RULES) == 5
    assert check("02.5", RULES)
    assert check("02.5", [*RULES, IPV6])


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ([], lesson_02._NO_EVIDENCE),
        ([*RULES, SILENT.evidence("SecurityGroupEgress.0")], lesson_02._STATEFUL),
        ([*RULES, SILENT.evidence("SecurityGroupEgress")], lesson_02._STATEFUL),
        ([*RULES, ROUTE], lesson_02._NOT_A_RULE),
        ([proof for hop in CALL.hops for proof in hop.evidence], lesson_02._NOT_A_RULE),
        ([*RULES, REDIRECT], lesson_02._ANOTHER_REQUEST),
        ([*RULES, TO_SERVICES], lesson_02._ANOTHER_REQUEST),
        ([edge for edge in INWARD if edge.ports and edge.ports.first != 80], lesson_02._TWO_DOORS),
        (RULES[:2], lesson_02._NOT_ALL_RULES),
        (RULES[1:], lesson_02._NOT_ALL_RULES),
        ("SecurityGroupIngress", answers._EVIDENCE),
    ],
)
def test_a_wrong_thought_about_security_groups_is_named(answer: object, expected: Text) -> None:
    assert told("02.5", answer) == expected
