"""The number of users, as a person writes it."""

from __future__ import annotations

from workbook.errors import WorkloadError
from workbook.lang import Text

MOST = 10_000_000
"""Beyond this a single service and database are no model of the system any more."""


def parse_users(words: str) -> int:
    """The number of daily active users that some words name.

    >>> parse_users("1000")
    1000

    Raises:
        WorkloadError: it is not a whole number from 1 to ten million.
    """
    try:
        number = float(words)
    except ValueError:
        raise _refusal(words) from None
    if not 1 <= number <= MOST or number != int(number):
        raise _refusal(words)
    return int(number)


def check_users(number: float) -> int:
    """The same number of users, if it can be one.

    Raises:
        WorkloadError: as `parse_users`.
    """
    return parse_users(str(number))


def _refusal(words: str) -> WorkloadError:
    return WorkloadError(_NOT_USERS.format(words=words, most=MOST))


_NOT_USERS = Text(
    en="{words} is no number of daily users; expected a whole number from 1 to {most:,}",
    es="{words} no es un número de usuarios diarios; se esperaba un número entero de 1 a {most}",
)
