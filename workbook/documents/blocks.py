"""Everything that a page may ask to be filled in, by name."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.documents import (
    alarms,
    answers,
    brief,
    costs,
    decisions,
    destroyed,
    flows,
    modules,
    paths,
    pictures,
    rates,
    stage,
)
from workbook.documents.markers import Block

BLOCKS: Mapping[str, Block] = {
    name: block
    for room in (
        alarms,
        answers,
        brief,
        costs,
        decisions,
        destroyed,
        flows,
        modules,
        paths,
        pictures,
        rates,
        stage,
    )
    for name, block in room.BLOCKS.items()
}
