from __future__ import annotations

import time
from io import StringIO
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.migrations import Migration, operations

from embedded.postgres import EmbeddedPostgres
from inventory.expansion import check_migrations, complaints
from inventory.management.commands import migrate
from inventory.management.commands.migrate import LOCK


def test_a_migration_waits_for_another(server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "PATIENCE", 0.5)
    with psycopg.connect(server.url, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        start = time.monotonic()
        with pytest.raises(CommandError, match=r"another migration has been running for 0\.5 seconds"):
            call_command("migrate", verbosity=0)
        waited = time.monotonic() - start
        other.execute("SELECT pg_advisory_unlock(%s)", (LOCK,))

    call_command("migrate", verbosity=0)

    assert 0.4 < waited < 3


def test_the_lock_is_given_back_and_the_limits_are_as_before(server: EmbeddedPostgres) -> None:
    call_command("migrate", verbosity=0)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")
        assert cursor.fetchone() == ("2s", "5s")
    connection.close()


def test_our_migrations_only_expand() -> None:
    assert check_migrations() == []


@pytest.mark.parametrize(
    "step",
    [
        operations.RemoveField("product", "barcode"),
        operations.DeleteModel("Product"),
        operations.RenameField("product", "name", "title"),
        operations.RenameModel("Product", "Article"),
        operations.AlterModelTable("product", "article"),
        operations.AddField("product", "colour", models.CharField(max_length=9, default="red")),
    ],
    ids=lambda step: type(step).__name__,
)
def test_what_running_tasks_could_not_bear_needs_a_reason(step: operations.base.Operation) -> None:
    def migration(**values: Any) -> type[Migration]:
        return type("Migration", (Migration,), {"operations": [step], **values})

    (error,) = complaints([("0003_take_away", migration())])

    assert error.msg == f"0003_take_away takes away what running tasks may read: {type(step).__name__}"
    assert complaints([("0003_take_away", migration(contracts="nothing has read it since 1.2"))]) == []


@pytest.mark.parametrize(
    "field", [models.CharField(max_length=9, null=True), models.CharField(max_length=9, db_default="red")]
)
def test_a_column_that_old_tasks_need_not_know_is_no_matter(field: models.Field[Any, Any]) -> None:
    added = type("Migration", (Migration,), {"operations": [operations.AddField("product", "colour", field)]})

    assert complaints([("0003_add", added)]) == []


def test_the_budget_of_connections_is_printed_and_held(server: EmbeddedPostgres) -> None:
    said = StringIO()

    call_command("connection_budget", tasks=1, stdout=said)
    with pytest.raises(CommandError, match="may open 98 connections, and the database offers 57; allow fewer"):
        call_command("connection_budget", tasks=2, stdout=StringIO())
    with pytest.raises(CommandError, match="--tasks is 0, expected 1 or more"):
        call_command("connection_budget", tasks=0)

    assert said.getvalue() == "1 worker × 24 connections × 1 task × 2 during a release + 2 = 50 of 57 connections\n"
    connection.close()
