"""Days as those who ask see them: in their time zone, up to today."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils.timezone import now


def is_time_zone(name: str) -> bool:
    """Whether a time zone has this name among those of IANA."""
    return name == "UTC" or name in _names()


def starts_of_days(number: int, zone: str) -> list[datetime]:
    """The moments at which the last so many days begin there, the oldest first; the last of them is today."""
    place: tzinfo = UTC if zone == "UTC" else ZoneInfo(zone)
    today = now().astimezone(place).date()
    days = (today - timedelta(days=back) for back in reversed(range(number)))
    return [datetime.combine(day, time(), place) for day in days]


@cache
def _names() -> set[str]:
    return available_timezones()
