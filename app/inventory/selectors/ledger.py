"""The lines that one act wrote."""

from __future__ import annotations

from uuid import UUID

from inventory.models import StockMovement
from inventory.models.lines import Line


def lines_of_act(act_id: UUID) -> list[Line]:
    """The lines in the order in which they were written; the ledger being append-only, the same for ever."""
    rows = StockMovement.objects.filter(act_id=act_id).order_by("id").values_list(*Line.columns())
    return [Line(*row) for row in rows]
