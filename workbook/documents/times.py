"""How long a lesson takes, as an estimate, and the timetables that follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from workbook.lang import Lang
from workbook.notebooks.course import Taught, course

WORDS_A_MINUTE = 200
"""Silent reading of English prose goes at about 240 (Brysbaert, 2019); here pictures and code stand beside it."""
MINUTES_A_CELL = 1
"""To run a given cell and compare what it shows with the sentence above; most have four lines at most."""
MINUTES_AN_EXERCISE = 5
"""To think, to answer, to read what the check says, and to try once more."""
MINUTES_OF_A_CLOUD = 5
"""What a lesson waits for that deploys to this machine, as lesson 5 says of itself."""
STEP = 5
"""Minutes are rounded to so many, since nothing here is known more exactly."""

CLOUD = "LOCALCLOUD"
"""The part of `make setup` that lessons need which deploy."""

BEGIN, NOON = 9 * 60, 12 * 60
PAUSE, LUNCH = 15, 60
IN_A_ROW = 90
"""Minutes of work after which a pause is due."""
HALVES = 4
"""Half-days in which all lessons are taught."""


@dataclass(frozen=True, slots=True)
class Slot:
    """From when to when, in minutes after midnight, and the lesson; None is a pause."""

    begin: int
    end: int
    lesson: Taught | None


def minutes(lesson: Taught) -> int:
    """The estimate for a lesson, of its English edition in both languages."""
    english = {each.stem: each for each in course(Lang.EN)}.get(lesson.stem, lesson)
    exact = (
        english.words / WORDS_A_MINUTE
        + english.given * MINUTES_A_CELL
        + len(english.exercises) * MINUTES_AN_EXERCISE
        + (MINUTES_OF_A_CLOUD if CLOUD in english.parts else 0)
    )
    return STEP * max(1, int(exact / STEP + 0.5))


def together(lessons: Sequence[Taught]) -> int:
    """The estimate for several lessons, without pauses."""
    return sum(map(minutes, lessons))


def with_what_they_need(lessons: Sequence[Taught], goals: Sequence[str]) -> tuple[Taught, ...]:
    """The lessons of some numbers and all that these need, in order; a number that there is not is passed over."""
    known = {lesson.number: lesson for lesson in lessons}
    wanted, waiting = set[str](), [number for number in goals if number in known]
    while waiting:
        number = waiting.pop()
        wanted.add(number)
        waiting += [each for each in known[number].before if each in known and each not in wanted]
    return tuple(lesson for lesson in lessons if lesson.number in wanted)


def halves(lessons: Sequence[Taught], parts: int = HALVES) -> tuple[tuple[Taught, ...], ...]:
    """The lessons in order in so many parts, of which the longest is as short as can be."""
    cuts = combinations(range(1, len(lessons)), min(parts, len(lessons)) - 1)
    divided = (tuple(_cut(lessons, (0, *cut, len(lessons)))) for cut in cuts)
    return min(divided, key=lambda found: sorted((together(part) for part in found), reverse=True))


def timetable(lessons: Sequence[Taught]) -> tuple[Slot, ...]:
    """The lessons one after the other, with a pause where enough was worked, and lunch after noon."""
    slots, now, since = list[Slot](), BEGIN, 0
    lunched = False
    for place, lesson in enumerate(lessons):
        slots.append(Slot(now, now + minutes(lesson), lesson))
        now, since = slots[-1].end, since + minutes(lesson)
        if place == len(lessons) - 1:
            break
        if now >= NOON and not lunched:
            lunched, rest = True, LUNCH
        elif since + minutes(lessons[place + 1]) > IN_A_ROW:
            rest = PAUSE
        else:
            continue
        slots.append(Slot(now, now + rest, None))
        now, since = now + rest, 0
    return tuple(slots)


def _cut(lessons: Sequence[Taught], places: Sequence[int]) -> Iterator[tuple[Taught, ...]]:
    yield from (tuple(lessons[begin:end]) for begin, end in pairwise(places))
