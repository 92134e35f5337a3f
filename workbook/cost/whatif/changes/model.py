"""What an alternative is: a choice, the edits that make it, and what it cannot do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from workbook.cost.demand.context import NO_PURCHASES, Purchases
from workbook.cost.whatif.changes.draft import Draft
from workbook.lang import Text


class Topic(StrEnum):
    """What a choice is about."""

    EGRESS = "egress"
    DATABASE = "database"
    COMPUTE = "compute"
    SCHEDULE = "schedule"
    WATCHING = "watching"
    EDGE = "edge"
    PURCHASE = "purchase"


Change: TypeAlias = Callable[[Draft], Text | None]
"""Makes the edits of a choice in a draft; a text says why the source gives no room for it."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One choice that a template could make otherwise; `remark` says what no comparison of templates shows.

    `purchases` is what is bought ahead; that is no part of a template, so such a choice makes no edits.
    """

    id: str
    topic: Topic
    title: Text
    change: Change
    remark: Text | None = None
    purchases: Purchases = NO_PURCHASES
