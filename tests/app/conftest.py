"""Django on a real PostgreSQL, one server for each process that runs tests."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import django
import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from embedded.postgres import FAST, EmbeddedPostgres
from example_environment import VARIABLES

# Short, since the path of a socket may have about a hundred characters; made when the server starts, if it does.
FOLDER = Path(tempfile.gettempdir()) / f"inventory-{uuid4().hex[:12]}"

# Models can be imported once settings are read, thus before any test is; the server starts with the first that asks.
with pytest.MonkeyPatch.context() as patch:
    for name, value in {**VARIABLES, "DATABASE_HOST": str(FOLDER)}.items():
        patch.setenv(name, value)
    patch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedPostgres]:
    """A migrated database that goes with the process."""
    postgres = EmbeddedPostgres(FOLDER, FAST)
    try:
        postgres.start()
        call_command("migrate", verbosity=0)
        yield postgres
        connections.close_all()
        connection.close_pool()
    finally:
        postgres.stop()  # also where the tests were told to end
        shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture
def database(server: EmbeddedPostgres) -> Iterator[EmbeddedPostgres]:
    """The database; whatever the test writes is rolled back."""
    with transaction.atomic():
        yield server
        transaction.set_rollback(True)
    connections.close_all()


@pytest.fixture
def committed(server: EmbeddedPostgres) -> Iterator[EmbeddedPostgres]:
    """The database for several threads at once; everything is removed after the test."""
    yield server
    connections.close_all()
    # Past the pool, since what a test did to it must not leave rows to the next.
    with psycopg.connect(server.url, autocommit=True) as own:
        own.execute("SET session_replication_role = replica")  # else the ledger would refuse
        found = own.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables "
            "WHERE schemaname = 'public' AND tablename LIKE 'inventory_%'"
        ).fetchone()
        own.execute(f"TRUNCATE {found[0]} RESTART IDENTITY CASCADE")
