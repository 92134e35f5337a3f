"""`manage.py first_administrator`: who may sign in first; a hash comes for the password, since tasks are recorded."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from inventory.management.hashes import hash_in
from inventory.models import Role, User

VARIABLE = "ADMINISTRATOR_PASSWORD_HASH"
EXISTS = 3
"""The exit code where there is an administrator, or an account with that address, already."""


class Command(BaseCommand):
    """Create an administrator where there is none yet."""

    help = f"Create the first administrator, with the password whose hash {VARIABLE} holds."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who it is."""
        parser.add_argument("--email", required=True, help="address to sign in with")
        parser.add_argument("--name", required=True, help="name that others see")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 - the signature is Django's
        """Create the account, unless somebody can do it on the pages."""
        email = str(options["email"]).strip().lower()
        user = User.objects.filter(email=email).first() or User(email=email, role=Role.ADMIN)
        if user.pk and (user.last_login or user.role != Role.ADMIN):
            raise CommandError(f"{email} has an account already", returncode=EXISTS)
        if User.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk=user.pk).exists():
            raise CommandError("there is an administrator already, who can add others", returncode=EXISTS)
        # One who has never signed in gets another password: the first one may have been lost before it was told.
        user.name, user.password = str(options["name"]), hash_in(VARIABLE)
        user.full_clean()
        user.save()
        self.stdout.write(f"{email} is the first administrator")
