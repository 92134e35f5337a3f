"""The number of daily users, as a person writes it."""

from __future__ import annotations

import math
import re

from workbook.errors import WorkloadError
from workbook.lang import Text, quantity
from workbook.workload import problems

MOST = 10_000_000
"""Beyond this a single service with one database is no model of the system any more."""

_DIGITS = re.compile(r"[+-]?\d+", re.ASCII)
_LONGEST = 40


def parse_users(words: str) -> int:
    """The number of daily active users that some words name, in digits alone.

    >>> parse_users("1000")
    1000

    Raises:
        WorkloadError: it is not a whole number from 1 to ten million.
    """
    stripped = words.strip()
    if _DIGITS.fullmatch(stripped):
        return check_users(float(stripped))
    is_fraction = re.fullmatch(r"[+-]?\d*\.\d*[1-9]\d*", stripped[: _LONGEST + 1], re.ASCII) is not None
    raise _refusal(problems.PART_OF_A_USER if is_fraction else problems.NOT_USERS, f"`{_short(words)}`")


def check_users(number: float) -> int:
    """The same number of users, if it can be one.

    Raises:
        WorkloadError: it is not a whole number from 1 to ten million.
    """
    if math.isnan(number):
        raise _refusal(problems.NOT_USERS, "NaN")
    if number <= 0:
        raise _refusal(problems.NO_USERS, f"{number:.15g}")
    if number > MOST:
        raise _refusal(problems.TOO_MANY_USERS, f"{number:.15g}")
    if number != int(number):
        raise _refusal(problems.PART_OF_A_USER, f"{number:.15g}")
    return int(number)


def _refusal(sentence: Text, words: str) -> WorkloadError:
    return WorkloadError(sentence.format(words=words, most=quantity(MOST)))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
