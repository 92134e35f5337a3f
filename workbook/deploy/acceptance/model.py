"""An act of the acceptance test, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from workbook.deploy.refusals import in_sentences
from workbook.errors import DeployError
from workbook.lang import Text


class Outcome(Enum):
    """Three answers, never two."""

    WORKS = "works"
    FAILS = "fails"
    NOT_HERE = "not-here"
    """It cannot be tried at this target, or was not asked for."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what was tried, what came of it, and what was found."""

    name: str
    """A word that stays the same, for programs."""

    tried: Text
    outcome: Outcome
    found: Text


class UnexpectedError(Exception):
    """What was found is not what was expected."""

    def __init__(self, found: Text) -> None:
        super().__init__(found.en)
        self.found = found


class NotHereError(UnexpectedError):
    """It cannot be tried at this target, or was not asked for."""


def expect(holds: object, found: Text) -> None:
    """Whether something holds.

    Raises:
        UnexpectedError: it does not, and this was found instead.
    """
    if not holds:
        raise UnexpectedError(found)


def attempt(name: str, tried: Text, act: Callable[[], Text], credentials: str | None = None) -> Act:
    """Try an act; whatever is in its way is what was found."""
    try:
        with in_sentences(credentials):
            return Act(name, tried, Outcome.WORKS, act())
    except NotHereError as error:
        return Act(name, tried, Outcome.NOT_HERE, error.found)
    except UnexpectedError as error:
        return Act(name, tried, Outcome.FAILS, error.found)
    except DeployError as error:
        return Act(name, tried, Outcome.FAILS, error.problems[0])
    except (OSError, ValueError, LookupError) as error:  # an answer in no form that was expected
        said = f"{type(error).__name__}: {error}"
        return Act(name, tried, Outcome.FAILS, Text(en=said, es=said))
