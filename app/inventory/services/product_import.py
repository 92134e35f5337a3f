"""Products from a file, found again by their SKU.

An empty cell in a column that a product needs leaves what is there, or takes what a new product begins with; in any
other column it empties the value. A column that the file does not have is not touched.
"""

from __future__ import annotations

from collections.abc import Mapping

from inventory.services.imports import Check, Plan, Statement, doubled, unknown
from inventory.services.staging import Table

TABLE = Table(
    "product_rows",
    given={
        "sku": 'text COLLATE "C"',
        "name": "text",
        "barcode": "text",
        "category": "text",
        "supplier": "text",
        "unit": "text",
        "unit_cost": "numeric(12, 4)",
        "reorder_point": "bigint",
        "active": "boolean",
    },
    found={
        "product_id": "bigint",
        "category_id": "bigint",
        "supplier_id": "bigint",
        "changes": "jsonb",
        "outcome": "text",
    },
)

# Whoever would write a product in between has to wait, and gives up soon; reads and movements go on.
_LOCK = "LOCK TABLE inventory_product IN SHARE ROW EXCLUSIVE MODE"

# What each value of a product will be.
_WILL_BE: Mapping[str, str] = {
    "name": "coalesce(given.name, product.name)",
    "barcode": "CASE WHEN %(has_barcode)s THEN given.barcode ELSE product.barcode END",
    "category_id": "CASE WHEN %(has_category)s THEN category.id ELSE product.category_id END",
    "supplier_id": "CASE WHEN %(has_supplier)s THEN supplier.id ELSE product.supplier_id END",
    "unit": "coalesce(given.unit, product.unit, 'piece')",
    "unit_cost": "coalesce(given.unit_cost, product.unit_cost, 0)",
    "reorder_point": "coalesce(given.reorder_point, product.reorder_point, 0)",
    "active": "coalesce(given.active, product.active, true)",
}
_NAMES = ", ".join(_WILL_BE)
_GIVEN = ", ".join(f"given.{name}" for name in _WILL_BE)
_FOUND = ", ".join(f"found.{name}" for name in _WILL_BE)
_EARLIER = ", ".join(f"product.{name}" for name in _WILL_BE)

# Costs are remembered as text, as those that come one by one are.
_REMEMBERED = {**{name: f"found.{name}" for name in _WILL_BE}, "unit_cost": "found.unit_cost::text"}
_PAIRS = ", ".join(f"('{name}', to_jsonb({value}))" for name, value in _REMEMBERED.items())

_FIND_OUT = f"""
WITH found AS (
    SELECT given.number, given.sku, product.id AS product_id,
        {", ".join(f"{expression} AS {name}" for name, expression in _WILL_BE.items())}
    FROM product_rows AS given
    LEFT JOIN inventory_product AS product ON product.sku = given.sku
    LEFT JOIN inventory_category AS category ON category.name = given.category
    LEFT JOIN inventory_supplier AS supplier ON supplier.name = given.supplier
    WHERE given.number BETWEEN %(low)s AND %(high)s
), compared AS (
    SELECT found.*, CASE
        WHEN product.id IS NULL THEN 'created'
        WHEN ({_FOUND}) IS DISTINCT FROM ({_EARLIER}) THEN 'changed'
        ELSE 'unchanged'
    END AS outcome, to_jsonb(product) || jsonb_build_object('unit_cost', product.unit_cost::text) AS earlier
    FROM found LEFT JOIN inventory_product AS product ON product.id = found.product_id
)
UPDATE product_rows AS given
SET ({_NAMES}, product_id, outcome, changes) = (
    SELECT {_FOUND}, found.product_id, found.outcome, CASE
        WHEN found.outcome = 'created' THEN (
            SELECT jsonb_object_agg(key, value)
            FROM (VALUES ('sku', to_jsonb(found.sku)), {_PAIRS}) AS pair (key, value)
        )
        WHEN found.outcome = 'changed' THEN (
            SELECT jsonb_object_agg(key, value) FROM (VALUES {_PAIRS}) AS pair (key, value)
            WHERE coalesce(value, 'null') <> coalesce(found.earlier -> key, 'null')
        )
    END
)
FROM compared AS found WHERE found.number = given.number
"""  # noqa: S608

_NEW_WITHOUT_NAME = "SELECT line, '' AS value, '{}'::jsonb AS context FROM product_rows WHERE name IS NULL"

_OTHER_UNIT = """
SELECT given.line, given.unit AS value, jsonb_build_object('expected', product.unit) AS context
FROM product_rows AS given JOIN inventory_product AS product ON product.id = given.product_id
WHERE given.unit <> product.unit
"""

# A barcode is free where the product that has it gets another one by the same file.
_TAKEN_BARCODE = """
SELECT given.line, given.barcode AS value, jsonb_build_object('holder', product.sku) AS context
FROM product_rows AS given JOIN inventory_product AS product ON product.barcode = given.barcode
WHERE product.id IS DISTINCT FROM given.product_id AND NOT EXISTS (
    SELECT 1 FROM product_rows AS other
    WHERE other.product_id = product.id AND other.barcode IS DISTINCT FROM product.barcode
)
"""

# Two products may swap their barcodes, so all that change are taken off before any is put on.
_TAKE_OFF_BARCODES = """
UPDATE inventory_product AS product SET barcode = NULL
FROM product_rows AS given
WHERE given.product_id = product.id AND given.outcome = 'changed'
    AND product.barcode IS NOT NULL AND product.barcode IS DISTINCT FROM given.barcode
"""

_CHANGE = f"""
UPDATE inventory_product AS product
SET ({_NAMES}, updated_at) = ({_GIVEN}, clock_timestamp())
FROM product_rows AS given
WHERE given.product_id = product.id AND given.outcome = 'changed' AND given.number BETWEEN %(low)s AND %(high)s
"""  # noqa: S608

_CREATE = f"""
WITH made AS (
    INSERT INTO inventory_product (sku, {_NAMES}, created_at, updated_at)
    SELECT sku, {_NAMES}, clock_timestamp(), clock_timestamp() FROM product_rows
    WHERE outcome = 'created' AND number BETWEEN %(low)s AND %(high)s
    ORDER BY number
    RETURNING id, sku
)
UPDATE product_rows AS given SET product_id = made.id FROM made
WHERE given.sku = made.sku AND given.number BETWEEN %(low)s AND %(high)s
"""  # noqa: S608

_REMEMBER = """
INSERT INTO inventory_change (user_id, request_id, model, object_id, values, created_at)
SELECT %(user)s, %(request)s, 'product', product_id, changes, clock_timestamp() FROM product_rows
WHERE changes IS NOT NULL AND number BETWEEN %(low)s AND %(high)s
ORDER BY number
"""

PRODUCTS = Plan(
    kind="products",
    table=TABLE,
    prepare=(Statement(_LOCK, dry=False, whole=True), Statement(_FIND_OUT)),
    checks=(
        doubled(TABLE, "sku"),
        Check("name", "missing", _NEW_WITHOUT_NAME),
        doubled(TABLE, "barcode"),
        Check("barcode", "taken", _TAKEN_BARCODE),
        unknown(TABLE, "category", "category_id"),
        unknown(TABLE, "supplier", "supplier_id"),
        Check("unit", "fixed_unit", _OTHER_UNIT),
    ),
    before=_TAKE_OFF_BARCODES,
    write=(Statement(_CHANGE), Statement(_CREATE), Statement(_REMEMBER)),
)
