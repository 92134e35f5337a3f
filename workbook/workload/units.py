"""Units of assumptions, and the words in which a user may write a value."""

from __future__ import annotations

import re
from collections.abc import Mapping

SIZES = {
    "bytes": 1.0, "byte": 1.0, "B": 1.0,
    "KB": 1024.0, "kB": 1024.0, "KiB": 1024.0,
    "MB": 1024.0**2, "MiB": 1024.0**2,
    "GB": 1024.0**3, "GiB": 1024.0**3,
    "TB": 1024.0**4, "TiB": 1024.0**4,
}  # fmt: skip
"""AWS counts by 1,024 also where it writes KB, MB and GB. Kb and Mb, which are bits to many, are none of them."""
TIMES = {
    "ms": 0.001,
    "seconds": 1.0, "second": 1.0, "s": 1.0, "segundos": 1.0, "segundo": 1.0,
    "minutes": 60.0, "minute": 60.0, "min": 60.0, "minutos": 60.0, "minuto": 60.0,
    "hours": 3600.0, "hour": 3600.0, "h": 3600.0, "horas": 3600.0, "hora": 3600.0,
}  # fmt: skip
MONTHS = {
    "months": 1.0, "month": 1.0, "meses": 1.0, "mes": 1.0,
    "years": 12.0, "year": 12.0, "años": 12.0, "año": 12.0,
}  # fmt: skip
SHARES = {"share": 1.0, "%": 0.01}
COUNTS = {"count": 1.0}
RATES = {"per_second": 1.0, "/s": 1.0, "/min": 1 / 60, "/h": 1 / 3600}
DIMENSIONS = (SIZES, TIMES, MONTHS, SHARES, COUNTS, RATES)

LONGEST = 100
"""Characters of the longest value that is read."""
_VALUE = re.compile(r"\s*([+-]?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)\s*(\S*)\s*", re.ASCII)


def convert(words: str, unit: str) -> float:
    """A value that is written with or without a unit, in the unit that is wanted.

    >>> convert("40 KB", "bytes"), convert("5 %", "share"), convert("1.5 h", "minutes"), convert("12", "GB")
    (40960.0, 0.05, 90.0, 12.0)

    Raises:
        ValueError: there is no number, or the unit measures something else.
    """
    found = _VALUE.fullmatch(words[: LONGEST + 1]) if len(words) <= LONGEST else None
    if found is None:
        raise ValueError(words)
    number, given = float(found[1]), found[2] or unit
    known = _dimension(unit)
    if given not in known:
        raise ValueError(given)
    return number if given == unit else number * known[given] / known[unit]


def alike(unit: str) -> tuple[str, ...]:
    """The units in which a value of some unit may be written, without second names of the same."""
    return tuple({size: name for name, size in reversed(list(_dimension(unit).items()))}.values())[::-1]


def _dimension(unit: str) -> Mapping[str, float]:
    return next(dimension for dimension in DIMENSIONS if unit in dimension)
