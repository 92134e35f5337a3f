"""When a schedule fires: the cron and rate expressions of EventBridge and of the scaling services."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Firings: TypeAlias = NDArray[np.int64]
"""Minutes since the start of the reference period, sorted."""

WEEKS = 52
DAY = 24 * 60
PERIOD = WEEKS * 7 * DAY
"""Minutes of the reference period: whole weeks, so that each day of the week counts alike."""

_FIRST_DAY = date(2029, 1, 1)  # a Monday, of a year of 365 days
_DAYS = tuple(_FIRST_DAY + timedelta(days=number) for number in range(WEEKS * 7))
_WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_NAMES = {name: str(number) for names in (_WEEKDAYS, _MONTHS) for number, name in enumerate(names, 1)}
_RATE_MINUTES = {"minute": 1, "hour": 60, "day": DAY}
_ANY = frozenset({"*", "?"})


@lru_cache(maxsize=256)
def firings(expression: str) -> Firings | None:
    """The minutes of 52 weeks from a Monday on at which a schedule fires; None for an expression not understood.

    A date that comes once, `at(…)`, never fires in a typical month. A rate begins at midnight and the year of a cron
    expression is left aside. Five fields without `cron(…)` are read as Unix cron, as EC2 Auto Scaling takes them.
    """
    words = expression.strip()
    if re.fullmatch(r"at\(.*\)", words):
        return np.zeros(0, dtype=np.int64)
    if rate := re.fullmatch(r"rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)", words):
        return np.arange(0, PERIOD, max(int(rate[1]), 1) * _RATE_MINUTES[rate[2]], dtype=np.int64)
    wrapped = re.fullmatch(r"cron\((.*)\)", words)
    fields = (wrapped[1] if wrapped else words).upper().split()
    try:
        return _cron(fields) if wrapped else _cron(_from_unix(fields))
    except ValueError:
        return None


def _cron(fields: list[str]) -> Firings:
    minute, hour, in_month, month, in_week, _ = fields
    minutes = [60 * h + m for h, m in product(sorted(_values(hour, 0, 23)), sorted(_values(minute, 0, 59)))]
    months = _values(month, 1, 12)
    days = [n for n, day in enumerate(_DAYS) if day.month in months and _on_day(day, in_month, in_week)]
    return np.add.outer(np.array(days, dtype=np.int64) * DAY, np.array(minutes, dtype=np.int64)).ravel()


def _from_unix(fields: list[str]) -> list[str]:
    """The six fields that say the same: Unix cron counts days of the week from 0, Sunday, and knows no year."""
    minute, hour, in_month, month, in_week = fields
    head, *steps = in_week.split("/")
    shifted = re.sub(r"\d", lambda digit: str(int(digit[0]) % 7 + 1), head)
    return [minute, hour, in_month, month, "/".join((shifted, *steps)), "*"]


def _on_day(day: date, in_month: str, in_week: str) -> bool:
    """Whether both fields allow the day; where both restrict it, as only Unix cron may, one is enough."""
    by_month = any(_in_month(day, part) for part in in_month.split(","))
    by_week = any(_in_week(day, part) for part in in_week.split(","))
    if in_month in _ANY or in_week in _ANY:
        return by_month and by_week
    return by_month or by_week


def _in_month(day: date, part: str) -> bool:
    last = monthrange(day.year, day.month)[1]
    if part == "L":
        return day.day == last
    if part.endswith("W"):
        return day == _nearest_weekday(day.replace(day=last if part == "LW" else min(int(part[:-1]), last)))
    return day.day in _values(part, 1, 31)


def _nearest_weekday(day: date) -> date:
    """The working day closest to a day within its month."""
    shift = {5: -1, 6: 1}.get(day.weekday(), 0)
    near = day + timedelta(days=shift)
    return near if near.month == day.month else day - timedelta(days=2 if shift > 0 else -2)


def _in_week(day: date, part: str) -> bool:
    weekday = day.isoweekday() % 7 + 1
    if "#" in part:
        wanted, _, nth = _numbered(part).partition("#")
        return weekday == int(wanted) and (day.day - 1) // 7 + 1 == int(nth)
    if part.endswith("L"):
        last_week = part == "L" or (day + timedelta(days=7)).month != day.month
        return last_week and weekday == int(_numbered(part[:-1]) or 7)
    return weekday in _values(part, 1, 7)


@lru_cache(maxsize=1024)
def _values(field: str, low: int, high: int) -> frozenset[int]:
    return frozenset().union(*(_span(part, low, high) for part in field.split(",")))


def _span(part: str, low: int, high: int) -> range | tuple[int, ...]:
    span, _, step = _numbered(part).partition("/")
    if span in _ANY:
        first, last = low, high
    else:
        start, _, end = span.partition("-")
        first = int(start)
        last = int(end or (high if step else start))
    if not (low <= first <= high and low <= last <= high):
        raise ValueError(part)
    if last < first:
        return (*range(first, high + 1), *range(low, last + 1))
    return range(first, last + 1, int(step or 1))


def _numbered(part: str) -> str:
    """Names of days and months as their numbers."""
    return re.sub(r"[A-Z]{3}", lambda name: _NAMES.get(name[0], name[0]), part)
