"""`manage.py clean_up`: remove what is needed for a while only. Several at once, or one cut off, do no harm."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from inventory.services import clean_up
from inventory.text import Text

FEWEST_DAYS, MOST_DAYS = 2, 3650


class Command(BaseCommand):
    """Remove old keys, failed sign-ins and sessions, and say how many."""

    help = "Remove old keys of movements, failed sign-ins that count no more, and expired sessions."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the age of keys, and the language."""
        parser.add_argument(
            "--keys-after",
            type=_days,
            default=clean_up.KEYS_AFTER.days,
            metavar="DAYS",
            help="age of keys to remove; a movement that is sent again later is carried out again",
        )
        parser.add_argument("--lang", choices=("en", "es"), default="en", help="language of messages")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 - the signature is Django's
        """Remove each kind in turn; what is said of one is done, whatever comes of the next."""
        days = int(options["keys_after"])
        self._say(options, _KEYS, clean_up.remove_old_keys(timedelta(days=days)), days=days)
        self._say(options, _FAILURES, clean_up.remove_old_failures())
        self._say(options, _SESSIONS, clean_up.remove_expired_sessions())

    def _say(self, options: dict[str, Any], text: Text, removed: int, **values: object) -> None:
        self.stdout.write(text.say(options["lang"], removed=removed, **values))


def _days(value: str) -> int:
    """A number of days."""
    if value.isdecimal() and FEWEST_DAYS <= int(value[:9]) <= MOST_DAYS:
        return int(value)
    expected = f"a whole number of days from {FEWEST_DAYS} to {MOST_DAYS}"
    raise ArgumentTypeError(f"{value!r} is not {expected}; give one, such as 30")


_KEYS = Text(
    en="keys of movements older than {days} days: {removed} removed",
    es="claves de movimientos de más de {days} días: {removed} eliminadas",
)
_FAILURES = Text(
    en="failed sign-ins that count no more: {removed} removed",
    es="inicios de sesión fallidos que ya no cuentan: {removed} eliminados",
)
_SESSIONS = Text(en="expired sessions: {removed} removed", es="sesiones caducadas: {removed} eliminadas")
