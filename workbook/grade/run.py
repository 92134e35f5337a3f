"""Grade the notebooks of a class: each is run in a room of its own, and its answers are judged outside of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from workbook.grade.handed_in import Cell, NotANotebookError, files_in, read_cells
from workbook.grade.judge import Judge
from workbook.grade.official import Official, official_lessons, recognised
from workbook.grade.record import Record
from workbook.grade.room import Rooms, Sat
from workbook.lang import Text

LIMIT, JOBS = 600.0, 2
"""Seconds for one notebook, and notebooks at a time, where nothing else is said."""


class Outcome(StrEnum):
    """What became of an exercise."""

    PASSED = "passed"
    FAILED = "failed"
    MISSING = "missing"


class Status(StrEnum):
    """What became of a notebook: it was run to its end, ended before it, or could not be run at all."""

    GRADED = "graded"
    STOPPED = "stopped"
    UNREADABLE = "unreadable"
    NO_LESSON = "no lesson"


@dataclass(frozen=True, slots=True)
class Mark:
    """An exercise, with what the check says to the answer, or why there is none."""

    exercise: str
    outcome: Outcome
    message: Text
    is_worked_solution: bool = False


@dataclass(frozen=True, slots=True)
class Grade:
    """A notebook by its path below the folder of the class; `problem` says what is wrong with it as a whole."""

    file: str
    status: Status
    lesson: str | None = None
    problem: Text | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def passed(self) -> int:
        """How many exercises were."""
        return sum(mark.outcome is Outcome.PASSED for mark in self.marks)


@dataclass(frozen=True, slots=True)
class ClassGrades:
    """Every notebook of a folder in order, and the files in it that are none."""

    grades: tuple[Grade, ...]
    passed_over: tuple[str, ...]

    @property
    def all_passed(self) -> bool:
        """Whether every exercise of every notebook did."""
        return all(g.status is Status.GRADED and g.passed == len(g.marks) for g in self.grades)


Tell = Callable[[int, int, Grade], None]


def grade_class(folder: Path, project: Path, tell: Tell, limit: float = LIMIT, jobs: int = JOBS) -> ClassGrades:
    """Grade every notebook of a folder against the lessons of a project; `tell` hears of each as it is done.

    Raises:
        SourceError: there is no such folder, no notebook in it, or the project has no lessons.
    """
    files, others = files_in(folder)
    lessons = official_lessons(project / "notebooks")
    rooms = Rooms(project, limit)
    done: dict[Path, Grade] = {}

    def work(path: Path) -> None:
        done[path] = _grade(path, _name(path, folder), lessons, rooms, judge)
        tell(len(done), len(files), done[path])

    with Judge() as judge, ThreadPoolExecutor(jobs) as workers:
        try:
            for result in [workers.submit(work, path) for path in files]:
                result.result()
        except BaseException:
            workers.shutdown(wait=False, cancel_futures=True)
            rooms.end_all()
            raise
    return ClassGrades(tuple(done[path] for path in files), tuple(_name(path, folder) for path in others))


def _name(path: Path, folder: Path) -> str:
    return path.name if path == folder else path.relative_to(folder).as_posix()


def _grade(path: Path, name: str, lessons: Sequence[Official], rooms: Rooms, judge: Judge) -> Grade:
    try:
        cells = read_cells(path)
    except NotANotebookError as error:
        return Grade(name, Status.UNREADABLE, problem=error.problems[0])
    lesson = recognised(path.name, cells, lessons)
    if lesson is None:
        return Grade(name, Status.NO_LESSON, problem=_NO_LESSON)
    sat = rooms.sit(lesson, cells)
    marks = _marks(lesson, cells, sat.record, judge)
    problem = _problem(sat, rooms.limit)
    return Grade(name, Status.STOPPED if problem else Status.GRADED, lesson.name, problem, marks)


def _problem(sat: Sat, limit: float) -> Text | None:
    if sat.out_of_time:
        return _OUT_OF_TIME.format(cell=sat.record.at, seconds=f"{limit:g}")
    return None if sat.record.ended else _DIED.format(cell=sat.record.at)


def _marks(lesson: Official, cells: Sequence[Cell], record: Record, judge: Judge) -> tuple[Mark, ...]:
    """The mark of each exercise; of several answers to one the last counts."""
    last = {kept.exercise: kept for kept in record.answers if kept.exercise in lesson.asked}
    sources = {cell.number: cell.source.strip() for cell in cells if cell.number}
    found = []
    for exercise, solution in lesson.solutions.items():
        if exercise in last:
            right, message = judge.judge(exercise, last[exercise].answer)
            outcome = Outcome.PASSED if right else Outcome.FAILED
            found.append(Mark(exercise, outcome, message, sources.get(last[exercise].cell) == solution))
        else:
            found.append(Mark(exercise, Outcome.MISSING, _why_missing(exercise, lesson, cells, record)))
    return tuple(found)


def _why_missing(exercise: str, lesson: Official, cells: Sequence[Cell], record: Record) -> Text:
    number = next((cell.number for cell in cells if cell.id == lesson.asked[exercise]), 0)
    if number > record.at:
        return _NOT_REACHED.format(cell=number)
    if number not in record.raised:
        return _NO_ANSWER
    first = min(record.raised)
    words = _RAISED if first == number else _RAISED_AFTER
    return words.format(cell=number, raised=record.raised[number], first=first, before=record.raised[first])


_NO_LESSON = Text(
    en="this is none of the lessons: it has none of their cells and checks none of their exercises",
    es="esto no es ninguna de las lecciones: no tiene ninguna de sus celdas ni comprueba ninguno de sus ejercicios",
)
_OUT_OF_TIME = Text(
    en="it was ended in cell {cell} after {seconds} seconds; what it had answered before that counts",
    es="se terminó en la celda {cell} tras {seconds} segundos; cuenta lo que había respondido antes",
)
_DIED = Text(
    en="its process ended by itself in cell {cell}; what it had answered before that counts",
    es="su proceso terminó por sí mismo en la celda {cell}; cuenta lo que había respondido antes",
)
_NOT_REACHED = Text(
    en="there is no answer: the notebook ended before cell {cell}, which asks for it",
    es="no hay respuesta: el cuaderno terminó antes de la celda {cell}, que la pide",
)
_RAISED = Text(
    en="there is no answer: cell {cell} raised {raised}",
    es="no hay respuesta: la celda {cell} lanzó {raised}",
)
_RAISED_AFTER = Text(
    en="there is no answer: cell {cell} raised {raised}; the first to fail was cell {first}, with {before}",
    es="no hay respuesta: la celda {cell} lanzó {raised}; la primera en fallar fue la celda {first}, con {before}",
)
_NO_ANSWER = Text(
    en="there is no answer: nothing was handed to the check of this exercise",
    es="no hay respuesta: no se entregó nada a la comprobación de este ejercicio",
)
