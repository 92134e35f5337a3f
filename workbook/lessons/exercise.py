"""An exercise, the misconceptions behind its usual wrong answers, and the verdict on one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from workbook.errors import WorkbookError
from workbook.lang import Lang, Text, same

Predicate = Callable[[object], bool]
MOST = 100_000
"""Parts of an answer that gives one after the other; some never end."""
UNEXPECTED = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError)
"""What a predicate raises over an answer that is not of the kind that it expects; not a number is one, too."""


class WrongKindError(TypeError):
    """An answer is not the kind of thing that an exercise asks for; `wanted` says what is."""

    def __init__(self, wanted: Text) -> None:
        super().__init__(wanted.en)
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class Misconception:
    """A thought that leads to wrong answers: when an answer shows it, and what to say then."""

    shown_by: Predicate
    message: Text


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of a lesson; misconceptions are tried in order, `otherwise` answers any other wrong answer."""

    id: str
    correct: Predicate
    praise: Text
    otherwise: Text
    misconceptions: tuple[Misconception, ...] = ()

    def judge(self, answer: object) -> Verdict:
        """The verdict on an answer; an answer of the wrong type is wrong, never an exception.

        Dots are what a student copy has in place of an answer.
        """
        if answer is ...:
            return Verdict(self.id, False, _NO_ANSWER, answered=False)
        if isinstance(answer, Iterator):
            answer = list(islice(answer, MOST))  # each predicate looks again, and an iterator gives what it has once
        if _holds(self.correct, answer):
            return Verdict(self.id, True, self.praise)
        for misconception in self.misconceptions:
            if _holds(misconception.shown_by, answer):
                return Verdict(self.id, False, misconception.message)
        return Verdict(self.id, False, _wanted(self.correct, answer) or self.otherwise)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an answer is right, and the sentence that says why or what to think of."""

    exercise: str
    right: bool
    message: Text
    lang: Lang = Lang.EN
    answered: bool = True

    def __repr__(self) -> str:
        return f"{self._mark}: {self.message[self.lang]}"

    def _repr_markdown_(self) -> str:
        return f"**{self._mark}:** {self.message[self.lang]}"

    @property
    def _mark(self) -> str:
        if not self.answered:
            return f"… {self.exercise}"
        return f"{'✔' if self.right else '✘'} {self.exercise}"

    def __bool__(self) -> bool:
        return self.right


def _holds(predicate: Predicate, answer: object) -> bool:
    """Whether a predicate holds; a learner's answer of a type that it does not expect counts as no."""
    try:
        return bool(predicate(answer))
    except UNEXPECTED:
        return False


def _wanted(predicate: Predicate, answer: object) -> Text | None:
    """What to hand in instead, when the answer is of a kind that cannot be judged."""
    try:
        predicate(answer)
    except WrongKindError as error:
        return error.wanted
    except UNEXPECTED:
        return None
    return None


class NoSuchExerciseError(WorkbookError):
    """The lesson has no exercise of that number."""


def find(exercises: Mapping[str, Exercise], exercise_id: str) -> Exercise:
    """The exercise of that number.

    Raises:
        NoSuchExerciseError: there is none; the message lists those that exist.
    """
    if exercise_id in exercises:
        return exercises[exercise_id]
    known = same(", ".join(sorted(exercises)))
    raise NoSuchExerciseError(_NO_EXERCISE.format(given=exercise_id, known=known))


_NO_ANSWER = Text(
    en="there is no answer here yet; put yours in place of the dots and run the cell again, as often as you like",
    es="aquí todavía no hay respuesta; ponga la suya en lugar de los puntos y ejecute de nuevo la celda, "
    "tantas veces como quiera",
)
_NO_EXERCISE = Text(
    en="there is no exercise {given!r}; expected one of {known}",
    es="no existe el ejercicio {given!r}; se esperaba uno de {known}",
)
