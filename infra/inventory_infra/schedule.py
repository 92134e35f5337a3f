"""The hours of the week in which the service keeps more tasks ready than at night."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

_WEEKDAY = "(?:MON|TUE|WED|THU|FRI|SAT|SUN)"
_FORM = re.compile(rf"({_WEEKDAY}(?:-{_WEEKDAY})?) ([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d) (\S+)")


@dataclass(frozen=True, slots=True)
class BusyHours:
    """A daily span on some weekdays, for instance `MON-FRI 07:00-19:00 America/Bogota`."""

    days: str
    begin: tuple[int, int]
    end: tuple[int, int]
    time_zone: str

    @classmethod
    def parse(cls, text: str) -> BusyHours:
        """The span that the text names.

        Raises:
            ValueError: the text has another form, ends before it begins, or names an unknown time zone.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError("it has another form")
        days, *clock, zone = match.groups()
        begin_hour, begin_minute, end_hour, end_minute = map(int, clock)
        if (begin_hour, begin_minute) >= (end_hour, end_minute):
            raise ValueError("it ends before it begins")
        _require_time_zone(zone)
        return cls(days=days, begin=(begin_hour, begin_minute), end=(end_hour, end_minute), time_zone=zone)

    @property
    def begin_expression(self) -> str:
        """The moment at which the span begins, as a CloudWatch cron expression."""
        return _cron(self.days, self.begin)

    @property
    def end_expression(self) -> str:
        """The moment at which the span ends, as a CloudWatch cron expression."""
        return _cron(self.days, self.end)


def _require_time_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{name} is not a time zone of the IANA database") from error


def _cron(days: str, moment: tuple[int, int]) -> str:
    hour, minute = moment
    return f"cron({minute} {hour} ? * {days} *)"
