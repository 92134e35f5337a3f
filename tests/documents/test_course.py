"""What the pages for learners and instructors say of the lessons."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workbook.documents import answers, paths, times
from workbook.documents.pages import DOCS
from workbook.errors import SourceError
from workbook.lang import Lang, Text
from workbook.lessons.check import all_exercises
from workbook.lessons.exercise import Exercise, Misconception
from workbook.notebooks.course import Taught, course

OPENING = (
    "# 3. Add\n\n- **You will** add [two](01_two.ipynb) numbers.\n- **You will learn** to add.\n"
    "- **You need** [lesson 1](01_two.ipynb) and `make setup LOCALCLOUD=1`."
)
KINDS = {"predict", "change", "break", "prove", "find", "repair"}


def save(folder: Path, opening: str = OPENING) -> None:
    solution = {"tags": ["solution"]}
    cells = [
        new_markdown_cell(opening),
        new_code_cell("1 + 1"),
        new_markdown_cell("## Check yourself\n\n**Exercise 3.1: predict.**\nWhat is it?"),
        new_code_cell("a = 1", metadata=solution),
        new_code_cell('check("03.1", a + 1)', metadata=solution),
        new_markdown_cell("**Exercise 3.2: prove.** It is."),
        new_code_cell('check("03.2", 2)', metadata=solution),
    ]
    nbformat.write(new_notebook(cells=cells), folder / "03_add.ipynb")


def lesson(number: str, *before: str, given: int = 30) -> Taught:
    return Taught(f"{number}_x", "", "", "", before, frozenset(), (), (), words=0, given=given, solved=0)


def checked() -> dict[str, Exercise]:
    """The exercises of the lessons that there are."""
    written = {each.number for each in course(Lang.EN)}
    return {name: exercise for name, exercise in all_exercises().items() if name[:2] in written}


def numbers(lessons: tuple[Taught, ...]) -> list[str]:
    return [each.number for each in lessons]


def test_a_lesson_is_read_as_it_stands(tmp_path: Path) -> None:
    save(tmp_path)

    (read,) = course(Lang.EN, tmp_path)

    assert (read.number, read.title, read.does, read.learns) == ("03", "3. Add", "add two numbers", "to add")
    assert (read.before, read.parts, read.sections) == (("01",), {"LOCALCLOUD"}, ("Check yourself",))
    assert [(each.id, each.kind) for each in read.exercises] == [("03.1", "predict"), ("03.2", "prove")]
    assert read.exercises[0].solution == 'a = 1\n\ncheck("03.1", a + 1)'
    assert (read.given, read.solved) == (1, 3)


def test_a_lesson_that_does_not_say_what_it_is_for_is_refused(tmp_path: Path) -> None:
    save(tmp_path, "# 3. Add\n\n- **You will** add.")

    with pytest.raises(SourceError, match=r"03_add\.ipynb does not say"):
        course(Lang.EN, tmp_path)


def test_both_languages_tell_of_the_same_lessons() -> None:
    for english, spanish in zip(course(Lang.EN), course(Lang.ES), strict=True):
        assert (english.stem, english.before, english.parts) == (spanish.stem, spanish.before, spanish.parts)
        assert len(english.sections) == len(spanish.sections)
        assert [task.id for task in english.exercises] == [task.id for task in spanish.exercises]
        assert {task.kind for task in english.exercises} <= KINDS
        assert times.minutes(english) == times.minutes(spanish)


def test_minutes_follow_words_cells_exercises_and_waiting() -> None:
    one = replace(lesson("50", given=20), words=2000)

    assert times.minutes(one) == 30
    assert times.minutes(replace(one, parts=frozenset({times.CLOUD}))) == 35
    assert times.minutes(replace(one, given=23)) == 35
    assert times.minutes(replace(one, given=22)) == 30


def test_a_goal_brings_what_its_lessons_need() -> None:
    lessons = (lesson("50"), lesson("51", "50"), lesson("52"), lesson("53", "51"))

    assert numbers(times.with_what_they_need(lessons, ["53", "99"])) == ["50", "51", "53"]


def test_half_days_are_as_even_as_the_order_allows() -> None:
    lessons = tuple(lesson(str(50 + place), given=given) for place, given in enumerate((60, 10, 10, 40, 30, 30)))

    assert [numbers(part) for part in times.halves(lessons, 3)] == [["50"], ["51", "52", "53"], ["54", "55"]]


def test_a_timetable_pauses_and_eats_and_leaves_nothing_out() -> None:
    slots = times.timetable(tuple(lesson(str(50 + place), given=60) for place in range(5)))

    assert [slot.lesson.number if slot.lesson else slot.end - slot.begin for slot in slots] == [
        *("50", 15, "51", 15, "52", 60, "53", 15, "54")
    ]  # fmt: skip
    assert all(one.end == other.begin for one, other in pairwise(slots))
    assert slots[0].begin == times.BEGIN


def test_a_day_with_a_class_ends_before_the_evening_with_the_exam() -> None:
    slots = times.timetable(times.with_what_they_need(course(Lang.EN), paths.TAUGHT_IN_A_DAY))

    assert slots[-1].end <= 17 * 60
    assert slots[-1].lesson == course(Lang.EN)[-1]


def test_half_days_hold_every_lesson_before_lunch() -> None:
    parts = times.halves(course(Lang.EN))

    assert sum(parts, ()) == course(Lang.EN)
    assert all(times.timetable(part)[-1].end <= 13 * 60 for part in parts)
    assert len(parts) == times.HALVES


def test_every_lesson_is_reached_by_a_goal() -> None:
    reached = {number for ends in paths.GOALS.values() for number in ends}

    assert {each.number for each in course(Lang.EN)} - reached <= {"00"}


def test_the_guide_tells_every_exercise_that_is_checked_with_all_its_misconceptions() -> None:
    asked = [task.id for each in course(Lang.EN) for task in each.exercises]

    assert asked == list(checked())
    for name, exercise in checked().items():
        assert {each.message for each in exercise.misconceptions} < set(answers.astray(exercise)), name


@pytest.mark.parametrize("lang", Lang)
def test_the_guide_has_a_part_for_every_exercise(lang: Lang) -> None:
    page = (DOCS / f"instructors-guide{'' if lang is Lang.EN else '.es'}.md").read_text(encoding="utf-8")

    assert re.findall(r"^#### (\d\d\.\d) \w+$", page, re.MULTILINE) == list(checked())
    assert page.count("```py\n") == len(checked())
    assert "```py\n\n```" not in page


def test_a_sentence_is_told_once_and_without_marks_of_markdown() -> None:
    twice = Text(en="a * and `a[0]*`", es="un *")
    found = Exercise("x", bool, Text(en="", es=""), twice, (Misconception(bool, twice), Misconception(bool, twice)))

    assert answers.astray(found) == (twice,)
    assert answers._plain(twice.en) == r"a \* and `a[0]*`"


def test_an_exercise_without_a_check_is_refused() -> None:
    with pytest.raises(SourceError, match=r"exercise 99\.1 .* has no check"):
        answers._checked("99.1")


def test_the_parts_that_lessons_ask_for_are_those_whose_size_is_told() -> None:
    told = {setup.option for setup in paths.SETUPS}

    assert {part for each in course(Lang.EN) for part in each.parts} <= told
    assert [name for setup in paths.SETUPS for name in setup.folders if not (DOCS.parent / name).parent.is_dir()] == []
