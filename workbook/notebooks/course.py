"""The lessons as somebody meets them who takes or teaches them: goals, sections, exercises with their solutions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

from workbook.errors import SourceError
from workbook.lang import Lang, Text
from workbook.notebooks.check_calls import begun
from workbook.notebooks.edition import title
from workbook.notebooks.exercises import SOLUTION
from workbook.notebooks.lessons import Lesson, lessons_in
from workbook.template.source import CHECKOUT

LESSONS = CHECKOUT / "notebooks"

_GOAL = re.compile(r"^- \*\*[^*]+\*\* (.+?)\.?$", re.MULTILINE)
_KIND = re.compile(r"\*\*(?:Exercise|Ejercicio) \d+\.\d+: (\w+)\.?\*\*")
_SECTION = re.compile(r"^## (.+?)\s*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_LESSON = re.compile(r"^(\d\d)_\w+\.ipynb$")
_PART = re.compile(r"\b([A-Z]+)=1")


@dataclass(frozen=True, slots=True)
class Task:
    """One exercise as the lesson sets it: its kind is the word behind its number, such as "predict"."""

    id: str
    kind: str
    solution: str


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson in a language; `before` are the numbers of lessons that it needs, `parts` what `make setup` adds."""

    stem: str
    title: str
    does: str
    learns: str
    before: tuple[str, ...]
    parts: frozenset[str]
    sections: tuple[str, ...]
    exercises: tuple[Task, ...]
    words: int
    given: int
    solved: int

    @property
    def number(self) -> str:
        """The number by which other lessons name it, of two digits."""
        return self.stem[:2]


@cache
def course(lang: Lang, folder: Path = LESSONS) -> tuple[Taught, ...]:
    """Every lesson of a folder in order.

    Raises:
        SourceError: the folder holds none, or the opening of one does not say what it is for.
    """
    return tuple(_taught(lesson) for lesson in lessons_in(folder, lang))


def _taught(lesson: Lesson) -> Taught:
    cells = lesson.notebook.cells
    prose = [cell.source for cell in cells if cell.cell_type == "markdown"]
    code = [cell for cell in cells if cell.cell_type == "code"]
    goals = _GOAL.findall(prose[0]) if prose else []
    if len(goals) < len(("will", "learns", "needs")):
        raise SourceError(_NO_GOALS.format(lesson=lesson.path.name))
    does, learns, needs = (_LINK.sub(r"\1", goal) for goal in goals[:3])
    solved = sum(_is_solution(cell) for cell in code)
    return Taught(
        stem=lesson.path.stem,
        title=title(lesson.notebook),
        does=does,
        learns=learns,
        before=tuple(found[1] for _, link in _LINK.findall(goals[2]) if (found := _LESSON.match(link))),
        parts=frozenset(_PART.findall(needs)),
        sections=tuple(_SECTION.findall("\n".join(prose))),
        exercises=_exercises(cells),
        words=sum(len(text.split()) for text in prose),
        given=len(code) - solved,
        solved=solved,
    )


def _exercises(cells: list[NotebookNode]) -> tuple[Task, ...]:
    """Each exercise with the worked solutions that stand below it."""
    kinds, solutions, name = dict[str, str](), dict[str, list[str]](), ""
    for cell in cells:
        if cell.cell_type == "markdown" and (started := begun(cell.source)):
            name = started
            kinds[name], solutions[name] = _KIND.findall(cell.source)[-1], []
        elif name and _is_solution(cell):
            solutions[name].append(cell.source.strip())
    return tuple(Task(name, kind, "\n\n".join(solutions[name])) for name, kind in kinds.items())


def _is_solution(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and SOLUTION in cell.metadata.get("tags", [])


_NO_GOALS = Text(
    en="the opening of {lesson} does not say what you will do, what you will learn and what you need; expected a list"
    " item for each, add them to its first cell and to its translation",
    es="el comienzo de {lesson} no dice qué va a hacer, qué aprenderá y qué necesita; se esperaba un elemento de lista"
    " para cada cosa, añádalos a su primera celda y a su traducción",
)
