"""The database itself refuses to change what is written once and for all."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

_TABLES = ("inventory_stockmovement", "inventory_change")

_REFUSE = """
CREATE FUNCTION inventory_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only, and % is refused; write a new line that corrects the old one',
        TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$
"""


def _guard(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_keeps_lines BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION inventory_refuse_rewriting();"
        f"CREATE TRIGGER {table}_keeps_all BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION inventory_refuse_rewriting();",
        f"DROP TRIGGER {table}_keeps_lines ON {table}; DROP TRIGGER {table}_keeps_all ON {table};",
    )


class Migration(migrations.Migration):
    """Triggers before every UPDATE, DELETE and TRUNCATE of the append-only tables."""

    reviewed = "tasks only ever insert into these tables, which the triggers let pass"

    dependencies: ClassVar[list[tuple[str, str]]] = [("inventory", "0001_initial")]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.RunSQL(_REFUSE, "DROP FUNCTION inventory_refuse_rewriting()"),
        *(_guard(table) for table in _TABLES),
    ]
