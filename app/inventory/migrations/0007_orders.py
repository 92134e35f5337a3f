"""Indexes for the orders of products beside that of SKUs, and for the time of movements; built while others write."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

# A build that was cut off leaves an index that is kept up and never read.
_AGAIN = "DROP INDEX CONCURRENTLY IF EXISTS {}"

# It waits for those who are writing already, an import for instance, and nobody waits for it.
_WAIT = "SET lock_timeout = 0"
_WAIT_NO_MORE = "SET lock_timeout = '5s'"

_ACCENTED = "ÁÀÂÄÃÅÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÇÑáàâäãåéèêëíìîïóòôöõúùûüçñ"
_BARE = "aaaaaaeeeeiiiiooooouuuucn" * 2
_FOLDED = (
    "CASE WHEN octet_length(%(expressions)s) = char_length(%(expressions)s) "
    'THEN lower(%(expressions)s COLLATE "C") '
    f"ELSE translate(lower(%(expressions)s COLLATE \"C\"), '{_ACCENTED}', '{_BARE}') END"
)

_INDEXES = {
    "product_walk_by_name": (
        "product",
        models.Index(
            models.Func("name", template=_FOLDED),
            models.F("id"),
            include=["name", "sku", "barcode", "category", "supplier", "active"],
            name="product_walk_by_name",
        ),
    ),
    "product_walk_by_age": (
        "product",
        models.Index(
            fields=["created_at", "id"],
            include=["sku", "name", "barcode", "category", "supplier", "active"],
            name="product_walk_by_age",
        ),
    ),
    "movement_by_time": ("stockmovement", models.Index(fields=["created_at", "id"], name="movement_by_time")),
}


class Migration(migrations.Migration):
    """The indexes."""

    atomic = False
    reviewed = "what is dropped is half an index of these names, and the limit is that of this session"

    dependencies: ClassVar[list[tuple[str, str]]] = [("inventory", "0006_product_barcode")]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.RunSQL(_WAIT, migrations.RunSQL.noop),
        *(
            operation
            for name, (model, index) in _INDEXES.items()
            for operation in (
                migrations.RunSQL(_AGAIN.format(name), migrations.RunSQL.noop),
                AddIndexConcurrently(model, index),
            )
        ),
        migrations.RunSQL(_WAIT_NO_MORE, migrations.RunSQL.noop),
    ]
