"""Units of assumptions, and the words in which a user may write a value."""

from __future__ import annotations

import re

SIZES = {"B": 1.0, "bytes": 1.0, "KB": 1024.0, "MB": 1024.0**2, "MiB": 1024.0**2, "GB": 1024.0**3, "TB": 1024.0**4}
"""AWS counts by 1,024 also where it writes KB, MB and GB."""
TIMES = {"ms": 0.001, "s": 1.0, "seconds": 1.0, "min": 60.0, "minutes": 60.0, "h": 3600.0, "hours": 3600.0}
SHARES = {"share": 1.0, "%": 0.01}
COUNTS = {"count": 1.0}
RATES = {"per_second": 1.0, "/s": 1.0, "/min": 1 / 60}
DIMENSIONS = (SIZES, TIMES, SHARES, COUNTS, RATES)

_VALUE = re.compile(r"\s*([+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(\S*)\s*")


def convert(words: str, unit: str) -> float:
    """A value that is written with or without a unit, in the unit that is wanted.

    >>> convert("40 KB", "bytes"), convert("5 %", "share"), convert("1.5 h", "minutes"), convert("12", "GB")
    (40960.0, 0.05, 90.0, 12.0)

    Raises:
        ValueError: there is no number, or the unit measures something else.
    """
    found = _VALUE.fullmatch(words)
    if found is None:
        raise ValueError(words)
    number, given = float(found[1]), found[2] or unit
    wanted = next(dimension for dimension in DIMENSIONS if unit in dimension)
    if given not in wanted:
        raise ValueError(given)
    return number if given == unit else number * wanted[given] / wanted[unit]


def alike(unit: str) -> tuple[str, ...]:
    """The units in which a value of some unit may be written."""
    return tuple(next(dimension for dimension in DIMENSIONS if unit in dimension))
