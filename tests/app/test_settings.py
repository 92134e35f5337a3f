from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from embedded.postgres import EmbeddedPostgres
from example_environment import VARIABLES

APP = Path(__file__).resolve().parents[2] / "app"


def manage(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **VARIABLES, **variables}
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *command],
        cwd=APP,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_is_checked_without_a_warning() -> None:
    ended = manage("check", "--deploy", "--fail-level", "WARNING")

    assert (ended.returncode, ended.stdout) == (0, "System check identified no issues (0 silenced).\n"), ended.stderr


def test_the_migrations_are_those_of_the_models(server: EmbeddedPostgres) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_connection_gives_up_in_time(database: EmbeddedPostgres) -> None:
    wanted = {"statement_timeout": "5s", "lock_timeout": "2s", "idle_in_transaction_session_timeout": "10s"}

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY(%s)", [list(wanted)])
        found = dict(cursor.fetchall())

    assert found == wanted


def test_the_pool_holds_one_connection_per_thread() -> None:
    pool = connection.pool

    assert pool is not None
    assert pool.max_size == int(VARIABLES["GUNICORN_THREADS"])
    assert pool.timeout == min(int(VARIABLES["DATABASE_CONNECT_TIMEOUT"]), 3)
    assert settings.DATABASES["default"]["CONN_MAX_AGE"] == 0


def test_connections_that_the_server_has_ended_cost_no_request_and_no_time(committed: EmbeddedPostgres) -> None:
    pool = connection.pool
    assert pool is not None
    connection.close()
    taken = [pool.getconn() for _ in range(5)]
    ended = [one.info.backend_pid for one in taken]
    for one in taken:
        pool.putconn(one)
    with psycopg.connect(committed.url, autocommit=True) as stranger:
        stranger.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'inventory'")
    start = time.monotonic()

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()

    assert process not in ended
    assert time.monotonic() - start < 1


def test_a_verified_connection_reaches_libpq(tmp_path: Path) -> None:
    certificates = tmp_path / "rds.pem"
    certificates.touch()
    program = (
        "from django.conf import settings; options = settings.DATABASES['default']['OPTIONS']; "
        "print(options['sslmode'], options['sslrootcert'])"
    )

    ended = manage(
        "shell", "--no-imports", "-c", program, DATABASE_SSLMODE="verify-full", DATABASE_SSLROOTCERT=str(certificates)
    )

    assert ended.stdout.split() == ["verify-full", str(certificates)], ended.stderr


def test_on_one_s_own_machine_nothing_asks_for_https() -> None:
    program = (
        "from django.conf import settings as s; "
        "print(s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.SECURE_HSTS_SECONDS)"
    )

    ended = manage("shell", "--no-imports", "-c", program, DJANGO_PLAIN_HTTP="1", DJANGO_ALLOWED_HOSTS="localhost")

    assert ended.stdout.split() == ["False", "False", "session", "0"], ended.stderr


@pytest.mark.parametrize(
    ("plain_http", "database", "at_home"),
    [("1", "/run/pg", "True"), ("1", "localhost", "True"), ("1", "db.example.com", "False"), ("0", "/run/pg", "False")],
)
def test_at_home_are_server_and_database_together(plain_http: str, database: str, at_home: str) -> None:
    program = "from django.conf import settings; print(settings.AT_HOME)"
    variables = {"DJANGO_PLAIN_HTTP": plain_http, "DATABASE_HOST": database, "DATABASE_SSLMODE": "require"}

    ended = manage("shell", "--no-imports", "-c", program, DJANGO_ALLOWED_HOSTS="localhost", **variables)

    assert ended.stdout.split() == [at_home], ended.stderr
