"""Each planted fault shows by its own rules alone, or on the bill, and goes when its edits go."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from workbook.audit.model import Outcome
from workbook.audit.rules import RULES
from workbook.flow.follow import follow_requests
from workbook.graph.build import build_graph
from workbook.lessons import lesson_09_faults as planted
from workbook.lessons.lesson_09 import ON_THE_WAY
from workbook.lessons.lesson_09_faults import Fault
from workbook.lessons.lesson_09_words import DONE, HINTS
from workbook.template.edit import load_edited
from workbook.template.source import load_assembly, load_profile

FAULTS = planted.faults()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_alone_breaks_its_rules_and_no_other(fault: Fault) -> None:
    found, before = planted.examine(load_edited(*fault.edits)), planted.sound_found().outcomes

    turned = {rule: outcome for rule, outcome in found.outcomes.items() if outcome is not before[rule]}
    broken = dict.fromkeys(fault.rules, Outcome.NON_COMPLIANT)
    assert turned == broken | dict.fromkeys(fault.silences, Outcome.NOT_APPLICABLE)
    assert [other.id for other in FAULTS if planted.stands(other, found)] == [fault.id]


@pytest.mark.parametrize("left", [FAULTS[::2], FAULTS[1::2], ()], ids=["every other", "the others", "none"])
def test_faults_that_are_undone_take_their_rules_with_them(left: tuple[Fault, ...]) -> None:
    found = planted.examine(load_edited(*(edit for fault in left for edit in fault.edits)))
    now, before = found.outcomes, planted.sound_found().outcomes

    assert tuple(fault for fault in FAULTS if planted.stands(fault, found)) == left
    assert {rule for rule in now if now[rule] is not before[rule]} == {r for fault in left for r in fault.turned}


def test_there_are_a_dozen_or_more_and_no_two_turn_the_same_rule() -> None:
    turned = Counter(rule for fault in FAULTS for rule in fault.turned)

    assert len(FAULTS) >= 12
    assert set(turned.values()) == {1}
    assert turned.keys() <= {rule.id for rule in RULES}


def test_the_fault_that_no_rule_covers_shows_on_the_bill() -> None:
    (costly,) = (fault for fault in FAULTS if not fault.rules)

    sound, dear = planted.sound_found(), planted.examine(load_edited(*costly.edits))
    assert 0 < 2 * sound.bill_of_tasks < dear.bill_of_tasks


def stopped(*faults: Fault) -> list[bool]:
    edits = (edit for fault in faults for edit in fault.edits)
    return [path.broken is not None for path in follow_requests(build_graph(load_edited(*edits))).paths]


def test_the_faults_on_the_way_stop_a_request_and_the_others_together_stop_none() -> None:
    assert [stopped(fault) for fault in FAULTS if fault.id in ON_THE_WAY] == [
        [False, True],
        [True, False],
        [False, True],
    ]
    assert not any(stopped(*(fault for fault in FAULTS if fault.id not in ON_THE_WAY)))


def test_every_fault_has_its_words() -> None:
    assert [*DONE] == [*HINTS]
    assert {fault.id for fault in FAULTS} == DONE.keys()
    assert len({fault.id for fault in FAULTS}) == len(FAULTS)


def test_the_folder_that_is_handed_over_holds_the_same_stack_each_time(tmp_path: Path) -> None:
    first = load_assembly(planted.write(tmp_path / "stack"))
    again = load_assembly(planted.write(tmp_path / "stack"))

    assert first.digest == again.digest == planted.faulty().digest
    assert first.digest != load_profile(planted.SOUND).digest
    assert [stack.region for stack in first.stacks] == [stack.region for stack in planted.faulty().stacks]
