"""A line of the ledger as a plain value."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Line:
    """What was written, with the names that the database gives to its columns."""

    id: int
    act_id: UUID
    kind: str
    product_id: int
    location_id: int
    change: int
    balance: int
    reason: str
    user_id: int
    created_at: datetime

    @classmethod
    def columns(cls) -> list[str]:
        """The columns that make a line, in order."""
        return [field.name for field in fields(cls)]
