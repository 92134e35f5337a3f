"""The grades of a class, to read and as JSON, and how far they are."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from workbook.grade.run import ClassGrades, Grade, Mark, Outcome, Status, Tell
from workbook.lang import Lang, Text, counted
from workbook.render.table import Page, Table
from workbook.streams import complain


@contextmanager
def grading(lang: Lang) -> Iterator[Tell]:
    """What to tell of each notebook: a bar on a terminal, one line each where standard error is piped."""
    if not sys.stderr.isatty():
        yield lambda number, of, grade: complain([f"{number}/{of} {_in_short(grade, lang)}"])
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(file=sys.stderr, highlight=False), transient=True) as bars:
        bar = bars.add_task("", total=None)
        yield lambda number, of, grade: bars.update(bar, completed=number, total=of, description=_in_short(grade, lang))


def _in_short(grade: Grade, lang: Lang) -> str:
    return f"{grade.file}: {_STATUS[grade.status][lang]}{f', {_score(grade)}' if grade.marks else ''}"


def grades_page(grades: ClassGrades, lang: Lang) -> Page:
    """One row for each notebook, then one for each exercise with what the check says."""
    rows = [
        (g.file, g.lesson or "–", _score(g), " ".join(f"{m.exercise} {_SIGNS[m.outcome]}" for m in g.marks))
        for g in grades.grades
    ]
    parts: list[Table | str] = [Table.of([each[lang] for each in _COLUMNS], rows, note=_counts(grades, lang))]
    marks = [
        (g.file, m.exercise, _OUTCOMES[m.outcome][lang], _message(m, lang)) for g in grades.grades for m in g.marks
    ]
    if marks:
        parts.append(Table.of([each[lang] for each in _MARKS], marks))
    problems = [(g.file, g.problem[lang]) for g in grades.grades if g.problem]
    if problems:
        parts.append(Table.of([each[lang] for each in _PROBLEMS], problems))
    if grades.passed_over:
        parts.append(_PASSED_OVER.format(names=", ".join(grades.passed_over))[lang])
    return Page(tuple(parts))


def _message(mark: Mark, lang: Lang) -> str:
    return f"{mark.message[lang]} {_WORKED[lang]}" if mark.is_worked_solution else mark.message[lang]


def _counts(grades: ClassGrades, lang: Lang) -> str:
    found = Counter(grade.status for grade in grades.grades)
    return ", ".join(counted(found[status], *_COUNTED[status])[lang] for status in Status if found[status])


def _score(grade: Grade) -> str:
    return f"{grade.passed}/{len(grade.marks)}" if grade.marks else "–"


def grades_json(grades: ClassGrades, lang: Lang) -> Mapping[str, object]:
    """The grades in the form of docs/reference/json.md."""
    found = Counter(grade.status for grade in grades.grades)
    return {
        "schema": 1,
        "counts": {str(status): found[status] for status in Status},
        "notebooks": [_grade_json(grade, lang) for grade in grades.grades],
        "passed_over": list(grades.passed_over),
    }


def _grade_json(grade: Grade, lang: Lang) -> Mapping[str, object]:
    return {
        "file": grade.file,
        "lesson": grade.lesson,
        "status": str(grade.status),
        "problem": grade.problem[lang] if grade.problem else None,
        "passed": grade.passed,
        "of": len(grade.marks),
        "exercises": [
            {
                "id": mark.exercise,
                "outcome": str(mark.outcome),
                "message": mark.message[lang],
                "worked_solution": mark.is_worked_solution,
            }
            for mark in grade.marks
        ],
    }


_SIGNS = {Outcome.PASSED: "✔", Outcome.FAILED: "✘", Outcome.MISSING: "–"}
_OUTCOMES = {
    Outcome.PASSED: Text(en="✔ passed", es="✔ superado"),
    Outcome.FAILED: Text(en="✘ failed", es="✘ no superado"),
    Outcome.MISSING: Text(en="– missing", es="– falta"),
}
_STATUS = {
    Status.GRADED: Text(en="graded", es="calificado"),
    Status.STOPPED: Text(en="stopped", es="detenido"),
    Status.UNREADABLE: Text(en="unreadable", es="ilegible"),
    Status.NO_LESSON: Text(en="no lesson", es="no es una lección"),
}
_COUNTED = {
    Status.GRADED: (
        Text(en="{count} graded", es="{count} calificado"),
        Text(en="{count} graded", es="{count} calificados"),
    ),
    Status.STOPPED: (
        Text(en="{count} stopped", es="{count} detenido"),
        Text(en="{count} stopped", es="{count} detenidos"),
    ),
    Status.UNREADABLE: (
        Text(en="{count} unreadable", es="{count} ilegible"),
        Text(en="{count} unreadable", es="{count} ilegibles"),
    ),
    Status.NO_LESSON: (
        Text(en="{count} no lesson", es="{count} no es una lección"),
        Text(en="{count} no lesson", es="{count} no son lecciones"),
    ),
}
_FILE = Text(en="notebook", es="cuaderno")
_EXERCISE = Text(en="exercise", es="ejercicio")
_COLUMNS = (_FILE, Text(en="lesson", es="lección"), Text(en="passed", es="superados"), Text(en="marks", es="notas"))
_MARKS = (_FILE, _EXERCISE, Text(en="mark", es="nota"), Text(en="what the check says", es="qué dice la comprobación"))
_PROBLEMS = (_FILE, Text(en="what is wrong with it", es="qué le pasa"))
_WORKED = Text(en="(Word for word the worked solution.)", es="(Es, palabra por palabra, la solución resuelta.)")
_PASSED_OVER = Text(
    en="Passed over, since their names do not end with .ipynb: {names}.",
    es="Sin mirar, porque sus nombres no terminan en .ipynb: {names}.",
)
