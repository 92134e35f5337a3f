"""Answers of lesson 5 are what a deployment said; each typical wrong one is told its misconception."""

from __future__ import annotations

import pytest

from workbook.lang import Text
from workbook.lessons import lesson_05
from workbook.lessons.check import check
from workbook.lessons.deploy_traces import Found
from workbook.template.source import load_profile

NOTHING, ALL = Found(0, 0, 0), Found(19, 3, 3786)


def told(exercise: str, answer: object) -> Text:
    verdict = check(exercise, answer)
    assert not verdict.right
    return verdict.message


DATABASE, SCALING = "AWS::RDS::DBInstance", "AWS::ApplicationAutoScaling::ScalableTarget"


def change(
    kind: str, action: str, because_of: str = "", *, loses: bool = False, stack: str = "Data"
) -> dict[str, object]:
    """One change, as far as it is looked at."""
    return {"stack": stack, "type": kind, "action": action, "loses": loses, "because_of": because_of.split()}


def plan(*changes: dict[str, object]) -> dict[str, object]:
    """What `workbook diff --json` says."""
    return {"schema": 1, "changes": [*changes]}


TAKEN_BACK = change(SCALING, "change", stack="Service", because_of="MinCapacity")


def drift(*different: str) -> dict[str, object]:
    """What `workbook drift --json` says of a stack of two resources."""
    answers = {name: "different" if name in different else "equal" for name in ("Tasks", "Zone")}
    listed = [{"stack": "Net", "logical_id": name, "answer": answer} for name, answer in answers.items()]
    return {"schema": 1, "resources": listed}


def test_a_rollback_leaves_the_migration() -> None:
    assert check("05.1", {"MigrationDigest"})
    assert check("05.1", "MigrationDigest")


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (set(), lesson_05._NOT_ALL_BACK),
        ({"ImageDigest"}, lesson_05._TASKS_ARE_OLD),
        ({"ImageDigest", "MigrationDigest"}, lesson_05._ONE_IS_BACK),
        ({"InventoryService"}, lesson_05._NO_PARAMETERS),
    ],
)
def test_wrong_ideas_of_a_rollback(answer: object, thought: Text) -> None:
    assert told("05.1", answer) == thought


@pytest.mark.parametrize("action", ["replace", "may-replace", "remove", "leave"])
def test_a_plan_that_loses_something_is_one_that_deploy_refuses(action: str) -> None:
    assert check("05.2", plan(change(DATABASE, action, loses=True)))


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (plan(), lesson_05._NOTHING_CHANGES),
        (plan(change("AWS::EC2::VPC", "add")), lesson_05._ONLY_ADDED),
        (plan(change(DATABASE, "change", because_of="MultiAZ Tags")), lesson_05._STAYS_ITSELF),
        (plan(change("AWS::ECS::TaskDefinition", "replace")), lesson_05._HOLDS_NOTHING),
        (plan(change("AWS::Logs::LogGroup", "change")), lesson_05._NOTHING_IS_LOST),
        (plan(change(DATABASE, "replace", loses=True), TAKEN_BACK), lesson_05._WITHOUT_MORE),
        ({"InventoryData"}, lesson_05._PLAN),
    ],
)
def test_plans_that_lose_nothing_or_too_much(answer: object, thought: Text) -> None:
    assert told("05.2", answer) == thought


@pytest.mark.parametrize("loses", [False, True])
def test_a_plan_of_another_profile_differs_nearly_everywhere(*, loses: bool) -> None:
    tags = change("AWS::EC2::VPC", "change", stack="Network", because_of="Tags")
    database = change(DATABASE, "change", because_of="MultiAZ Nonsense", loses=loses)

    assert told("05.2", plan(tags, database, TAKEN_BACK)) == lesson_05._OTHER_PROFILE


@pytest.mark.parametrize("name", ["Nonsense", "DbName", "backupRetentionPeriod"])
def test_a_property_that_no_database_has_is_called_one(name: str) -> None:
    assert told("05.2", plan(change(DATABASE, "change", because_of=name))) == lesson_05._NO_SUCH_PROPERTY


@pytest.mark.parametrize("profile", ["starter", "standard", "growth"])
def test_every_property_of_our_databases_is_known(profile: str) -> None:
    [database] = [each for each in load_profile(profile).resources() if each.type == DATABASE]

    assert {*database.properties} <= lesson_05._known()


@pytest.mark.parametrize("known", [(), ("Zone",)])
def test_one_change_by_hand_is_what_differs_between_two_reports(known: tuple[str, ...]) -> None:
    assert check("05.3", (drift(*known), drift("Tasks", *known)))


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        ((drift(), drift()), lesson_05._NOT_SEEN),
        ((drift("Tasks"), drift("Tasks")), lesson_05._BOTH_AFTER),
        ((drift("Tasks"), drift()), lesson_05._LATER_FIRST),
        ([drift("Tasks", "Zone"), drift("Zone")], lesson_05._LATER_FIRST),
        ((drift(), drift("Tasks", "Zone")), lesson_05._MORE_THAN_ONE),
        (drift("Tasks"), lesson_05._REPORTS),
        ((drift(), {"changes": []}), lesson_05._REPORTS),
        ((drift(),), lesson_05._REPORTS),
    ],
)
def test_wrong_pairs_of_reports(answer: object, thought: Text) -> None:
    assert told("05.3", answer) == thought


def test_what_was_seen_and_is_seen_no_more_is_gone() -> None:
    assert check("05.4", (ALL, NOTHING))


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        ((NOTHING, NOTHING), lesson_05._BLIND),
        ((NOTHING, ALL), lesson_05._WRONG_ORDER),
        ((Found(0, 3, 10), NOTHING), lesson_05._HALF_BLIND),
        ((ALL, Found(1, 0, 0)), lesson_05._STILL_THERE),
        (NOTHING, lesson_05._TWO_LOOKS),
        ((0, 0, 0), lesson_05._TWO_LOOKS),
        ((ALL, True), lesson_05._TWO_LOOKS),
    ],
)
def test_wrong_proofs_of_an_end(answer: object, thought: Text) -> None:
    assert told("05.4", answer) == thought
