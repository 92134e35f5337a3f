"""The student copy of a lesson: every cell but the worked solutions, in whose place it asks for an answer."""

from __future__ import annotations

import ast
import hashlib

import nbformat
from nbformat import NotebookNode

from workbook.lang import Lang, Text
from workbook.notebooks.check_calls import begun, check_calls
from workbook.notebooks.normal_form import normal_form

SOLUTION, EXERCISE = "solution", "exercise"
"""Tags of a worked solution, and of the cell that stands in its place."""

MARK = "workbook"
"""The key in a copy's metadata under which it says what it was derived as."""


def student_copy(lesson: NotebookNode, lang: Lang) -> NotebookNode:
    """A copy that asks where the lesson answers; outputs that follow from an answer are cleared."""
    copy = normal_form(lesson)
    exercise, tainted = "", set[str]()
    for cell in copy.cells:
        if cell.cell_type != "code":
            exercise = begun(cell.source) or exercise
            cell.source = _without_solutions(cell.source)
            continue
        stored, loaded = _names(cell.source)
        is_solution = SOLUTION in cell.metadata.get("tags", [])
        if is_solution or loaded & tainted:
            tainted |= stored
            cell.outputs, cell.execution_count = [], None
        else:
            tainted -= stored
        if is_solution:
            cell.source = _prompt(cell.source, exercise, lang)
            cell.metadata = nbformat.from_dict({"tags": [EXERCISE]})
    copy.metadata[MARK] = nbformat.from_dict({"lang": str(lang), "sources": fingerprint(copy)})
    return copy


def given_cells_that_need_an_answer(lesson: NotebookNode) -> list[str]:
    """The ids of cells that are no solutions and read a name that only a solution gives; no lesson should have any."""
    tainted, found = set[str](), list[str]()
    for cell in lesson.cells:
        if cell.cell_type == "code":
            stored, loaded = _names(cell.source)
            if SOLUTION in cell.metadata.get("tags", []):
                tainted |= stored
            elif loaded & tainted:
                found.append(cell.id)
            else:
                tainted -= stored
    return found


def fingerprint(notebook: NotebookNode) -> str:
    """A mark of all sources of a notebook, which outputs and ids leave alone."""
    return hashlib.sha256("\0".join(cell.source for cell in notebook.cells).encode()).hexdigest()[:16]


def is_untouched(copy: NotebookNode) -> bool:
    """Whether nobody has changed a cell of a student copy since it was derived."""
    made = copy.metadata.get(MARK, {}).get("sources")
    return bool(made == fingerprint(copy))


def _prompt(solution: str, exercise: str, lang: Lang) -> str:
    calls = [call for call in check_calls(solution) if call.exercise == exercise]
    lesson, _, place = exercise.partition(".")
    number = f"{int(lesson)}.{place}"
    if not calls:
        return _WORKSPACE.format(number=number)[lang]
    return _ASK.format(number=number, check=calls[-1].function, exercise=exercise)[lang]


def _without_solutions(prose: str) -> str:
    """The prose without the sentence that announces what the copy does not hold."""
    for lang in Lang:
        prose = prose.replace(_ANNOUNCED[lang], _AWAITED[lang])
    return prose


def _names(source: str) -> tuple[set[str], set[str]]:
    """The names that a cell gives a value, and those that it reads before it gives them one itself."""
    stored: set[str] = set()
    loaded: set[str] = set()
    for statement in ast.parse(source).body:
        nodes = list(ast.walk(statement))
        names = [node for node in nodes if isinstance(node, ast.Name)]
        inner = {node.arg for node in nodes if isinstance(node, ast.arg)}
        inner |= {name.id for node in nodes if isinstance(node, ast.comprehension) for name in _targets(node)}
        loaded |= {node.id for node in names if isinstance(node.ctx, ast.Load)} - stored - inner
        stored |= {node.id for node in names if isinstance(node.ctx, ast.Store)} - inner
        stored |= {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    return stored, loaded


def _targets(node: ast.comprehension) -> list[ast.Name]:
    return [name for name in ast.walk(node.target) if isinstance(name, ast.Name)]


_ASK = Text(
    en="# Exercise {number}: replace the dots by your answer; add cells above where you need them.\n"
    'answer = ...\n{check}("{exercise}", answer)',
    es="# Ejercicio {number}: sustituya los puntos por su respuesta; añada celdas arriba si las necesita.\n"
    'answer = ...\n{check}("{exercise}", answer)',
)
_WORKSPACE = Text(
    en="# Exercise {number}: room for your own work.",
    es="# Ejercicio {number}: espacio para su propio trabajo.",
)
_ANNOUNCED = Text(
    en="The cells below hold worked solutions: replace them by your own.",
    es="Las celdas siguientes contienen soluciones resueltas: sustitúyalas por las suyas.",
)
_AWAITED = Text(
    en="The cells below wait for your answers: replace the dots.",
    es="Las celdas siguientes esperan sus respuestas: sustituya los puntos.",
)
