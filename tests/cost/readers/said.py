"""What a reader said, added up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbook.cost.component import Component, Kind, Unsure


def charged(found: Iterable[Component | Unsure], kind: Kind | None = None) -> dict[str, Any]:
    """The quantity of each price, over all components or over those of one kind; None where a part is not known."""
    totals: dict[str, Any] = {}
    for each in found:
        if isinstance(each, Component) and kind in {None, each.kind}:
            before = totals.get(each.price, 0.0)
            totals[each.price] = None if before is None or each.quantity is None else before + each.quantity
    return totals


def gaps(found: Iterable[Component | Unsure]) -> list[tuple[str, str]]:
    """The path and the reason of everything that is not priced, or priced with a doubt."""
    return [(each.path, each.reason.en) for each in found if isinstance(each, Unsure)]
