"""The whole repair and its hand-in are right; each typical wrong answer is told its misconception."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from workbook.graph.build import build_graph
from workbook.lang import Text
from workbook.lessons import lesson_09
from workbook.lessons import lesson_09_faults as planted
from workbook.lessons.check import check
from workbook.lessons.lesson_09_hand_in import hand_in, resealed, seal_of
from workbook.lessons.lesson_09_words import HINTS
from workbook.template.edit import Edit, load_edited, load_in_rounds, put, remove
from workbook.template.model import Assembly, Evidence
from workbook.template.source import PROFILES, SNAPSHOTS, load_profile

FAULTS = {fault.id: fault for fault in planted.faults()}
RESOURCES = {str(resource.id): resource for resource in load_profile(planted.SOUND).resources()}
OTHERS = [name for name in FAULTS if name not in lesson_09.ON_THE_WAY]


def named(part: str) -> Any:
    (found,) = (each for name, each in RESOURCES.items() if part in name)
    return found


DATABASE = named("/DatabaseInstanceAA")
LISTENER = named("/LoadBalancerHttp7")
UNTOLD = put(DATABASE.evidence("MultiAZ"), {"Fn::ImportValue": "Standby"})
PLAIN_DISK = put(DATABASE.evidence("StorageEncrypted"), value=False)


@cache
def with_faults(*names: str) -> Assembly:
    """The stack with these faults left in it."""
    return load_edited(*(edit for name in names for edit in FAULTS[name].edits))


def repaired(*repairs: Edit) -> Assembly:
    return load_in_rounds(planted.planted(), repairs)


def mended() -> Assembly:
    """A stack without a fault that is not the sound one to the letter, as no repair is."""
    return load_edited(put(DATABASE.evidence("BackupRetentionPeriod"), 21), profile=planted.SOUND)


def told(exercise: str, answer: object) -> Text:
    verdict = check(exercise, answer)
    assert not verdict.right
    return verdict.message


def places_of(names: Iterable[str]) -> list[Evidence]:
    return [FAULTS[name].edits[0].place for name in names]


def test_both_requests_arrive_when_the_three_faults_on_the_way_are_gone() -> None:
    assert check("09.1", with_faults(*OTHERS))
    assert check("09.1", build_graph(mended()))


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (planted.faulty, lesson_09._UNTOUCHED),
        (lambda: with_faults(*OTHERS, "foreign-certificate"), lesson_09._PAGE_STOPS),
        (lambda: with_faults(*OTHERS, "lost-route", "wrong-port"), lesson_09._CALL_STOPS_EARLY),
        (lambda: with_faults(*OTHERS, "wrong-port"), lesson_09._ANOTHER_BEHIND),
        (lambda: repaired(PLAIN_DISK), lesson_09._AROUND_THE_FAULT),
        (lambda: repaired(remove(LISTENER.evidence())), lesson_09._AROUND_THE_FAULT),
    ],
)
def test_stacks_in_which_a_request_does_not_arrive(answer: Callable[[], Assembly], thought: Text) -> None:
    assert told("09.1", answer()) == thought


def test_ten_faults_named_without_a_false_alarm_are_enough() -> None:
    assert check("09.2", places_of([*FAULTS][: lesson_09.ENOUGH]))
    assert check("09.2", places_of(FAULTS))


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        ([], lesson_09._NOTHING_NAMED),
        ([DATABASE.evidence()], lesson_09._WHOLE_RESOURCE),
        ([*places_of(FAULTS), DATABASE.evidence("Port")], lesson_09._SOUND_PLACE),
        (places_of(lesson_09.ON_THE_WAY), lesson_09._ONLY_WHAT_USERS_SEE),
        (places_of([*FAULTS][: lesson_09.ENOUGH - 1]), lesson_09._MORE_TO_FIND),
    ],
)
def test_wrong_lists_of_places(answer: list[Evidence], thought: Text) -> None:
    assert told("09.2", answer) == thought


@pytest.mark.parametrize("answer", [["MultiAZ"], [DATABASE], 3], ids=["names", "resources", "a number"])
def test_what_is_no_list_of_places_is_told_what_to_hand_in(answer: object) -> None:
    assert told("09.2", answer) == lesson_09._NAME_PLACES


@pytest.mark.parametrize("trick", [UNTOLD, remove(LISTENER.evidence())], ids=["left to another", "taken away"])
def test_a_rule_that_cannot_judge_any_more_is_the_trick_asked_for(trick: Edit) -> None:
    assert check("09.3", repaired(trick))


@pytest.mark.parametrize(
    ("edits", "thought"),
    [
        ([], lesson_09._UNTOUCHED),
        ([put(DATABASE.evidence("MultiAZ"), value=True)], lesson_09._THAT_IS_A_REPAIR),
        ([remove(named("/DatabaseCpu").evidence())], lesson_09._SEEN_ELSEWHERE),
        ([put(DATABASE.evidence("AllocatedStorage"), "30")], lesson_09._NOT_SILENT),
    ],
)
def test_wrong_tricks(edits: list[Edit], thought: Text) -> None:
    assert told("09.3", repaired(*edits)) == thought


def test_a_stack_without_faults_is_the_repair() -> None:
    assert check("09.4", mended())


@pytest.mark.parametrize("exercise", ["09.1", "09.4"])
@pytest.mark.parametrize("profile", PROFILES)
def test_the_sound_templates_are_no_repair(exercise: str, profile: str) -> None:
    assert told(exercise, load_profile(profile)) == lesson_09._SOUND_COPY


@pytest.mark.parametrize("left", ["open-database", "huge-tasks", "mute-alarm"])
def test_a_fault_that_is_left_is_told_by_the_thought_behind_it(left: str) -> None:
    assert told("09.4", with_faults(left)) == FAULTS[left].hint


def test_each_fault_has_a_thought_of_its_own() -> None:
    thoughts = [each.message for each in lesson_09.exercises()["09.4"].misconceptions]

    assert [text for text in thoughts if text in HINTS.values()] == [FAULTS[name].hint for name in FAULTS]


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (planted.faulty, lesson_09._UNTOUCHED),
        (lambda: repaired(UNTOLD), lesson_09._SILENCED),
        (lambda: load_edited(PLAIN_DISK), lesson_09._BROKE_ANOTHER),
    ],
)
def test_repairs_that_are_none(answer: Callable[[], Assembly], thought: Text) -> None:
    assert told("09.4", answer()) == thought


def undone(*names: str) -> list[Edit]:
    """Edits that put back what stood at the places of some faults."""
    return [edit for name in names for planted_edit in FAULTS[name].edits for edit in _back(planted_edit)]


def _back(planted_edit: Edit) -> Iterable[Edit]:
    place = planted_edit.place
    value: Any = _template(place.stack)
    for step in place.path.split("."):
        if isinstance(value, list):
            value = value[int(step)] if int(step) < len(value) else ...
        else:
            value = value.get(step, ...)
    yield remove(place) if value is ... else put(place, value)


@cache
def _template(stack: str) -> Any:
    return json.loads((SNAPSHOTS / planted.SOUND / f"{stack}.template.json").read_text("utf-8"))


def complete(folder: Path) -> dict[str, Any]:
    return dict(hand_in(places_of(FAULTS), undone(*FAULTS), folder))


def test_a_complete_hand_in_is_right(tmp_path: Path) -> None:
    assert check("09.5", complete(tmp_path))


def test_wrong_hand_ins(tmp_path: Path) -> None:
    whole = complete(tmp_path)
    names = [*FAULTS]
    assert told("09.5", {}) == lesson_09._NO_HAND_IN
    assert told("09.5", whole["score"]["points"]) == lesson_09._NO_HAND_IN
    assert told("09.5", {**whole, "template": "0" * 64}) == lesson_09._OTHER_TEMPLATE
    assert told("09.5", {**whole, "claims": []}) == lesson_09._SCORE_IS_COMPUTED
    assert told("09.5", hand_in(places_of(names), undone(*names[1:]), tmp_path)) == lesson_09._STILL_BROKEN
    assert told("09.5", hand_in(places_of(names[1:]), undone(*names), tmp_path)) == lesson_09._REPAIRED_UNNAMED
    stray = [*places_of(names), DATABASE.evidence("Port")]
    assert told("09.5", hand_in(stray, undone(*names), tmp_path)) == lesson_09._ALARMS_COST
    broken = [*undone(*names), PLAIN_DISK]
    assert told("09.5", hand_in(places_of(names), broken, tmp_path)) == lesson_09._BROKE_ANOTHER


def test_a_seal_over_a_raised_score_does_not_help(tmp_path: Path) -> None:
    part = dict(hand_in([], [], tmp_path))
    raised = {**part, "score": complete(tmp_path)["score"]}
    raised["seal"] = seal_of(raised)

    assert told("09.5", raised) == lesson_09._SCORE_IS_COMPUTED
    assert resealed(raised) == part


def test_a_repair_that_cannot_be_made_is_no_hand_in(tmp_path: Path) -> None:
    whole = complete(tmp_path)
    nowhere = {"stack": "Nowhere", "path": "Resources.A", "removes": True}

    assert told("09.5", {**whole, "repairs": [nowhere]}) == lesson_09._SCORE_IS_COMPUTED
