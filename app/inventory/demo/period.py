"""When things happened: from a first day up to now, ever more of it, and little at weekends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from random import Random

_DAYS = 600
_GROWTH = 1.0077  # from day to day, doubled in 90; multiplied, since powers differ by a bit between machines
_WEEKEND = 0.15  # of what a working day has
_OPENING, _CLOSING = 8 * 3600, 18 * 3600  # seconds of a day
_MINUTES = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(24 * 60)]
_SECONDS = [f":{second:02}+00" for second in range(60)]


class Period:
    """The days of a startup that grows; the same end and seed give the same moments."""

    def __init__(self, end: datetime, seed: int) -> None:
        now = end.hour * 3600 + end.minute * 60 + end.second
        today = (_OPENING, min(now, _CLOSING)) if now > _OPENING else (0, now)
        days = [end.date() - timedelta(days=back) for back in reversed(range(_DAYS))]
        self._names = [day.isoformat() for day in days]
        hours = [(_OPENING, _CLOSING)] * (_DAYS - 1) + [today]
        shares = [
            share * (_WEEKEND if day.weekday() >= 5 else 1) for day, share in zip(days, _shares(seed), strict=True)
        ]
        shares[-1] *= max((today[1] - today[0]) / (_CLOSING - _OPENING), 0.1)
        self._starts = list(accumulate(shares, initial=0.0))
        self._openings = [opening for opening, _ in hours]
        lengths = (following - start for start, following in pairwise(self._starts))
        self._paces = [(closing - opening) / length for (opening, closing), length in zip(hours, lengths, strict=True)]

    def moment(self, part: float) -> str:
        """The time at which a part of all that happens, from 0 to below 1, has happened; by day, and not after now."""
        done = part * self._starts[-1]
        day = min(bisect_right(self._starts, done), _DAYS) - 1
        seconds = self._openings[day] + int((done - self._starts[day]) * self._paces[day])
        return f"{self._names[day]} {_MINUTES[seconds // 60]}{_SECONDS[seconds % 60]}"


def _shares(seed: int) -> Iterator[float]:
    """How much happens on each day, were all of them working days."""
    dice = Random(f"days {seed}").random  # noqa: S311 - believable, not secret
    usual = 1.0
    for _ in range(_DAYS):
        yield usual * (0.6 + 0.8 * dice())
        usual *= _GROWTH
