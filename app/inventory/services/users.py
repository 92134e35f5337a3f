"""Writes to users; each leaves a line that says who changed what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from inventory.models import Role, User
from inventory.problems import LAST_ADMINISTRATOR, NOT_FOUND, OWN_ACCOUNT, Problem
from inventory.services.accounts import stay_out
from inventory.services.acts import Actor
from inventory.services.changes import PASSWORD_CHANGED, remember
from inventory.services.constraints import constraints_checked
from inventory.services.faults import ValueFault, ValuesProblem


def user_create(actor: Actor, *, email: str, name: str, role: Role, password: str) -> int:
    """Write a user who can sign in at once; the number.

    Raises:
        Problem: the password is too weak, or another has the same address.
    """
    user = User(email=email.lower(), name=name, role=role)
    _set_password(user, password)
    with constraints_checked():
        user.save()
        remember(actor, user, {"email": user.email, "name": name, "role": role, **PASSWORD_CHANGED})
    return int(user.pk)


def user_change(actor: Actor, pk: int, values: Mapping[str, Any]) -> User:
    """Change the given values of a user, one at least, and no other; the user.

    Another role holds from the next request on; a new password ends every session, and so does shutting out.

    Raises:
        Problem: the password is too weak, there is no such user, or there would be no administrator.
    """
    given = {"is_active" if name == "active" else name: value for name, value in values.items()}
    password = given.pop("password", None)
    with transaction.atomic():
        user = _held(actor, pk, leaves=given.get("is_active") is False or given.get("role", Role.ADMIN) != Role.ADMIN)
        for name, value in given.items():
            setattr(user, name, value)
        written = [*given]
        if password is not None:
            _set_password(user, password)
            written.append("password")
        if "is_active" in given:
            stay_out(user)
            written.append("session_mark")
        user.save(update_fields=written)
        remember(actor, user, {**given, **({} if password is None else PASSWORD_CHANGED)})
    return user


def _held(actor: Actor, pk: int, *, leaves: bool) -> User:
    """The user, whom nobody else changes until the end; one who leaves the administrators is not the last of them.

    Two administrators who let each other go wait here, since each holds both.
    """
    if leaves and pk == actor.user_id:
        raise Problem(OWN_ACCOUNT)
    administrators = Q(role=Role.ADMIN, is_active=True)
    # Not as for a removal, for which movements of the user would have to end.
    rows = User.objects.select_for_update(no_key=True).order_by("pk")
    held = {user.pk: user for user in rows.filter(Q(pk=pk) | administrators if leaves else Q(pk=pk))}
    if pk not in held:
        raise Problem(NOT_FOUND)
    if leaves and not any(user.is_active and user.is_staff for user in held.values() if user.pk != pk):
        raise Problem(LAST_ADMINISTRATOR)
    return held[pk]


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        faults = [ValueFault("password", each.code or "", each.params or {}) for each in error.error_list]
        raise ValuesProblem(faults) from error
    user.set_password(password)
