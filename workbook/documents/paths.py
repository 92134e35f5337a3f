"""The ways through the lessons: what each gives and takes, which of them a goal needs, and when they are held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbook.documents import times
from workbook.lang import Lang, Text, counted, decimal, quantity
from workbook.notebooks.course import Taught, course
from workbook.render.table import Table

_WAY = "../notebooks"


@dataclass(frozen=True, slots=True)
class Setup:
    """A part of `make setup` with its folders, and the megabytes that they took when they were measured."""

    option: str
    folders: tuple[str, ...]
    megabytes: int


SETUPS = (
    Setup("", (".venv", "infra/node_modules"), 1_600),
    Setup("FRONTEND", ("frontend/node_modules",), 490),
    Setup("LOCALCLOUD", ("localcloud/.venv",), 80),
    Setup("BOOK", ("book/.venv",), 90),
)
MEASURED = "2026-11-30"
"""When the folders were measured by `du`, on Linux, after their programs had run once."""

GOALS: Mapping[Text, tuple[str, ...]] = {
    Text(en="read and draw an architecture", es="leer y dibujar una arquitectura"): ("01", "02"),
    Text(en="review a template of others", es="revisar una plantilla ajena"): ("03",),
    Text(en="know what it costs, and defend the design", es="saber qué cuesta y defender el diseño"): ("04", "08"),
    Text(en="bring it into service and look after it", es="ponerla en servicio y atenderla"): ("05", "06", "07"),
    Text(en="pass the exam", es="aprobar el examen"): ("09",),
}
"""The lessons in which each goal is reached; those that come before follow from what the lessons need."""
TAUGHT_IN_A_DAY = ("01", "09")
"""Where a day with a class ends up: at the picture that everybody shares, and at the exam."""


def lesson_table(lang: Lang) -> str:
    """Every lesson with what it gives, what it needs and how long it takes."""
    rows = [
        (_link(each), each.learns, _numbers(each.before), times.minutes(each), _options(each.parts))
        for each in course(lang)
    ]
    return Table.of([head[lang] for head in (_LESSON, _LEARN, _AFTER, _MINUTES, _SETUP)], rows, numbers=(3,)).markdown()


def contents(lang: Lang) -> str:
    """What each lesson holds: its sections, the kinds of its exercises, its cells."""
    rows = [
        (
            _link(each),
            "; ".join(each.sections[:-3]),
            ", ".join(task.kind for task in each.exercises),
            quantity(round(each.words, -2))[lang],
            each.given,
            each.solved,
        )
        for each in course(lang)
    ]
    heads = (_LESSON, _SECTIONS, _EXERCISES, _WORDS, _GIVEN, _SOLVED)
    return Table.of([head[lang] for head in heads], rows, numbers=(3, 4, 5)).markdown()


def formula(lang: Lang) -> str:
    """How the minutes are estimated, and why so."""
    return _FORMULA.format(
        words=times.WORDS_A_MINUTE,
        cell=times.MINUTES_A_CELL,
        exercise=times.MINUTES_AN_EXERCISE,
        cloud=times.MINUTES_OF_A_CLOUD,
        step=times.STEP,
    )[lang]


def whole(lang: Lang) -> str:
    """How many lessons there are, and how long all of them take."""
    lessons = course(lang)
    hours = decimal(round(times.together(lessons) / 60, 1))
    return counted(len(lessons), *_WHOLE).format(hours=hours)[lang]


def goals(lang: Lang) -> str:
    """For each goal the lessons that lead there, those that may be skipped, and the time."""
    lessons = course(lang)
    rows = []
    for goal, ends in GOALS.items():
        taken = times.with_what_they_need(lessons, ends)
        skipped = [each.number for each in lessons if each not in taken]
        rows.append(
            (goal[lang], _numbers(each.number for each in taken), _numbers(skipped), _hours(times.together(taken)))
        )
    everything = (_ALL[lang], _numbers(each.number for each in lessons), "–", _hours(times.together(lessons)))
    heads = [head[lang] for head in (_GOAL, _TAKE, _SKIP, _TIME)]
    return Table.of(heads, [*rows, everything], numbers=(3,)).markdown()


def setups(lang: Lang) -> str:
    """What `make setup` may install, its size, and the lessons that need it."""
    rows = []
    for setup in SETUPS:
        command = f"`make setup {setup.option}=1`" if setup.option else "`make setup`"
        needed = [each.number for each in course(lang) if not setup.option or setup.option in each.parts]
        size = quantity(setup.megabytes)[lang]
        rows.append((command, ", ".join(f"`{name}`" for name in setup.folders), size, _numbers(needed)))
    megabytes = _MEGABYTES.format(day=MEASURED)
    heads = [head[lang] for head in (_COMMAND, _INTO, megabytes, _FOR)]
    return Table.of(heads, rows, numbers=(2,)).markdown()


def day(lang: Lang) -> str:
    """The timetable of one day with a class."""
    lessons = course(lang)
    taken = times.with_what_they_need(lessons, TAUGHT_IN_A_DAY)
    left = _numbers(each.number for each in lessons if each not in taken)
    return f"{_table(taken, lang)}\n\n{_LEFT.format(numbers=left)[lang]}"


def half_days(lang: Lang) -> str:
    """The timetables of the half-days in which all lessons are held."""
    parts = times.halves(course(lang))
    return "\n\n".join(
        f"**{_HALF.format(number=number)[lang]}**\n\n{_table(part, lang)}" for number, part in enumerate(parts, start=1)
    )


def _table(lessons: Sequence[Taught], lang: Lang) -> str:
    rows = [
        (_clock(slot.begin), _clock(slot.end), _link(slot.lesson) if slot.lesson else _rest(slot)[lang])
        for slot in times.timetable(lessons)
    ]
    return Table.of([head[lang] for head in (_FROM, _TO, _WHAT)], rows).markdown()


def _rest(slot: times.Slot) -> Text:
    return _LUNCH if slot.end - slot.begin == times.LUNCH else _PAUSE


def _link(lesson: Taught) -> str:
    return f"[{lesson.title}]({_WAY}/{lesson.stem}.ipynb)"


def _numbers(numbers: Iterable[str]) -> str:
    return ", ".join(numbers) or "–"


def _options(parts: Iterable[str]) -> str:
    return " ".join(f"`{part}=1`" for part in sorted(parts)) or "–"


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _hours(minutes: int) -> str:
    return f"{_clock(minutes)} h"


_LESSON = Text(en="lesson", es="lección")
_LEARN = Text(en="you will learn", es="aprenderá")
_AFTER = Text(en="after", es="después de")
_MINUTES = Text(en="minutes, estimated", es="minutos, estimados")
_SETUP = Text(en="`make setup` with", es="`make setup` con")
_SECTIONS = Text(en="sections", es="secciones")
_EXERCISES = Text(en="exercises", es="ejercicios")
_WORDS = Text(en="words, about", es="palabras, unas")
_GIVEN = Text(en="given cells of code", es="celdas de código dadas")
_SOLVED = Text(en="cells of solutions", es="celdas de soluciones")
_FORMULA = Text(
    en="minutes = words / {words} + given cells of code × {cell} + exercises × {exercise}, + {cloud} where a lesson"
    " deploys to this machine, rounded to {step}. People read plain English at about 240 words a minute"
    " (Brysbaert, 2019), and slower with a picture beside it; a given cell is run and compared with the sentence above;"
    " an exercise is thought over, answered, and answered again after what the check says. Words are those of the"
    " English edition. No class has been timed, so this is an estimate; who is new to AWS may well need half as much"
    " again.",
    es="minutos = palabras / {words} + celdas de código dadas × {cell} + ejercicios × {exercise}, + {cloud} si la"
    " lección despliega en esta máquina, redondeados a {step}. Un texto inglés sencillo se lee a unas 240 palabras por"
    " minuto (Brysbaert, 2019), y más despacio con un dibujo al lado; una celda dada se ejecuta y se compara con la"
    " frase de arriba; un ejercicio se piensa, se responde y se vuelve a responder tras lo que dice la comprobación."
    " Las palabras son las de la edición inglesa. No se ha cronometrado a ninguna clase, así que son minutos"
    " estimados; quien empieza con AWS puede necesitar la mitad más.",
)
_WHOLE = (
    Text(en="{count} lesson, {{hours}} hours", es="{count} lección, {{hours}} horas"),
    Text(en="{count} lessons, {{hours}} hours", es="{count} lecciones, {{hours}} horas"),
)
_GOAL = Text(en="you want to", es="usted quiere")
_TAKE = Text(en="lessons", es="lecciones")
_SKIP = Text(en="you may skip", es="puede saltarse")
_TIME = Text(en="estimated time", es="tiempo estimado")
_ALL = Text(en="all of it", es="todo")
_COMMAND = Text(en="command", es="orden")
_INTO = Text(en="installs into", es="instala en")
_MEGABYTES = Text(en="MB, measured {day}", es="MB, medidos {day}")
_FOR = Text(en="lessons that need it", es="lecciones que lo necesitan")
_LEFT = Text(
    en="Left to read alone, or for another day: lessons {numbers}.",
    es="Quedan para leer a solas o para otro día: lecciones {numbers}.",
)
_HALF = Text(en="Half-day {number}", es="Media jornada {number}")
_FROM = Text(en="from", es="desde")
_TO = Text(en="to", es="hasta")
_WHAT = Text(en="what", es="qué")
_PAUSE = Text(en="pause", es="pausa")
_LUNCH = Text(en="lunch", es="comida")

BLOCKS = {
    "lessons": lesson_table,
    "lesson-contents": contents,
    "lesson-minutes": formula,
    "lessons-together": whole,
    "goals": goals,
    "setups": setups,
    "timetable": day,
    "half-days": half_days,
}
