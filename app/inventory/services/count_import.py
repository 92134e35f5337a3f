"""Stock as it was counted, from a file: opening stock, or a stocktaking. Each row that differs is a count."""

from __future__ import annotations

from inventory.services.imports import Check, Plan, Statement, doubled, unknown
from inventory.services.staging import Table

TABLE = Table(
    "count_rows",
    given={"sku": 'text COLLATE "C"', "location": 'text COLLATE "C"', "quantity": "bigint"},
    found={
        "product_id": "bigint",
        "location_id": "bigint",
        "receives": "boolean",  # both are active
        "opened": "boolean NOT NULL DEFAULT false",
        "held": "bigint",
        "outcome": "text",
    },
)

_FIND = """
UPDATE count_rows AS given
SET product_id = found.product_id, location_id = found.location_id, receives = found.receives
FROM (
    SELECT given.number, product.id AS product_id, location.id AS location_id,
        product.active AND location.active AS receives
    FROM count_rows AS given
    LEFT JOIN inventory_product AS product ON product.sku = given.sku
    LEFT JOIN inventory_location AS location ON location.code = given.location
    WHERE given.number BETWEEN %(low)s AND %(high)s
) AS found
WHERE found.number = given.number
"""

# One import of counts at a time, so that two cannot lock the same levels in different orders.
_TURN = "SELECT pg_advisory_xact_lock(hashtext('inventory count import'))"

# From here on nobody else changes these levels. They are opened and locked in one order, that of transfers, through the
# whole file: batch by batch it would be that of the file, and a transfer and an import could wait for each other.
_HOLD = """
WITH opened AS (
    INSERT INTO inventory_stocklevel AS level (product_id, location_id, quantity)
    SELECT DISTINCT given.product_id, given.location_id, 0 FROM count_rows AS given
    WHERE given.receives OR EXISTS (
        SELECT 1 FROM inventory_stocklevel AS other
        WHERE other.product_id = given.product_id AND other.location_id = given.location_id
    )
    ORDER BY given.product_id, given.location_id
    ON CONFLICT (product_id, location_id) DO UPDATE SET quantity = level.quantity WHERE false
    RETURNING product_id, location_id
)
UPDATE count_rows AS given SET opened = true FROM opened
WHERE given.product_id = opened.product_id AND given.location_id = opened.location_id
"""

_COMPARE = """
UPDATE count_rows AS given
SET held = found.held, outcome = CASE
    WHEN found.held IS NULL OR given.opened THEN 'created'
    WHEN found.held <> given.quantity THEN 'changed'
    ELSE 'unchanged'
END
FROM (
    SELECT given.number, level.quantity AS held FROM count_rows AS given
    LEFT JOIN inventory_stocklevel AS level
        ON level.product_id = given.product_id AND level.location_id = given.location_id
    WHERE given.number BETWEEN %(low)s AND %(high)s
) AS found
WHERE found.number = given.number
"""

_INACTIVE = """
SELECT line, sku AS value, '{}'::jsonb AS context FROM count_rows
WHERE NOT receives AND held IS NULL
"""

_COUNT = """
WITH level AS (
    UPDATE inventory_stocklevel AS counted SET quantity = given.quantity, updated_at = clock_timestamp()
    FROM count_rows AS given
    WHERE counted.product_id = given.product_id AND counted.location_id = given.location_id
        AND given.outcome <> 'unchanged' AND given.number BETWEEN %(low)s AND %(high)s
    RETURNING given.number, counted.product_id, counted.location_id, counted.quantity,
        counted.quantity - given.held AS change
)
INSERT INTO inventory_stockmovement
    (act_id, kind, product_id, location_id, change, balance, reason, user_id, request_id, created_at)
SELECT %(act)s, 'count', product_id, location_id, change, quantity, '', %(user)s, %(request)s, clock_timestamp()
FROM level ORDER BY number
"""

COUNTS = Plan(
    kind="counts",
    table=TABLE,
    prepare=(
        Statement(_FIND),
        Statement(_TURN, dry=False, whole=True),
        Statement(_HOLD, dry=False, whole=True),
        Statement(_COMPARE),
    ),
    checks=(
        unknown(TABLE, "sku", "product_id"),
        unknown(TABLE, "location", "location_id"),
        doubled(TABLE, "sku", "location"),
        Check("sku", "inactive", _INACTIVE),
    ),
    write=(Statement(_COUNT),),
)
