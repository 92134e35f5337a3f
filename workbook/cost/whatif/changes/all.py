"""Every alternative, by topic."""

from __future__ import annotations

from workbook.cost.whatif.changes import compute, database, edge, egress, purchase, schedule, watching
from workbook.cost.whatif.changes.model import Alternative

ALTERNATIVES: tuple[Alternative, ...] = (
    *egress.ALTERNATIVES,
    *database.ALTERNATIVES,
    *compute.ALTERNATIVES,
    *schedule.ALTERNATIVES,
    *watching.ALTERNATIVES,
    *edge.ALTERNATIVES,
    *purchase.ALTERNATIVES,
)
