"""A line for each imported file, which the database refuses to change."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

_GUARD = """
CREATE TRIGGER inventory_import_keeps_lines BEFORE UPDATE OR DELETE ON inventory_import
    FOR EACH ROW EXECUTE FUNCTION inventory_refuse_rewriting();
CREATE TRIGGER inventory_import_keeps_all BEFORE TRUNCATE ON inventory_import
    FOR EACH STATEMENT EXECUTE FUNCTION inventory_refuse_rewriting();
"""
_UNGUARD = """
DROP TRIGGER inventory_import_keeps_lines ON inventory_import;
DROP TRIGGER inventory_import_keeps_all ON inventory_import;
"""


class Migration(migrations.Migration):
    """The table, and its triggers."""

    reviewed = "the triggers are those of the table that is made here"

    dependencies: ClassVar[list[tuple[str, str]]] = [("inventory", "0002_guard_the_ledger")]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act_id", models.UUIDField(unique=True)),
                ("kind", models.CharField(max_length=10)),
                ("request_id", models.CharField(max_length=64)),
                ("created", models.IntegerField()),
                ("changed", models.IntegerField()),
                ("unchanged", models.IntegerField()),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ("-id",)},
        ),
        migrations.RunSQL(_GUARD, _UNGUARD),
    ]
