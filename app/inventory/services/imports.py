"""Importing a file: all of its rows or none, in statements that each write thousands."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID, uuid4

from django.db import connection, transaction
from orjson import loads

from inventory.models import Import
from inventory.services.acts import Actor, Named, claim, earlier_act
from inventory.services.constraints import constraints_checked
from inventory.services.faults import MOST, Fault, Faults, RowsProblem
from inventory.services.staging import Table, staged

BATCH = 5000

# For one statement of an import; those of other requests are much shorter.
_PATIENCE = "SET LOCAL statement_timeout = '60s'"


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL for the rows from `low` to `high`, or for all at once; what only serves to write is left out of a dry run."""

    sql: str
    dry: bool = True
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A rule for a field: a query of line, value and context of the rows that break it."""

    field: str
    code: str
    rows: str


def unknown(table: Table, field: str, found: str) -> Check:
    """No row may name something that was not found."""
    rows = (
        f"SELECT line, {field} AS value, '{{}}'::jsonb AS context FROM {table.name} "  # noqa: S608
        f"WHERE {field} IS NOT NULL AND {found} IS NULL"
    )
    return Check(field, "unknown_name", rows)


def doubled(table: Table, field: str, *others: str) -> Check:
    """No row may have the value that an earlier one has in a field, or in several fields together."""
    key = ", ".join((field, *others))
    rows = f"""
    SELECT line, {field}::text AS value, jsonb_build_object('first', first) AS context
    FROM (SELECT line, {field}, min(line) OVER (PARTITION BY {key}) AS first FROM {table.name}) AS given
    WHERE {field} IS NOT NULL AND line > first
    """  # noqa: S608
    return Check(field, "doubled", rows)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a kind of file is imported: prepare finds out the outcome of each row, write makes it so."""

    kind: str
    table: Table
    prepare: tuple[Statement, ...]
    checks: tuple[Check, ...]
    write: tuple[Statement, ...]
    before: str = ""  # once, between the two


class Intake(Protocol):
    """A file that is being read: its faults, columns and name are complete once all rows were taken."""

    faults: Faults

    @property
    def columns(self) -> Collection[str]:
        """The fields that the file has."""

    def rows(self) -> Iterator[Sequence[object]]:
        """The line and the values of each row that can be used."""

    def name(self) -> Named:
        """The key of the client with a digest of the file."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many rows were written so far."""

    done: int
    rows: int


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a file, or would come of it."""

    import_id: UUID | None
    dry_run: bool
    rows: int
    created: int
    changed: int
    unchanged: int


def import_file(actor: Actor, plan: Plan, intake: Intake, *, dry_run: bool) -> Generator[Progress, None, Report]:
    """Import a file, and return its report after the commit. Whoever stops listening undoes it.

    Raises:
        Problem: values cannot be used, the key came before with another file, or somebody else is at it.
    """
    with staged(plan.table, intake.rows()) as rows:
        named = intake.name()
        earlier = None if dry_run else earlier_act(actor, named)
        if earlier is None:
            with transaction.atomic():
                run = _Run(actor, plan, intake, rows, uuid4())
                report = yield from (run.rehearse() if dry_run else run.carry_out(named))
        else:
            report = report_of(earlier)
    return report


def report_of(act_id: UUID) -> Report:
    """What an earlier import reported."""
    kept = Import.objects.get(act_id=act_id)
    rows = kept.created + kept.changed + kept.unchanged
    return Report(act_id, False, rows, kept.created, kept.changed, kept.unchanged)


@dataclass(frozen=True, slots=True)
class _Run:
    """One import in its transaction."""

    actor: Actor
    plan: Plan
    intake: Intake
    rows: int
    act_id: UUID

    def rehearse(self) -> Generator[Progress, None, Report]:
        self._find_out(dry_run=True)
        yield Progress(0, self.rows)
        return Report(None, True, self.rows, *self._outcomes())

    def carry_out(self, named: Named) -> Generator[Progress, None, Report]:
        earlier = claim(self.actor, named, self.act_id)
        if earlier is not None:
            return report_of(earlier)
        self._find_out(dry_run=False)
        yield Progress(0, self.rows)
        if self.plan.before:
            self._execute(self.plan.before)
        for low in range(0, self.rows, BATCH):
            self._batch(self.plan.write, low)
            yield Progress(min(low + BATCH, self.rows), self.rows)
        with constraints_checked():
            return self._keep(self._outcomes())

    def _find_out(self, *, dry_run: bool) -> None:
        """Give each row its outcome, and refuse the file where a row cannot be used."""
        self._execute(_PATIENCE)
        for statement in self.plan.prepare:
            if statement.dry or not dry_run:
                self._prepare(statement)
        faults = self.intake.faults
        for check in self.plan.checks:
            self._check(check, faults)
        if faults.total:
            raise RowsProblem(faults)

    def _prepare(self, statement: Statement) -> None:
        if statement.whole:
            self._execute(statement.sql)
            return
        for low in range(0, self.rows, BATCH):
            self._batch([statement], low)

    def _check(self, check: Check, faults: Faults) -> None:
        found = (
            f"SELECT line, value, context, count(*) OVER () FROM ({check.rows}) AS broken ORDER BY line LIMIT {MOST}"  # noqa: S608
        )
        rows = self._execute(found)
        told = [Fault(line, check.field, value or "", check.code, loads(context)) for line, value, context, _ in rows]
        faults.extend(told, total=rows[0][3] if rows else 0)

    def _batch(self, statements: Sequence[Statement], low: int) -> None:
        for statement in statements:
            self._execute(statement.sql, low=low, high=low + BATCH - 1)

    def _outcomes(self) -> tuple[int, int, int]:
        counts = ", ".join(
            f"count(*) FILTER (WHERE outcome = '{name}')" for name in ("created", "changed", "unchanged")
        )
        ((created, changed, unchanged),) = self._execute(f"SELECT {counts} FROM {self.plan.table.name}")  # noqa: S608
        return created, changed, unchanged

    def _keep(self, outcomes: tuple[int, int, int]) -> Report:
        created, changed, unchanged = outcomes
        Import.objects.create(
            act_id=self.act_id,
            kind=self.plan.kind,
            user_id=self.actor.user_id,
            request_id=self.actor.request_id,
            created=created,
            changed=changed,
            unchanged=unchanged,
        )
        return Report(self.act_id, False, self.rows, *outcomes)

    def _execute(self, sql: str, **values: object) -> list[Any]:
        common: dict[str, Any] = {"act": self.act_id, "user": self.actor.user_id, "request": self.actor.request_id}
        common |= {f"has_{name}": name in self.intake.columns for name in self.plan.table.given}
        with connection.cursor() as cursor:
            cursor.execute(sql, common | values)
            return list(cursor.fetchall()) if cursor.description else []
