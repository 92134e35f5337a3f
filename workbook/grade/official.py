"""The lessons as the project has them: which one a notebook is, which cells it was given, and where answers stand."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbook.grade.handed_in import Cell
from workbook.lang import Lang
from workbook.notebooks.check_calls import check_calls
from workbook.notebooks.exercises import SOLUTION, student_copy
from workbook.notebooks.lessons import Lesson, lessons_in

_PROGRAMS = "workbook.notebooks.command"
"""What a lesson imports that runs programs."""


@dataclass(frozen=True, slots=True)
class Official:
    """A lesson of the project; `asked` says in which cell each exercise is answered, `given` holds all other code."""

    name: str
    ids: frozenset[str]
    asked: Mapping[str, str]
    given: frozenset[str]
    solutions: Mapping[str, str]
    runs_programs: bool

    def is_given(self, cell: Cell) -> bool:
        """Whether the cell stands in the lesson as it is, and so is nobody's answer."""
        return cell.source.strip() in self.given


def official_lessons(folder: Path) -> list[Official]:
    """Every lesson of the folder.

    Raises:
        SourceError: the folder holds none.
    """
    spanish = lessons_in(folder, Lang.ES)
    return [_official(*both) for both in zip(lessons_in(folder, Lang.EN), spanish, strict=True)]


def _official(lesson: Lesson, spanish: Lesson) -> Official:
    code = [cell for cell in lesson.notebook.cells if cell.cell_type == "code"]
    solved = [cell for cell in code if SOLUTION in cell.metadata.get("tags", [])]
    copies = [student_copy(each.notebook, each.lang) for each in (lesson, spanish)]
    given = {
        cell.source.strip()
        for notebook in (lesson.notebook, spanish.notebook, *copies)
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.id not in {each.id for each in solved}
    }
    calls = [(call.exercise, cell) for cell in solved for call in check_calls(cell.source)]
    return Official(
        name=lesson.path.stem,
        ids=frozenset(cell.id for cell in lesson.notebook.cells),
        asked={exercise: cell.id for exercise, cell in calls},
        given=frozenset(given),
        solutions={exercise: cell.source.strip() for exercise, cell in calls},
        runs_programs=any(_PROGRAMS in cell.source for cell in code),
    )


def recognised(name: str, cells: Sequence[Cell], lessons: Sequence[Official]) -> Official | None:
    """The lesson that a notebook is: by the ids of its cells, or the exercises that it checks, or else by its name."""
    calls = [call.exercise for cell in cells if cell.number for call in check_calls(cell.source)]
    likeness = {lesson.name: _likeness(lesson, cells, calls) for lesson in lessons}
    best = max(lessons, key=lambda lesson: likeness[lesson.name])
    if likeness[best.name]:
        return best
    return next((lesson for lesson in lessons if lesson.name in name), None)


def _likeness(lesson: Official, cells: Sequence[Cell], calls: Sequence[str]) -> int:
    return len(lesson.ids & {cell.id for cell in cells}) + len(lesson.asked.keys() & set(calls))


def with_official_checks(lesson: Official, cells: Sequence[Cell]) -> list[Cell]:
    """The cells; where the check of an exercise is gone and its answer is not, the check comes back."""
    exercises = {cell_id: exercise for exercise, cell_id in lesson.asked.items()}
    return [_checked(cell, exercises.get(cell.id)) for cell in cells]


def _checked(cell: Cell, exercise: str | None) -> Cell:
    has_check = any(call.exercise == exercise for call in check_calls(cell.source))
    if exercise is None or has_check or "answer" not in _given_a_value(cell.source):
        return cell
    check = f"from workbook.lessons.check import check\ncheck({exercise!r}, answer)"
    return Cell(cell.number, cell.id, f"{cell.source.rstrip()}\n{check}")


def _given_a_value(source: str) -> set[str]:
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
