"""Releases only expand the database: the tasks of before run beside the new ones, on the same tables.

What takes something away belongs into a later release, when nobody reads it any more; such a migration says so by
`contracts = "why nothing needs it any more"`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db.migrations import Migration, operations

from inventory import migrations

_TAKES_AWAY = (
    operations.DeleteModel,
    operations.RemoveField,
    operations.RenameField,
    operations.RenameModel,
    operations.AlterModelTable,
)


def check_migrations(**_: Any) -> list[CheckMessage]:  # noqa: ANN401 - the signature is Django's
    """An error for each migration that takes something away and does not say why that is safe."""
    names = sorted(module.name for module in iter_modules(migrations.__path__))
    return complaints((name, import_module(f"{migrations.__name__}.{name}").Migration) for name in names)


def complaints(named: Iterable[tuple[str, type[Migration]]]) -> list[CheckMessage]:
    """The errors of the given migrations."""
    return [
        Error(
            f"{name} takes away what running tasks may read: {', '.join(taken)}",
            hint="Leave it to a later release and say there, in the migration's `contracts`, why nothing needs it.",
            id="inventory.E001",
        )
        for name, migration in named
        if (taken := _taken_away(migration.operations)) and not getattr(migration, "contracts", "")
    ]


def _taken_away(steps: Sequence[operations.base.Operation]) -> list[str]:
    found = [type(step).__name__ for step in steps if isinstance(step, _TAKES_AWAY)]
    return [*found, *(type(step).__name__ for step in steps if _demands(step))]


def _demands(step: operations.base.Operation) -> bool:
    """Whether the tasks of before, which do not know the new column, could no longer insert a row."""
    if not isinstance(step, operations.AddField):
        return False
    return not step.field.null and not step.field.has_db_default()
