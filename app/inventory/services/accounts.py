"""Who somebody is, by e-mail address and password, and the end of all their sessions."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.contrib.auth import authenticate
from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from inventory.models import SignInFailure, User
from inventory.models.users import new_session_mark
from inventory.problems import TOO_MANY, TOO_MANY_OF_ALL, WRONG_CREDENTIALS, Problem

WINDOW = timedelta(minutes=15)
"""How long a failed sign-in counts."""

PER_ACCOUNT = 10
"""Failures from one origin for one account. An account is never closed to other origins: else a stranger
could lock its owner out."""

PER_ORIGIN = 50
"""Failures from one origin for all accounts; an office shares one."""

_LOCK = 0x5167
"""The first number of the advisory locks of origins; the second is their own."""


def verified(*, email: str, password: str, address: str) -> User:
    """The active user who has these credentials, which come from that address.

    Raises:
        Problem: there is none, or too many attempts have failed.
    """
    attempt = _begun_attempt(_digest(email.strip().lower()), _digest(origin_of(address)))
    user = authenticate(username=email, password=password)
    if not isinstance(user, User):
        raise Problem(WRONG_CREDENTIALS)
    attempt.delete()
    return user


def end_sessions(user_id: int) -> None:
    """End every session of the user."""
    User.objects.filter(pk=user_id).update(session_mark=new_session_mark())


def stay_out(user: User) -> None:
    """Mark a user who is not active, so that sessions of one who was shut out stay ended when that is undone."""
    if not user.is_active:
        user.session_mark = new_session_mark()


def origin_of(address: str) -> str:
    """What one client cannot leave at will: an IPv4 address, or the /64 in which anybody may choose IPv6 addresses."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or IPv6Network((int(parsed), 64), strict=False))


def _begun_attempt(account: str, origin: str) -> SignInFailure:
    """An attempt that counts as failed until it succeeds; else those at once would all find the budget untouched.

    Raises:
        Problem: too many have failed.
    """
    with transaction.atomic():
        _await_turn(origin)
        recent = SignInFailure.objects.filter(address=origin, created_at__gt=timezone.now() - WINDOW)
        failures = recent.aggregate(all=Count("id"), own=Count("id", filter=Q(account=account)))
        if failures["all"] >= PER_ORIGIN:
            raise Problem(TOO_MANY_OF_ALL)
        if failures["own"] >= PER_ACCOUNT:
            raise Problem(TOO_MANY)
        return SignInFailure.objects.create(account=account, address=origin)


def _await_turn(origin: str) -> None:
    """Count one attempt of an origin after the other; the lock goes with the transaction, thus before hashing."""
    number = int.from_bytes(bytes.fromhex(origin[:8]), signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, number])


def _digest(value: str) -> str:
    return salted_hmac("inventory.sign-in", value, algorithm="sha256").hexdigest()
