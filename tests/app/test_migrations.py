from __future__ import annotations

import time
from io import StringIO
from typing import Any

import psycopg
import pytest
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.core.checks import CheckMessage
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.models.functions import Now

from embedded.postgres import EmbeddedPostgres
from inventory.expansion import check_migrations, complaints
from inventory.management.commands import migrate
from inventory.management.commands.migrate import LOCK


def limits() -> list[str]:
    names = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(name) FROM unnest(%s::text[]) AS name", [list(names)])
        return [value for (value,) in cursor.fetchall()]


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
    assert limits() == ["2s", "5s", "10s"]
    connection.close()


def test_a_migration_may_take_its_time_and_waits_for_no_lock_for_long(server: EmbeddedPostgres) -> None:
    with migrate.one_at_a_time(connection):
        during = limits()
    connection.close()

    assert during == ["5s", "0", "0"]


def test_a_migration_that_loses_its_connection_tells_the_first_error(server: EmbeddedPostgres) -> None:
    def fail() -> None:
        with migrate.one_at_a_time(connection), connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            stranger.execute("SELECT pg_terminate_backend(%s, 5000)", cursor.fetchone())
            raise ValueError("the first error")

    with psycopg.connect(server.url, autocommit=True) as stranger, pytest.raises(ValueError, match="the first error"):
        fail()
    connection.close()

    call_command("migrate", verbosity=0)


def test_a_migration_that_fails_gives_the_lock_back(server: EmbeddedPostgres) -> None:
    with pytest.raises(ValueError, match="it failed"), migrate.one_at_a_time(connection):
        raise ValueError("it failed")

    assert limits() == ["2s", "5s", "10s"]
    with psycopg.connect(server.url, autocommit=True) as other:
        assert other.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,)).fetchone() == (True,)
    connection.close()


def test_our_migrations_only_expand() -> None:
    assert check_migrations() == []


def made(*steps: operations.base.Operation, **values: Any) -> list[CheckMessage]:
    """What is said of a migration of these steps."""
    return complaints([("0009_it", type("Migration", (Migration,), {"operations": list(steps), **values}))])


COLOUR = models.CharField(max_length=9, null=True)
INDEX = models.Index(fields=["unit"], name="product_unit")
CHECK = models.CheckConstraint(condition=models.Q(unit_cost__lt=9), name="product_is_cheap")
PERSON = models.ForeignKey("user", models.PROTECT, null=True)
TABLE = operations.CreateModel("Colour", [("id", models.BigAutoField(primary_key=True))])

TAKING = [
    operations.RemoveField("product", "barcode"),
    operations.DeleteModel("Product"),
    operations.RenameField("product", "name", "title"),
    operations.RenameModel("Product", "Article"),
    operations.AlterModelTable("product", "article"),
    operations.AddField("product", "colour", models.CharField(max_length=9, default="red")),
]
UNKNOWN = [
    operations.AlterField("product", "name", models.CharField(max_length=9)),
    operations.AddConstraint("product", CHECK),
    operations.AddIndex("product", INDEX),
    operations.AlterUniqueTogether("product", {("name", "unit")}),
    operations.RunSQL("SELECT 1"),
    operations.RunPython(operations.RunPython.noop),
    operations.AddField("product", "colour", models.CharField(max_length=9, null=True, unique=True)),
    operations.AddField("product", "person", PERSON),
    operations.AddField("product", "code", models.UUIDField(db_default=RandomUUID())),
]
SAFE = [
    operations.AddField("product", "colour", COLOUR),
    operations.AddField("product", "colour", models.CharField(max_length=9, db_default="red")),
    operations.AddField("product", "seen_at", models.DateTimeField(db_default=Now())),
    operations.AlterModelOptions("product", {"verbose_name": "article"}),
    TABLE,
    AddIndexConcurrently("product", INDEX),
    ValidateConstraint("product", "product_is_cheap"),
]


def name_of(step: operations.base.Operation) -> str:
    return type(step).__name__


@pytest.mark.parametrize("step", TAKING, ids=name_of)
def test_what_takes_something_away_needs_a_reason(step: operations.base.Operation) -> None:
    (error,) = made(step)

    assert error.msg == f"0009_it takes away what running tasks may read: {name_of(step)}"
    assert made(step, contracts="nothing has read it since 1.2") == []
    assert made(step, reviewed="somebody has had a look") == [error]


@pytest.mark.parametrize("step", UNKNOWN, ids=name_of)
def test_what_is_not_known_to_be_safe_needs_a_look(step: operations.base.Operation) -> None:
    (error,) = made(step)

    assert error.msg == f"0009_it does what running tasks may not bear: {name_of(step)}"
    assert made(step, reviewed="it takes a millisecond, and tasks write no such value") == []


@pytest.mark.parametrize("step", SAFE, ids=name_of)
def test_what_running_tasks_need_not_know_is_no_matter(step: operations.base.Operation) -> None:
    assert made(step) == []


@pytest.mark.parametrize("step", [*TAKING, *UNKNOWN], ids=name_of)
def test_nothing_hides_inside_another_step(step: operations.base.Operation) -> None:
    inner = operations.SeparateDatabaseAndState([step])
    outer = operations.SeparateDatabaseAndState(database_operations=[inner])

    assert made(outer) == made(step) != []
    assert made(operations.SeparateDatabaseAndState(state_operations=[step])) == []


def test_a_table_that_the_migration_makes_itself_is_in_nobody_s_way() -> None:
    steps = [operations.AddIndex("Colour", INDEX), operations.AddField("colour", "person", PERSON)]

    assert made(TABLE, *steps) == []
    assert len(made(*steps)) == 1


def test_a_step_of_another_s_making_may_do_more_than_the_one_it_is_made_from() -> None:
    class CreateAndFill(operations.CreateModel):
        """Runs a statement too."""

    assert len(made(CreateAndFill("Colour", []))) == 1


def test_the_budget_of_connections_is_printed_and_held(server: EmbeddedPostgres) -> None:
    said = StringIO()

    call_command("connection_budget", tasks=1, stdout=said)
    with pytest.raises(CommandError, match="may open 98 connections, and the database offers 57; allow fewer"):
        call_command("connection_budget", tasks=2, stdout=StringIO())
    with pytest.raises(CommandError, match="--tasks is 0, expected 1 or more"):
        call_command("connection_budget", tasks=0)

    assert said.getvalue() == "1 worker × 24 connections × 1 task × 2 during a release + 2 = 50 of 57 connections\n"
    connection.close()
