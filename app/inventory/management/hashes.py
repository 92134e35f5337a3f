"""A password that comes as a hash, since the records of an account hold what its tasks are told."""

from __future__ import annotations

import os

from django.contrib.auth.hashers import identify_hasher
from django.core.management.base import CommandError


def hash_in(variable: str) -> str:
    """The hash that a variable of the environment holds.

    Raises:
        CommandError: it holds none.
    """
    given = os.environ.get(variable, "")
    try:
        identify_hasher(given)
    except ValueError as error:
        raise CommandError(f"{variable} holds no hash of a password; expected argon2$argon2id$...") from error
    return given
