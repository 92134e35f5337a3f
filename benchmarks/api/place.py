"""The inventory in this process, with a database of its own that goes with it."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from embedded.postgres import FAST, USER, EmbeddedPostgres

HOST = "api.inventory.example.com"
FRONTEND = "https://app.inventory.example.com"

_VARIABLES = {
    "DATABASE_CONNECT_TIMEOUT": "5",
    "DATABASE_NAME": USER,
    "DATABASE_PASSWORD": "unused",
    "DATABASE_PORT": "5432",
    "DATABASE_SSLMODE": "disable",
    "DATABASE_USER": USER,
    "DJANGO_ALLOWED_HOSTS": HOST,
    "DJANGO_CORS_ALLOWED_ORIGINS": FRONTEND,
    "DJANGO_CSRF_TRUSTED_ORIGINS": FRONTEND,
    "DJANGO_SECRET_KEY": "not a secret, since this key signs nothing that is kept: 0123456789",
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "GUNICORN_GRACEFUL_TIMEOUT": "30",
    "GUNICORN_KEEPALIVE": "75",
    "GUNICORN_THREADS": "4",
    "LOG_LEVEL": "ERROR",
    "PORT": "8000",
    "WEB_CONCURRENCY": "1",
}


@contextmanager
def inventory(rows: int) -> Iterator[EmbeddedPostgres]:
    """Django, set up on a migrated database that holds demo data of so many products."""
    folder = Path(tempfile.mkdtemp(prefix="inventory-"))
    postgres = EmbeddedPostgres(folder, FAST)
    try:
        postgres.start()
        os.environ.update(_VARIABLES, DATABASE_HOST=str(folder))
        django.setup()
        _fill(rows)
        yield postgres
    finally:
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _fill(rows: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up only now
    from django.db import connection  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0)
    call_command("demo", rows=rows, stdout=io.StringIO(), stderr=io.StringIO())
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # a million products take longer than a request may
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("RESET statement_timeout")
