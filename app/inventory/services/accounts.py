"""Signing in and out."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import authenticate, login, logout
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from inventory.models import SignInFailure, User
from inventory.models.users import new_session_mark
from inventory.problems import TOO_MANY, WRONG_CREDENTIALS, Problem

WINDOW = timedelta(minutes=15)
"""How long a failed sign-in counts."""

PER_ACCOUNT = 10
"""Failures from one address for one account. An account is never closed to other addresses: else a stranger
could lock its owner out."""

PER_ADDRESS = 50
"""Failures from one address for all accounts; an office shares one."""


def sign_in(request: HttpRequest, *, email: str, password: str) -> User:
    """Open a session for the user of that e-mail address.

    Raises:
        Problem: as for `verified`.
    """
    user = verified(request, email=email, password=password)
    login(request, user)
    return user


def verified(request: HttpRequest, *, email: str, password: str) -> User:
    """The active user who has these credentials.

    Raises:
        Problem: there is none, or too many attempts have failed.
    """
    account, address = _digest(email.strip().lower()), _digest(client_address(request))
    _refuse_guessing(account, address)
    user = authenticate(request, username=email, password=password)
    if not isinstance(user, User):
        SignInFailure.objects.create(account=account, address=address)
        raise Problem(WRONG_CREDENTIALS)
    return user


def sign_out(request: HttpRequest) -> None:
    """End this session."""
    logout(request)


def sign_out_everywhere(request: HttpRequest, user: User) -> None:
    """End every session of the user, this one included."""
    user.session_mark = new_session_mark()
    user.save(update_fields=["session_mark"])
    logout(request)


def client_address(request: HttpRequest) -> str:
    """The address that the load balancer saw: the last one in the list, since clients may write the others."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def _refuse_guessing(account: str, address: str) -> None:
    recent = SignInFailure.objects.filter(address=address, created_at__gt=timezone.now() - WINDOW)
    failures = recent.aggregate(all=Count("id"), own=Count("id", filter=Q(account=account)))
    if failures["own"] >= PER_ACCOUNT or failures["all"] >= PER_ADDRESS:
        raise Problem(TOO_MANY)


def _digest(value: str) -> str:
    return salted_hmac("inventory.sign-in", value, algorithm="sha256").hexdigest()
