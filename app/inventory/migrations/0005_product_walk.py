"""An index from which products are found in the order of SKUs; it is built while others read and write."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

# A build that was cut off leaves an index that is kept up and never read.
_AGAIN = "DROP INDEX CONCURRENTLY IF EXISTS product_walk"

# It waits for those who are writing already, an import for instance, and nobody waits for it.
_WAIT = "SET lock_timeout = 0"
_WAIT_NO_MORE = "SET lock_timeout = '5s'"


class Migration(migrations.Migration):
    """The index."""

    atomic = False
    reviewed = "what is dropped is half an index of this name, and the limit is that of this session"

    dependencies: ClassVar[list[tuple[str, str]]] = [("inventory", "0004_session")]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.RunSQL(_WAIT, migrations.RunSQL.noop),
        migrations.RunSQL(_AGAIN, migrations.RunSQL.noop),
        AddIndexConcurrently(
            "product",
            models.Index(
                fields=["sku"],
                include=["name", "barcode", "category", "supplier", "active"],
                name="product_walk",
            ),
        ),
        migrations.RunSQL(_WAIT_NO_MORE, migrations.RunSQL.noop),
    ]
