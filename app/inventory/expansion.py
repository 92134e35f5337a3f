"""Releases only expand the database: the tasks of before run beside the new ones, on the same tables.

What is known to harm no running task passes. What takes something away belongs into a later release, when nobody reads
it any more; such a migration says so by `contracts = "why nothing needs it any more"`. Whatever else it does somebody
has looked at, and says so by `reviewed = "why running tasks go on as before"`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.contrib.postgres import operations as postgres
from django.core.checks import CheckMessage, Error
from django.db.migrations import Migration, operations
from django.db.models import Field, Value
from django.db.models.functions import Now

from inventory import migrations

# Of these very types; a subclass may do more. None of them waits for, or holds up, those who read and write.
_SAFE = (
    operations.CreateModel,
    operations.AlterModelManagers,
    operations.AlterModelOptions,
    operations.AlterModelTableComment,
    postgres.AddIndexConcurrently,
    postgres.CreateExtension,
    postgres.TrigramExtension,
    postgres.ValidateConstraint,
)
_TAKES_AWAY = (
    operations.DeleteModel,
    operations.RemoveField,
    operations.RenameField,
    operations.RenameModel,
    operations.AlterModelTable,
)


def check_migrations(**_: Any) -> list[CheckMessage]:  # noqa: ANN401 - the signature is Django's
    """An error for each migration that may harm running tasks and does not say why it does not."""
    names = sorted(module.name for module in iter_modules(migrations.__path__))
    return complaints((name, import_module(f"{migrations.__name__}.{name}").Migration) for name in names)


def complaints(named: Iterable[tuple[str, type[Migration]]]) -> list[CheckMessage]:
    """The errors of the given migrations."""
    return [error for name, migration in named for error in _complaints(name, migration)]


def _complaints(name: str, migration: type[Migration]) -> Iterator[CheckMessage]:
    contracts, reviewed = getattr(migration, "contracts", ""), getattr(migration, "reviewed", "")
    steps = list(_on_tables_in_use(migration.operations))
    taken = [type(step).__name__ for step in steps if _takes_away(step)]
    unknown = [type(step).__name__ for step in steps if not _takes_away(step) and not _is_safe(step)]
    if taken and not contracts:
        yield Error(
            f"{name} takes away what running tasks may read: {', '.join(taken)}",
            hint="Leave it to a later release and say there, in the migration's `contracts`, why nothing needs it.",
            id="inventory.E001",
        )
    if unknown and not contracts and not reviewed:
        yield Error(
            f"{name} does what running tasks may not bear: {', '.join(unknown)}",
            hint="See what it locks and refuses, and say in the migration's `reviewed` why running tasks go on.",
            id="inventory.E002",
        )


def _on_tables_in_use(steps: Sequence[operations.base.Operation]) -> Iterator[operations.base.Operation]:
    """What changes tables that running tasks know; not what concerns a table that the same migration has made."""
    made: set[str] = set()
    for step in _in_database(steps):
        if str(getattr(step, "model_name", "")).lower() in made:
            continue
        if isinstance(step, operations.CreateModel):
            made.add(step.name_lower)
        yield step


def _in_database(steps: Sequence[operations.base.Operation]) -> Iterator[operations.base.Operation]:
    """Every step that reaches the database; what only tells Django of a change reaches no running task."""
    for step in steps:
        if isinstance(step, operations.SeparateDatabaseAndState):
            yield from _in_database(step.database_operations)
        else:
            yield step


def _takes_away(step: operations.base.Operation) -> bool:
    """Whether the tasks of before read what is gone, or cannot insert a row since they know a column too few."""
    if isinstance(step, operations.AddField):
        return not (step.field.null or step.field.has_db_default() or step.field.generated)
    return isinstance(step, _TAKES_AWAY)


def _is_safe(step: operations.base.Operation) -> bool:
    if type(step) is operations.AddField:
        return _is_light(step.field)
    return type(step) in _SAFE


def _is_light(field: Field[Any, Any]) -> bool:
    """Whether the column is added without a look at any row: neither an index nor a value of its own for each."""
    default = field.db_default
    is_one_value = not hasattr(default, "resolve_expression") or isinstance(default, Value | Now)
    is_indexed = field.unique or field.db_index  # type: ignore[attr-defined] # documented
    return is_one_value and not is_indexed and not field.generated
