"""Who may call an endpoint."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie
from ninja.utils import check_csrf

from inventory.models import Role, User
from inventory.problems import CSRF, NOT_ALLOWED, Problem


class SignedIn(APIKeyCookie):
    """A session of an active user whose role reaches `role`; writes also need the CSRF token in its header."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, role: Role) -> None:
        super().__init__()
        self._role = role

    def __call__(self, request: HttpRequest) -> User | None:
        """The user, or None where nobody is signed in.

        Raises:
            Problem: the role is too low, or the request may be forged.
        """
        user = self.authenticate(request, None)
        if user is None:
            return None
        refuse_forgery(request)
        if not Role(user.role).reaches(self._role):
            raise Problem(NOT_ALLOWED, got=user.role, expected=self._role.value)
        return user

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:  # noqa: ARG002 - the signature is ninja's
        """The user of the session."""
        return request.user if isinstance(request.user, User) and request.user.is_active else None


VIEWER, CLERK = SignedIn(Role.VIEWER), SignedIn(Role.CLERK)
MANAGER, ADMIN = SignedIn(Role.MANAGER), SignedIn(Role.ADMIN)


def refuse_forgery(request: HttpRequest) -> None:
    """Let a write pass only with the CSRF token and from an origin that is trusted.

    Raises:
        Problem: one of the two is missing.
    """
    if check_csrf(request) is not None:
        raise Problem(CSRF)
