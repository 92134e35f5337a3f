"""The one kind of number that quantities are: a float, or an array of floats with one place per scenario."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from workbook.workload.day import DAYS_PER_MONTH, HOURS_PER_MONTH
from workbook.workload.model import Number

__all__ = [
    "DAYS_PER_MONTH",
    "GIB",
    "HOURS_PER_MONTH",
    "MIB_PER_GB",
    "SECONDS_PER_HOUR",
    "UNITS_PER_VCPU",
    "Number",
    "exact",
    "excess",
    "months_kept",
]

GIB = 1024**3
"""Bytes in the GB that AWS bills: 1,024 to the power of three."""
MIB_PER_GB = 1024
UNITS_PER_VCPU = 1024
SECONDS_PER_HOUR = 3600


def exact(quantity: Number) -> Decimal:
    """A single quantity as a decimal of twelve significant digits, which takes away the noise of binary fractions.

    >>> exact(0.1 + 0.2)
    Decimal('0.3')
    >>> exact(730 * 0.25)
    Decimal('182.5')
    """
    return Decimal(f"{float(quantity):.12g}")


def excess(quantity: Number, included: float) -> Number:
    """What of a quantity is above the amount that is included, never below zero.

    >>> float(excess(30, 20)), float(excess(5, 20))
    (10.0, 0.0)
    """
    return np.maximum(np.asarray(quantity, dtype=np.float64) - included, 0.0)


def months_kept(days: float | None, months: Number) -> Number:
    """For how many months something is there that is kept for so many days; for all of them without a number.

    >>> float(months_kept(365, 6)), float(months_kept(365 / 12, 6)), months_kept(None, 6)
    (6.0, 1.0, 6)
    """
    return months if days is None else np.minimum(days / DAYS_PER_MONTH, months)
