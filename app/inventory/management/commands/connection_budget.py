"""Say how many connections the tasks may open, and whether the database has as many."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

OVERLAP = 2
"""While a release is rolled out, the old tasks and as many new ones run side by side."""

ASIDE = 2
"""The migration, and somebody who looks at the database."""


class Command(BaseCommand):
    """Print the budget; fail where the database has fewer connections than the tasks may open."""

    help = "Print how many connections the tasks may open, and compare with what the database offers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the greatest number of tasks, and what a class of databases offers where none is there to be asked."""
        parser.add_argument("--tasks", type=int, required=True, help="tasks that scaling allows at most")
        parser.add_argument("--of", type=int, help="connections that the database offers; without it, it is asked")

    def handle(self, *_: Any, **options: Any) -> None:  # noqa: ANN401 - the signature is Django's
        """Print the budget.

        Raises:
            CommandError: it does not fit.
        """
        tasks, workers, pool = int(options["tasks"]), settings.WORKERS, settings.POOL_SIZE
        if tasks < 1:
            raise CommandError(f"--tasks is {tasks}, expected 1 or more; give the greatest number that scaling allows")
        needed = workers * pool * tasks * OVERLAP + ASIDE
        offered = _offered() if options["of"] is None else int(options["of"])
        parts = (_count(workers, "worker"), _count(pool, "connection"), _count(tasks, "task"))
        self.stdout.write(
            f"{' × '.join(parts)} × {OVERLAP} during a release + {ASIDE} = {needed} of {offered} connections"
        )
        if needed > offered:
            raise CommandError(
                f"the tasks may open {needed} connections, and the database offers {offered}; "
                "allow fewer tasks or threads, or take a larger database"
            )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _offered() -> int:
    """What is left of the database's connections to those who are not its administrators."""
    names = ("max_connections", "superuser_reserved_connections", "reserved_connections")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting::int FROM pg_settings WHERE name = ANY(%s)", [list(names)])
        found = dict(cursor.fetchall())
    return int(found["max_connections"] - sum(found.get(name, 0) for name in names[1:]))
