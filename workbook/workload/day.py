"""The typical hours of a month and how requests spread over them.

A month has 48 typical hours: the 24 of a working day, then the 24 of a day off, on the clock of the users. People work
around 13:00; inside their hours the requests follow a curve with a peak before and a lower one after lunch, outside
they fade. On a day off, what little there is comes evenly in the same hours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbook.workload.model import Number, Workload

Floats = NDArray[np.float64]

HOURS_PER_MONTH = 730
DAYS_PER_MONTH = HOURS_PER_MONTH / 24
TYPICAL_HOURS = 48
MIDDLE_OF_WORK = 13
CURVE = (0.75, 1.25, 1.6, 1.35, 0.75, 0.6, 1.0, 1.15, 0.95, 0.6)
"""Requests of each tenth of the working hours against their average: assumed, as are the two peaks."""
HOURS_TO_FADE = 2.0
"""Hours outside work in which requests fall to 1 / e."""

_EDGES = np.arange(25.0)
_TENTHS = np.linspace(0.0, 1.0, len(CURVE) + 1)
_UNTIL = np.concatenate([[0.0], np.cumsum(CURVE) / np.sum(CURVE)])
"""The part of the requests that has come at the end of each tenth of the working hours."""


def times_per_month(workload: Workload) -> Floats:
    """How many times a month each typical hour occurs; together they are its 730 hours."""
    working = last_axis(workload.working_days_per_month)
    return np.asarray(np.repeat(np.concatenate([working, DAYS_PER_MONTH - working], axis=-1), 24, axis=-1))


def day_shape(workload: Workload) -> Floats:
    """The part of a working day's requests in each typical hour: 1 over a working day, its share over a day off."""
    hours, quiet = last_axis(workload.working_hours_per_day), last_axis(workload.off_hours_share)
    passed = np.clip((_EDGES - MIDDLE_OF_WORK) / hours + 0.5, 0.0, 1.0)
    even = np.diff(passed, axis=-1)
    working = (1 - quiet) * _peaked(even, passed, hours, last_axis(workload.peak_factor)) + quiet * _fading(even, hours)
    off = last_axis(workload.weekend_share) * even
    return np.concatenate(np.broadcast_arrays(working, off), axis=-1)


def last_axis(number: Number) -> Floats:
    """A number, or one for each scenario, with an axis for the typical hours behind it."""
    return np.asarray(number, dtype=np.float64)[..., np.newaxis]


def _peaked(even: Floats, passed: Floats, hours: Floats, peak_factor: Floats) -> Floats:
    """The curve over the hours of a day, flattened or sharpened so that its peak has the factor; it sums to 1."""
    unlike = np.diff(np.interp(passed, _TENTHS, _UNTIL), axis=-1) - even
    return np.asarray(even + unlike * (peak_factor - 1) / np.max(unlike * hours, axis=-1, keepdims=True))


def _fading(even: Floats, hours: Floats) -> Floats:
    """What comes outside the working hours: less with each hour from them; it sums to 1."""
    away = np.maximum(np.abs(_EDGES[:-1] + 0.5 - MIDDLE_OF_WORK) - hours / 2, 0.0)
    weight = (1 - even * hours) * np.exp(-away / HOURS_TO_FADE)
    return np.asarray(weight / np.sum(weight, axis=-1, keepdims=True))
