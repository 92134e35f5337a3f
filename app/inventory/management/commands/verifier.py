"""`manage.py verifier`: an account for whoever verifies a deployment, open for that long only."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from inventory.management.hashes import hash_in
from inventory.models import Role, User
from inventory.models.users import new_session_mark

EMAIL = "verifier@inventory.invalid"
VARIABLE = "VERIFIER_PASSWORD_HASH"


class Command(BaseCommand):
    """Open the account with a new password, or close it with all its sessions."""

    help = f"Open or close {EMAIL}, a manager, with the password whose hash {VARIABLE} holds."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which of both."""
        parser.add_argument("act", choices=("open", "close"))

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 - the signature is Django's
        """What is recorded of its acts keeps the account, so it is never removed."""
        is_open = options["act"] == "open"
        password = hash_in(VARIABLE) if is_open else "!"
        wanted = {"name": "Verifier", "role": Role.MANAGER, "is_active": is_open, "password": password}
        User.objects.update_or_create(email=EMAIL, defaults={**wanted, "session_mark": new_session_mark()})
        self.stdout.write(f"{EMAIL} is {'open' if is_open else 'closed'}")
