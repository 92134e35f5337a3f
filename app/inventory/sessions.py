"""Sessions in the database. Every request reads one, and its user with it, by one statement that is written once."""

from __future__ import annotations

import re
from typing import Any, cast

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import DEFAULT_DB_ALIAS, connection
from django.utils.crypto import constant_time_compare

from inventory.models import Session, User

# In the order of the model; whatever else a user has is read when somebody asks for it.
_OF_USER = ("id", "password", "email", "name", "role", "is_active", "session_mark")
_READ = f"""
SELECT session.session_data, {", ".join(f"person.{name}" for name in _OF_USER)}
FROM inventory_session AS session
LEFT JOIN inventory_user AS person ON person.id = session.user_id AND person.is_active
WHERE session.session_key = %s AND session.expire_date > now()
"""  # noqa: S608 - names of columns that stand above

# As Django makes keys. The database refuses some other texts, such as one with a NUL, with an error.
_KEY = re.compile("[a-z0-9]{32}")


class SessionStore(db.SessionStore):
    """Django's, with the user of the session; asking Django for both costs three times as much."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key if session_key and _KEY.fullmatch(session_key) else None)
        self._user: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Where sessions are kept."""
        return Session

    def load(self) -> dict[str, Any]:
        """What the session holds; empty where there is none or it has expired."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        data, *of_user = row
        self._user = None if of_user[0] is None else User.from_db(DEFAULT_DB_ALIAS, _OF_USER, of_user)
        return dict(self.decode(data))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of the session, beside its user if there is one."""
        row = cast("Session", super().create_model_instance(data))
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row

    def signed_in(self) -> User | None:
        """The active user of the session, if any; a session of before a new password or mark ends here."""
        digest = self.get(HASH_SESSION_KEY)
        if self._user is None or not digest:
            return None
        if not constant_time_compare(digest, self._user.get_session_auth_hash()):
            self.flush()
            return None
        return self._user
