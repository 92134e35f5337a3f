"""What schedules put in force in each typical hour: which action fired last, and when a thing is on.

Typical hours are the 24 of a working day (Monday to Friday), then the 24 of another day, on the clock of the users.
The time zone that a schedule names is taken to be theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from workbook.cost.demand.cron import DAY, PERIOD, WEEKS, Firings
from workbook.workload.day import TYPICAL_HOURS

Floats = NDArray[np.float64]

LONGEST_STOP = 7 * DAY
"""Minutes after which AWS starts a stopped database again (RDS user guide, stopping an instance temporarily)."""


def in_force(timings: Sequence[Firings]) -> Floats:
    """For each timing, the share of each typical hour in which it was the last one to fire.

    An array of len(timings) rows and 48 columns; the columns add up to 1, or to 0 where nothing ever fires.
    """
    times = np.concatenate([*timings, np.zeros(0, dtype=np.int64)])
    owners = np.repeat(np.arange(len(timings)), [len(timing) for timing in timings])
    if not len(times):
        return np.zeros((len(timings), TYPICAL_HOURS))
    order = np.argsort(times, kind="stable")
    starts = np.concatenate([[0], times[order], [PERIOD]])
    holders = np.concatenate([owners[order][-1:], owners[order]])
    return np.array([_by_typical_hour(starts, holders == owner) for owner in range(len(timings))])


def scheduled(actions: Sequence[tuple[Firings, float]], otherwise: float) -> Floats:
    """A number by typical hour: that of the action which fired last, `otherwise` where none ever fires."""
    shares = in_force([timing for timing, _ in actions])
    set_by_actions = np.array([value for _, value in actions]) @ shares if actions else 0.0
    return np.asarray(set_by_actions + otherwise * (1 - shares.sum(axis=0)))


def active_hours(starts: Iterable[Firings], stops: Iterable[Firings]) -> Floats:
    """The share of each of the 48 typical hours in which a thing is on; all of them where nothing fires."""
    on, off = list(starts), list(stops)
    if not any(len(timing) for timing in (*on, *off)):
        return np.ones(TYPICAL_HOURS)
    return np.asarray(in_force([*on, *off])[: len(on)].sum(axis=0))


def database_hours(starts: Iterable[Firings], stops: Iterable[Firings]) -> Floats:
    """As `active_hours`, with what AWS does to databases: it starts one that was stopped for seven days."""
    on, off = list(starts), list(stops)
    return active_hours([*on, _starts_by_aws(on, off)], off)


def _by_typical_hour(starts: NDArray[np.int64], held: NDArray[np.bool_]) -> Floats:
    """The share of each typical hour that falls into the intervals which are held."""
    minutes = np.concatenate([[0], np.cumsum(np.where(held, np.diff(starts), 0))])
    hours = np.diff(np.interp(np.arange(0, PERIOD + 1, 60), starts, minutes)) / 60
    week = hours.reshape(WEEKS, 7, 24)
    return np.concatenate([week[:, :5].mean(axis=(0, 1)), week[:, 5:].mean(axis=(0, 1))])


def _starts_by_aws(starts: Sequence[Firings], stops: Sequence[Firings]) -> Firings:
    """When AWS starts the database itself; two periods in a row, so that the second begins as it ends."""
    events = sorted(
        (int(time) + again, on)
        for on, timings in ((True, starts), (False, stops))
        for timing in timings
        for time in timing
        for again in (0, PERIOD)
    )
    found: list[int] = []
    stopped: int | None = None
    for time, on in [*events, (2 * PERIOD, True)]:
        if stopped is not None and time > stopped + LONGEST_STOP:
            found.append(stopped + LONGEST_STOP)
            stopped = None
        if on:
            stopped = None
        elif stopped is None:
            stopped = time
    return np.unique([time % PERIOD for time in found if time >= PERIOD]).astype(np.int64)
