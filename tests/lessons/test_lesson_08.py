"""The answers are those of the snapshots; each typical wrong answer is told its misconception."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache

import numpy as np
import pytest

from workbook.cost.estimate import estimate
from workbook.cost.whatif.crossing import between
from workbook.cost.whatif.decide.designs import LOCK_IN, OPERATIONS, design_matrix, judged
from workbook.cost.whatif.decide.matrix import Criterion, Matrix
from workbook.cost.whatif.rivals.rivals import RIVALS, Size, graph_of
from workbook.cost.whatif.weigh import Source
from workbook.lang import Text
from workbook.lessons import answers, lesson_08
from workbook.lessons.check import check

WEIGHTS = {"cost-100": 2, "cost-1000": 1, "minutes": 2, "given-up": 2, OPERATIONS: 2, LOCK_IN: 1}
RUINOUS = {"cost-100": 5000, "cost-1000": 5000, "minutes": 40, "given-up": 0, OPERATIONS: 3, LOCK_IN: 5}
PERFECT = {"cost-100": 1, "cost-1000": 1, "minutes": 1, "given-up": 0, OPERATIONS: 9, LOCK_IN: 9}
MIDDLING = {"cost-100": 200, "cost-1000": 210, "minutes": 30, "given-up": 0, OPERATIONS: 4, LOCK_IN: 6}


@cache
def everything() -> Matrix:
    return design_matrix(lesson_08._contest("standard")).with_criteria(
        judged(OPERATIONS, {"standard": 8, "ec2": 3, "express": 9, "lambda": 7, "aurora": 8, "lightsail": 6}),
        judged(LOCK_IN, {"standard": 7, "ec2": 8, "express": 5, "lambda": 2, "aurora": 5, "lightsail": 4}),
    )


def fair() -> Matrix:
    return everything().only("standard", "ec2", "aurora")


def rough() -> int:
    return lesson_08._turn()


@cache
def exact() -> int:
    return lesson_08._turn(between(lesson_08._swept("standard"), rough()))


def told(exercise: str, answer: object) -> Text:
    verdict = check(exercise, answer)
    assert not verdict.right
    return verdict.message


def changed(criterion: str, **values: object) -> Matrix:
    (found,) = (each for each in fair().criteria if each.id == criterion)
    return fair().with_criteria(Criterion(found.id, found.title, found.better, {**found.values, **values}))


def test_the_saving_beside_starter_is_the_difference_of_two_estimates() -> None:
    (instances,) = (each for each in RIVALS if each.id == "ec2")
    starter = estimate(Source(profile="starter").edited(()), 100).total
    saving = starter - estimate(graph_of(instances, Size.STARTER), 100).total

    assert saving == pytest.approx(Decimal("1.66"), abs=Decimal("0.01"))
    assert check("08.1", round(saving, 2))


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (14.86, lesson_08._OF_STANDARD),
        (-1.66, lesson_08._SIGN),
        (7, lesson_08._HALF),
        (1.92, lesson_08._LATER.format(users=100)),
        (0, lesson_08._NOT_NOTHING),
        (50, lesson_08._NOT_THE_SAVING.format(users=100)),
        ("much", answers._NUMBER),
    ],
)
def test_wrong_savings(answer: object, thought: Text) -> None:
    assert told("08.1", answer) == thought


@pytest.mark.parametrize("weights", [{**WEIGHTS, OPERATIONS: 1, "cost-100": 3}, {**WEIGHTS, LOCK_IN: 9}])
def test_weights_under_which_instances_win_are_right(weights: dict[str, int]) -> None:
    assert check("08.2", (fair(), weights))


def test_another_judgement_is_as_right_as_other_weights() -> None:
    assert check("08.2", (changed(OPERATIONS, ec2=8), WEIGHTS))


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (lambda: (fair(), WEIGHTS), lesson_08._ONLY_PROPORTIONS),
        (lambda: (fair(), {name: 10 * weight for name, weight in WEIGHTS.items()}), lesson_08._ONLY_PROPORTIONS),
        (lambda: (fair(), {**WEIGHTS, OPERATIONS: 0}), lesson_08._DROPPED),
        (lambda: (fair(), {**WEIGHTS, "minutes": 9}), lesson_08._PROMISES_WIN),
        (lambda: (everything(), WEIGHTS), lesson_08._ANOTHER_WINS),
        (lambda: (fair().only("ec2"), WEIGHTS), lesson_08._RIVAL_LEFT_OUT),
        (lambda: (fair().only("standard", "ec2"), {**WEIGHTS, LOCK_IN: 9}), lesson_08._RIVAL_LEFT_OUT),
        (lambda: (changed("cost-100", ec2=1), WEIGHTS), lesson_08._COMPUTED_CHANGED),
        (lambda: WEIGHTS, lesson_08._PAIR),
    ],
)
def test_wrong_weights(answer: Callable[[], object], thought: Text) -> None:
    assert told("08.2", answer()) == thought


@pytest.mark.parametrize("exercise", ["08.2", "08.3"])
def test_weights_that_do_not_fit_are_told_what_is_wrong_with_them(exercise: str) -> None:
    assert told(exercise, (fair(), {"cost-100": 1})).en.startswith("the criterion cost-1000 has no weight")


def test_a_ruinous_design_lets_the_dearest_of_the_others_win() -> None:
    assert check("08.3", (fair().with_option("palace", RUINOUS), WEIGHTS))


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (lambda: (fair(), WEIGHTS), lesson_08._NONE_ADDED),
        (lambda: (fair().with_option("dream", PERFECT), WEIGHTS), lesson_08._IT_WINS),
        (lambda: (fair().with_option("third", MIDDLING), WEIGHTS), lesson_08._NOTHING_BENT),
        (lambda: (changed("cost-100", ec2=1).with_option("palace", RUINOUS), WEIGHTS), lesson_08._COMPUTED_CHANGED),
        (fair, lesson_08._PAIR),
    ],
)
def test_wrong_ways_to_bend_the_matrix(answer: Callable[[], object], thought: Text) -> None:
    assert told("08.3", answer()) == thought


def test_the_exact_turn_is_where_the_order_changes_from_one_user_to_the_next() -> None:
    numbers = np.array([exact() - 1, exact()])
    ours, theirs = (lesson_08._swept(design, numbers) for design in ("standard", "aurora"))

    assert (theirs.total < ours.total).tolist() == [False, True]
    assert check("08.4", exact())


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (rough, lesson_08._FIRST_COMPUTED),
        (lambda: exact() - 1, lesson_08._LAST_OF_OURS),
        (lambda: 1000, lesson_08._NOT_IN_THE_BRIEF),
        (lambda: 50_000, lesson_08._NOT_THE_TURN),
        (lambda: {exact()}, answers._NUMBER),
    ],
)
def test_wrong_turns(answer: Callable[[], object], thought: Text) -> None:
    assert told("08.4", answer()) == thought
