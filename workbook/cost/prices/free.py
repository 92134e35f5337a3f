"""Free allowances: how much of a price is free each month, and under which programme of AWS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FreeTier(StrEnum):
    """Which free allowances an account has.

    AWS gives accounts opened since 2025-07-15 credits; those opened before had twelve months of free amounts.
    """

    NONE = "none"
    ALWAYS_FREE = "always-free"
    LEGACY_12_MONTHS = "legacy-12-months"
    CREDITS = "credits"

    @property
    def programmes(self) -> frozenset[FreeTier]:
        """The programmes whose allowances such an account gets: each but `none` includes what is always free."""
        if self is FreeTier.NONE:
            return frozenset()
        return frozenset({FreeTier.ALWAYS_FREE, self})


@dataclass(frozen=True, slots=True)
class Allowance:
    """An amount that is free each month for the whole account, taken from the prices of `keys` in their order.

    A `programme` of None means that the amount is the first tier of the price itself, free under every programme.
    A `recalled` amount was not read from a source.
    """

    keys: tuple[str, ...]
    amount: float
    unit: str
    programme: FreeTier | None
    source: str
    dated: date
    recalled: bool = False
