"""Who sends a request."""

from __future__ import annotations

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from inventory.sessions import SessionStore


class SignInMiddleware(AuthenticationMiddleware):
    """Django's, except that the user comes with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Let `request.user` be looked up where somebody asks for it."""
        session = request.session
        if not isinstance(session, SessionStore):
            raise TypeError(f"SESSION_ENGINE keeps sessions in {type(session).__name__}, expected inventory.sessions")
        request.user = SimpleLazyObject(lambda: session.signed_in() or AnonymousUser())  # type: ignore[assignment] # it turns into one
