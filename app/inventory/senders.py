"""Who sends a request that only those who are signed in may send."""

from __future__ import annotations

from django.http import HttpRequest

from inventory.models import User
from inventory.request_id import META_KEY
from inventory.services.acts import Actor


def user_of(request: HttpRequest) -> User:
    """The user, whom the endpoint or the page has let pass.

    Raises:
        TypeError: it lets everybody in.
    """
    if not isinstance(request.user, User):
        raise TypeError(f"{request.path} asks for its user and lets everybody in")
    return request.user


def actor_of(request: HttpRequest) -> Actor:
    """Who writes, and from which request."""
    return Actor(user_id=user_of(request).pk, request_id=request.META[META_KEY])
