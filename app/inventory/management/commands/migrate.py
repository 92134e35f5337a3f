"""Migrate, one at a time: two tasks that start together must not both change the tables."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

LOCK = 0x1A7E4708
"""The number of the lock; any will do that nothing else takes in this database."""

PATIENCE = 600.0
"""How long to wait for another migration, in seconds."""

PAUSE = 0.25
"""How long to wait before asking again, in seconds."""

# A change of a table waits for those who read it, and everybody else waits behind it: so it gives up soon, and is run
# again. Once it has begun, it may take as long as its rows need, in the database or in Python between two statements.
_LIMITS = "SET lock_timeout = '5s'; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0"
_USUAL_LIMITS = "RESET lock_timeout; RESET statement_timeout; RESET idle_in_transaction_session_timeout"


class Command(migrate.Command):
    """Django's command under an advisory lock of the database."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - the signature is Django's
        """Wait until no other migration runs, then migrate.

        Raises:
            CommandError: another migration did not end.
        """
        with one_at_a_time(connections[options["database"]]):
            super().handle(*args, **options)


@contextmanager
def one_at_a_time(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Hold the lock; the database gives it back by itself where the process dies.

    Raises:
        CommandError: somebody else holds it for longer than `PATIENCE`.
    """
    deadline = time.monotonic() + PATIENCE
    while not _value(connection, f"SELECT pg_try_advisory_lock({LOCK})"):
        if time.monotonic() >= deadline:
            message = (
                f"another migration has been running for {PATIENCE:g} seconds, expected it to end; "
                "see what it waits for in pg_stat_activity, then migrate again"
            )
            raise CommandError(message)
        time.sleep(PAUSE)
    try:
        _run(connection, _LIMITS)
        yield
    except BaseException:
        with suppress(Error):  # a connection that is lost gives the lock back by itself; the first error is told
            _give_back(connection)
        raise
    _give_back(connection)


def _give_back(connection: BaseDatabaseWrapper) -> None:
    _run(connection, f"SELECT pg_advisory_unlock({LOCK})")
    _run(connection, _USUAL_LIMITS)


def _value(connection: BaseDatabaseWrapper, statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def _run(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
