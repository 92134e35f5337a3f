"""Which field of the database's secret each variable of the containers is filled from when a task starts."""

from __future__ import annotations

DATABASE_FIELDS = {
    "DATABASE_HOST": "host",
    "DATABASE_PORT": "port",
    "DATABASE_NAME": "dbname",
    "DATABASE_USER": "username",
    "DATABASE_PASSWORD": "password",
}
