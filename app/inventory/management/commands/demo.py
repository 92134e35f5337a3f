"""`manage.py demo`: fill an empty database with the stock of a startup that never was."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError, transaction
from django.utils import timezone
from django.utils.translation import override

from inventory.demo import load
from inventory.demo.accounts import PASSWORD, accounts_there
from inventory.demo.progress import Progress
from inventory.demo.rows import LINES_PER_PRODUCT, Catalogue
from inventory.models import Product, StockMovement
from inventory.text import Text

MOST = 1_000_000


class Command(BaseCommand):
    """Checks what is there, then loads it in one transaction, or not at all."""

    help = "Fill an empty database with demo data up to now; on one day, the same seed gives the same rows."

    def add_arguments(self, parser: CommandParser) -> None:
        """Size, language, seed, and what to do where there is data."""
        parser.add_argument(
            "--rows", type=_rows, default=1000, metavar="N", help=f"products, 1 to {MOST}; twice as many movements"
        )
        parser.add_argument("--lang", choices=("en", "es"), default="en", help="language of names and messages")
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="other numbers give other rows")
        there = parser.add_mutually_exclusive_group()
        there.add_argument("--once", action="store_true", help="keep the data where there is any")
        there.add_argument("--replace", action="store_true", help="remove ALL data first, users and ledger included")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 - the signature is Django's
        """Load, and say what there is.

        Raises:
            CommandError: the database holds data or lacks its tables.
        """
        language = options["lang"]
        try:
            with override(language):
                held = load.first_holder()
        except ProgrammingError as error:
            raise CommandError(_NO_TABLES.say(language)) from error
        except OperationalError as error:
            raise CommandError(_NO_DATABASE.say(language, reason=str(error).strip())) from error
        if held and not options["once"]:
            _must_be_removable(held, language, replace=options["replace"])
        if not held or options["replace"]:
            catalogue = Catalogue(options["rows"], options["seed"], language, timezone.now())
            self._load(catalogue, replace=options["replace"])
        self.stdout.write(_report(language))

    def _load(self, catalogue: Catalogue, *, replace: bool) -> None:
        size = catalogue.size
        expected = {"inventory_product": size, "inventory_stockmovement": LINES_PER_PRODUCT * size}
        progress = Progress(sys.stderr, catalogue.language, expected)
        try:
            with transaction.atomic():
                if replace:
                    load.empty()
                load.load(catalogue, progress)
        finally:
            progress.end()


def _rows(value: str) -> int:
    """A number of rows."""
    if value.isdecimal() and 1 <= int(value[:9]) <= MOST:
        return int(value)
    raise ArgumentTypeError(f"{value!r} is not a whole number from 1 to {MOST}; give one, such as 1000")


def _must_be_removable(held: tuple[str, int], language: str, *, replace: bool) -> None:
    what, count = held
    if not replace:
        raise CommandError(_OCCUPIED.say(language, what=what, count=count))
    if not settings.AT_HOME:
        raise CommandError(_ABROAD.say(language, what=what, count=count))


def _report(language: str) -> str:
    products, movements = Product.objects.count(), StockMovement.objects.count()
    lines = [_HOLDS.say(language, products=_many(products, language), movements=_many(movements, language))]
    accounts = accounts_there()
    if accounts:
        lines += [_SIGN_IN.say(language, emails=", ".join(user.email for user in accounts))]
        lines += [_PASSWORD.say(language, password=PASSWORD)]
    return "\n".join(lines)


def _many(number: int, language: str) -> str:
    return f"{number:,}".replace(",", ".") if language == "es" else f"{number:,}"


_OCCUPIED = Text(
    en="the database holds rows ({what}: {count}), expected an empty one; name another database, keep the data by "
    "--once, or remove ALL of it by --replace",
    es="la base de datos contiene filas ({what}: {count}) y se espera una vacía; indique otra base de datos, conserve "
    "los datos con --once o elimínelos TODOS con --replace",
)
_ABROAD = Text(
    en="--replace would remove rows ({what}: {count}) that may be somebody else's, expected server and database on "
    "your own machine (DJANGO_PLAIN_HTTP=1); name an empty database instead",
    es="--replace eliminaría filas ({what}: {count}) que pueden ser de otros y se esperan servidor y base de datos en "
    "su propia máquina (DJANGO_PLAIN_HTTP=1); indique en su lugar una base de datos vacía",
)
_NO_TABLES = Text(
    en="the database has none of the inventory's tables, expected a migrated one; run manage.py migrate first",
    es="la base de datos no tiene las tablas del inventario y se espera una migrada; ejecute antes manage.py migrate",
)
_NO_DATABASE = Text(
    en="the database does not answer: {reason}; start it, or correct the variables DATABASE_*",
    es="la base de datos no responde: {reason}; iníciela o corrija las variables DATABASE_*",
)
_HOLDS = Text(
    en="there are {products} products and {movements} movements",
    es="hay {products} productos y {movements} movimientos",
)
_SIGN_IN = Text(en="sign in as {emails}", es="inicie sesión como {emails}")
_PASSWORD = Text(en="the password of each is {password}", es="la contraseña de cada uno es {password}")
