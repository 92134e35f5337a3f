"""The first administrator: created by a task that learns the hash of the password alone."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from workbook.deploy import words
from workbook.deploy.passwords import hash_of
from workbook.deploy.target import Target
from workbook.deploy.task import run_task
from workbook.errors import DeployError

_EXISTS = 3
"""How manage.py first_administrator ends where there is one already."""


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who may sign in first; the password is told once and kept nowhere."""

    email: str
    password: str


def create_administrator(target: Target, email: str) -> Administrator | None:
    """The first administrator with a new password, or None where there is one already.

    Raises:
        DeployError: the task failed.
    """
    password = secrets.token_urlsafe(12)
    named = ["--email", email, "--name", email.partition("@")[0]]
    told = {"ADMINISTRATOR_PASSWORD_HASH": hash_of(password)}
    ended = run_task(target, ["python", "manage.py", "first_administrator", *named], told)
    if ended.code == _EXISTS:
        return None
    if ended.code != 0:
        raise DeployError(words.ADMINISTRATOR_FAILED.format(code=ended.code, said=ended.said))
    return Administrator(email, password)
