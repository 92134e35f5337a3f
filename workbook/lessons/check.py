"""The answer that a learner gives to an exercise, judged: the one function that the lessons call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from workbook.lang import Lang, spoken
from workbook.lessons import (
    lesson_00,
    lesson_01,
    lesson_02,
    lesson_03,
    lesson_04,
    lesson_05,
    lesson_06,
    lesson_07,
    lesson_08,
    lesson_09,
)
from workbook.lessons.exercise import Exercise, Verdict, find

LESSONS: Mapping[str, Callable[[], Mapping[str, Exercise]]] = {
    "00": lesson_00.exercises,
    "01": lesson_01.exercises,
    "02": lesson_02.exercises,
    "03": lesson_03.exercises,
    "04": lesson_04.exercises,
    "05": lesson_05.exercises,
    "06": lesson_06.exercises,
    "07": lesson_07.exercises,
    "08": lesson_08.exercises,
    "09": lesson_09.exercises,
}
"""The exercises of each lesson by its number, computed from the committed snapshots when first asked for."""


def check(exercise_id: str, answer: object, lang: Lang | None = None) -> Verdict:
    """The verdict on an answer to an exercise such as `"00.1"`, in the language asked for or else in the notebook's.

    Raises:
        NoSuchExerciseError: no lesson has that exercise.
    """
    lesson = LESSONS.get(str(exercise_id).partition(".")[0])  # a learner may forget the quotation marks
    known = lesson() if lesson is not None else all_exercises()
    return replace(find(known, exercise_id).judge(answer), lang=lang or spoken())


def all_exercises() -> Mapping[str, Exercise]:
    """Every exercise of every lesson by its id."""
    return {name: exercise for lesson in LESSONS.values() for name, exercise in lesson().items()}
