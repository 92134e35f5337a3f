"""What whoever teaches has to know of each exercise: the thoughts that lead astray, and the worked solution."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from workbook.documents.times import minutes
from workbook.errors import SourceError
from workbook.lang import Lang, Text
from workbook.lessons.check import LESSONS
from workbook.lessons.exercise import Exercise
from workbook.lessons.lesson_09 import ENOUGH, ON_THE_WAY
from workbook.lessons.lesson_09_faults import faults
from workbook.lessons.lesson_09_score import score
from workbook.notebooks.course import Task, course
from workbook.render.table import Table

_ESCAPES = str.maketrans({"*": "\\*", "<": "&lt;", "[": "\\[", "]": "\\]"})


def guide(lang: Lang) -> str:
    """Every lesson with its goals, and every exercise of it."""
    parts = []
    for lesson in course(lang):
        parts.append(f"### {lesson.title}")
        parts.append(_GOALS.format(does=lesson.does, learns=lesson.learns, minutes=minutes(lesson))[lang])
        parts += [_exercise(task, lang) for task in lesson.exercises]
    return "\n\n".join(parts)


def planted(lang: Lang) -> str:
    """The faults of the last lesson, the thought by which each is found, and the rules that it breaks."""
    page = "reference/rules.md" if lang is Lang.EN else "reference/rules.es.md"
    rows = [
        (
            each.done[lang],
            each.hint[lang],
            ", ".join(f"[{rule}]({page}#{rule.lower()})" for rule in each.rules) or _BILL[lang],
        )
        for each in faults()
    ]
    return Table.of([head[lang] for head in (_FAULT, _HINT, _RULES)], rows).markdown()


def marking(lang: Lang) -> str:
    """How much there is to find in the last lesson, and what it is worth."""
    return _MARKING.format(faults=len(faults()), enough=ENOUGH, way=len(ON_THE_WAY), points=score(()).of)[lang]


def astray(exercise: Exercise) -> tuple[Text, ...]:
    """What the check says to each wrong answer that it knows, the last for any other; each sentence once."""
    said = (*(misconception.message for misconception in exercise.misconceptions), exercise.otherwise)
    return tuple(dict.fromkeys(said))


@cache
def _checked(exercise: str) -> Exercise:
    """The check of an exercise.

    Raises:
        SourceError: there is none.
    """
    known = LESSONS.get(exercise.partition(".")[0], dict)()
    if exercise not in known:
        raise SourceError(_UNCHECKED.format(exercise=exercise))
    return known[exercise]


def _exercise(task: Task, lang: Lang) -> str:
    return "\n\n".join(_parts(task, lang))


def _parts(task: Task, lang: Lang) -> Iterator[str]:
    check = _checked(task.id)
    yield f"#### {task.id} {task.kind}"
    yield f"{_RIGHT[lang]} {_plain(check.praise[lang])}."
    yield _ASTRAY[lang]
    yield "\n".join(f"- {_plain(said[lang])}" for said in astray(check))
    yield _SOLUTION[lang]
    yield f"```py\n{task.solution}\n```"


def _plain(words: str) -> str:
    """Words in which Markdown finds no marks, save for code."""
    parts = words.split("`")
    return "`".join(part if place % 2 else part.translate(_ESCAPES) for place, part in enumerate(parts))


_GOALS = Text(
    en="The lesson tells its learners: you will {does}; you will learn {learns}. Estimated: {minutes} minutes.",
    es="Objetivo: {does}. Se aprende {learns}. Tiempo estimado: {minutes} minutos.",
)
_RIGHT = Text(en="**The point:**", es="**La idea:**")
_ASTRAY = Text(
    en="What the check says to wrong answers, each naming the thought behind it:",
    es="Qué dice la comprobación a las respuestas equivocadas; cada frase nombra la idea que hay detrás:",
)
_SOLUTION = Text(en="A worked solution:", es="Una solución resuelta:")
_FAULT = Text(en="fault", es="fallo")
_HINT = Text(en="the thought that finds it", es="la idea que lo encuentra")
_RULES = Text(en="rules that it breaks", es="reglas que incumple")
_BILL = Text(en="none: it shows on the bill", es="ninguna: se ve en la factura")
_MARKING = Text(
    en="{faults} faults are planted, {way} of them on the way of a request; who names {enough} of them without a false"
    " alarm and without the audit has passed the exercise that asks for that. Each fault is worth a point for being"
    " named and one for being repaired, {points} together; a false alarm and each rule that a repair breaks elsewhere"
    " cost one.",
    es="Hay {faults} fallos, {way} de ellos en el camino de una petición; quien señale {enough} sin una falsa alarma y"
    " sin la auditoría ha superado el ejercicio que lo pide. Cada fallo vale un punto por señalarlo y otro por"
    " repararlo, {points} en conjunto; una falsa alarma, y cada regla que una reparación incumpla en otra parte,"
    " cuestan uno.",
)
_UNCHECKED = Text(
    en="exercise {exercise} stands in a lesson and has no check; expected one in workbook/lessons, add it and list its"
    " lesson in workbook/lessons/check.py",
    es="el ejercicio {exercise} está en una lección y no tiene comprobación; se esperaba una en workbook/lessons,"
    " añádala e incluya su lección en workbook/lessons/check.py",
)

BLOCKS = {"guide": guide, "planted": planted, "marking": marking}
