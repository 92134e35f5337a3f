"""One account for each role. Their password stands in this file, so it opens nothing but one's own machine."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from inventory.models import Role, User

PASSWORD = "try-the-inventory"  # noqa: S105 - meant to be known
NAMES: Mapping[Role, str] = {
    Role.VIEWER: "Vera Olmo",
    Role.CLERK: "Carlos Ruano",
    Role.MANAGER: "Marta Quintero",
    Role.ADMIN: "Adela Duarte",
}


def email_of(role: Role) -> str:
    """The address under which a role signs in; its domain is one that nobody can own."""
    return f"{role.value}@inventory.example"


def make_accounts() -> dict[Role, User]:
    """The accounts; away from one's own machine strangers may reach the server, and nobody can use them."""
    password = PASSWORD if settings.AT_HOME else None
    return {
        role: User.objects.create_user(email_of(role), password, name=name, role=role) for role, name in NAMES.items()
    }


def accounts_there() -> list[User]:
    """Those of the accounts that can be used, from the least to the most role."""
    found = {user.email: user for user in User.objects.filter(email__in=map(email_of, NAMES), is_active=True)}
    users = [found[email_of(role)] for role in NAMES if email_of(role) in found]
    return [user for user in users if user.has_usable_password()]
