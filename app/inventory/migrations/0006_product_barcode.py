"""Barcodes unique by an index that no reference can rest on, so that changing one does not wait for movements.

PostgreSQL locks a row as for its removal where a column of a whole unique index changes, and every movement refers to
its product. The new index is built while others read and write; the old one goes once it is there.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_IS_BUILT = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('product_barcode')"
_CLEAR = "DROP INDEX CONCURRENTLY IF EXISTS product_barcode"
_BUILD = """
CREATE UNIQUE INDEX CONCURRENTLY product_barcode ON inventory_product (barcode) WHERE barcode IS NOT NULL
"""
_DROP_PATTERNS = "DROP INDEX CONCURRENTLY IF EXISTS inventory_product_barcode_69d7d92c_like"
_ADD_PATTERNS = """
CREATE INDEX inventory_product_barcode_69d7d92c_like ON inventory_product (barcode varchar_pattern_ops)
"""

# It waits for those who are writing already, an import for instance, and nobody waits for it.
_WAIT = "SET lock_timeout = 0"
_WAIT_NO_MORE = "SET lock_timeout = '5s'"

# An import may write for minutes. Whoever reads waits behind this meanwhile, so it steps back before they give up.
_DROP = """
DO $$
BEGIN
    SET LOCAL lock_timeout = '1s';
    FOR attempt IN 1..200 LOOP
        BEGIN
            ALTER TABLE inventory_product DROP CONSTRAINT IF EXISTS inventory_product_barcode_key;
            RETURN;
        EXCEPTION WHEN lock_not_available THEN
            PERFORM pg_sleep(1);
        END;
    END LOOP;
    RAISE lock_not_available USING MESSAGE = 'products have been in use for minutes, expected a pause; migrate again';
END
$$
"""
_ADD = "ALTER TABLE inventory_product ADD CONSTRAINT inventory_product_barcode_key UNIQUE (barcode)"


def _build(_: Any, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ANN401 - the signature is Django's
    """Build the index, unless a run that was cut off has; half of one is kept up and never read."""
    with editor.connection.cursor() as cursor:
        cursor.execute(_IS_BUILT)
        if cursor.fetchone() != (True,):
            cursor.execute(_CLEAR)
            cursor.execute(_BUILD)


def _clear(_: Any, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ANN401 - as above
    with editor.connection.cursor() as cursor:
        cursor.execute(_CLEAR)


# What the statements below come to.
_STATE: list[migrations.operations.base.Operation] = [
    migrations.AlterField(
        "product",
        "barcode",
        models.CharField(
            max_length=14,
            null=True,
            blank=True,
            validators=[RegexValidator("^[0-9]{8,14}$", "8 to 14 digits.")],
        ),
    ),
    migrations.AddConstraint(
        "product",
        models.UniqueConstraint(
            fields=["barcode"],
            condition=models.Q(barcode__isnull=False),
            name="product_barcode",
            violation_error_code="unique",
            violation_error_message="Product with this Barcode already exists.",
        ),
    ),
]


class Migration(migrations.Migration):
    """The new index, then an end of the old one and of its companion for patterns, which nobody searches by."""

    atomic = False
    contracts = "the new index keeps barcodes unique for the tasks of before as well"

    dependencies: ClassVar[list[tuple[str, str]]] = [("inventory", "0005_product_walk")]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.RunSQL(_WAIT, migrations.RunSQL.noop),
        migrations.RunPython(_build, _clear),
        migrations.RunSQL(_DROP_PATTERNS, _ADD_PATTERNS),
        migrations.RunSQL(_WAIT_NO_MORE, migrations.RunSQL.noop),
        migrations.RunSQL(_DROP, _ADD, state_operations=_STATE),
    ]
