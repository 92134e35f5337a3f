"""The migration by which barcodes are unique without holding up movements."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from embedded.postgres import EmbeddedPostgres
from example_stock import make_product
from imported import wait_until_somebody_waits
from inventory.models import Product

MIGRATION = import_module("inventory.migrations.0006_product_barcode")

_OLD = "SELECT FROM pg_constraint WHERE conname = 'inventory_product_barcode_key'"
_NEW = "SELECT indisvalid, indisunique FROM pg_index WHERE indexrelid = to_regclass('product_barcode')"


def test_whoever_reads_products_goes_on_while_the_old_index_waits_to_go(committed: EmbeddedPostgres) -> None:
    def drop() -> None:
        with psycopg.connect(committed.url, autocommit=True) as migrating:
            migrating.execute(MIGRATION._DROP)

    with psycopg.connect(committed.url) as writing, ThreadPoolExecutor(1) as other:
        with psycopg.connect(committed.url) as before:
            before.execute(MIGRATION._ADD)
        writing.execute("LOCK TABLE inventory_product IN ROW EXCLUSIVE MODE")
        dropping = other.submit(drop)
        wait_until_somebody_waits(committed)
        assert Product.objects.count() == 0  # within the two seconds for which a request waits
        assert writing.execute(_OLD).fetchone() is not None
        writing.rollback()
        dropping.result(timeout=10)
        assert writing.execute(_OLD).fetchone() is None


@pytest.mark.parametrize("left", ["half an index", "no index", "the index"])
def test_a_migration_that_was_cut_off_can_run_again(committed: EmbeddedPostgres, left: str) -> None:
    with connection.cursor() as cursor:
        if left == "half an index":
            cursor.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'product_barcode'::regclass")
        elif left == "no index":
            cursor.execute("DROP INDEX product_barcode")
        with connection.schema_editor(atomic=False) as editor:
            MIGRATION._build(None, editor)
        cursor.execute(_NEW)
        assert cursor.fetchall() == [(True, True)]


def test_the_index_serves_a_search_for_a_barcode(database: EmbeddedPostgres) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexonlyscan = off")
        cursor.execute("EXPLAIN SELECT id FROM inventory_product WHERE barcode = %s", ["40123456"])
        assert "product_barcode" in str(cursor.fetchall())


def test_a_barcode_twice_is_told_beside_its_field_on_pages(database: EmbeddedPostgres) -> None:
    make_product(barcode="40123456")
    make_product(barcode=None), make_product(barcode=None)

    with pytest.raises(ValidationError) as refused:
        Product(sku="TWO", name="Other", barcode="40123456").full_clean()

    assert refused.value.message_dict == {"barcode": ["Product with this Barcode already exists."]}
