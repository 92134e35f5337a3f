"""Who is signed in where."""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from inventory.models.users import User


class Session(AbstractBaseSession):
    """A session of Django with its user beside it, so that one statement reads both."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """What reads and writes sessions."""
        from inventory.sessions import SessionStore  # noqa: PLC0415 - it needs this model

        return SessionStore
