"""Until when RDS supports each major version of an engine, and what a database on an older one pays for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

CHARGED_AT_FIRST_RATE = 2
"""Years of Extended Support before its price doubles."""


class Support(Enum):
    """How a version is supported on a day."""

    STANDARD = "standard"
    EXTENDED_YEAR_1_2 = "extended, year 1 or 2"
    EXTENDED_YEAR_3 = "extended, year 3"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Version:
    """A major version with the last day of its standard support; charges begin the day after, or on `charged_from`."""

    standard_until: date
    charged_from: date | None = None

    def support(self, day: date) -> Support:
        """How the version is supported on a day; the charges go on until it is upgraded."""
        start = self.charged_from or self.standard_until + timedelta(days=1)
        if day < start:
            return Support.STANDARD
        doubled = start.replace(year=start.year + CHARGED_AT_FIRST_RATE)
        return Support.EXTENDED_YEAR_1_2 if day < doubled else Support.EXTENDED_YEAR_3


OLDEST_POSTGRES = 11
"""RDS ended all support of older versions without Extended Support (RDS release calendar)."""

VERSIONS: Mapping[tuple[str, str], Version] = {
    ("postgres", "11"): Version(date(2024, 2, 29), charged_from=date(2024, 4, 1)),
    ("postgres", "12"): Version(date(2025, 2, 28)),
    ("postgres", "13"): Version(date(2026, 2, 28)),
    ("postgres", "14"): Version(date(2027, 2, 28)),
    ("postgres", "15"): Version(date(2028, 2, 29)),
    ("postgres", "16"): Version(date(2029, 2, 28)),
    ("postgres", "17"): Version(date(2030, 2, 28)),
    ("postgres", "18"): Version(date(2031, 2, 28)),
    ("mysql", "5.7"): Version(date(2024, 2, 29)),
    ("mysql", "8.0"): Version(date(2026, 7, 31)),
    ("mysql", "8.4"): Version(date(2029, 7, 31)),
}
"""Release calendars of RDS for PostgreSQL and RDS for MySQL, as endoflife.date collected them on 2026-08-22."""


def support(engine: str, version: str, day: date) -> Support | None:
    """How a version such as `12.19` or `8.0.35` is supported on a day; None where the calendar does not hold it.

    >>> support("postgres", "12.19", date(2026, 10, 1))
    <Support.EXTENDED_YEAR_1_2: 'extended, year 1 or 2'>
    """
    numbers = version.split(".")
    if engine == "postgres" and numbers[0].isdigit() and int(numbers[0]) < OLDEST_POSTGRES:
        return Support.ENDED
    for major in (numbers[0], ".".join(numbers[:2])):
        if known := VERSIONS.get((engine, major)):
            return known.support(day)
    return None
