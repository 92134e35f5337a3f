"""From users to requests: how many, how large and at which hour of the day.

A month has 48 typical hours: the 24 of a working day, then the 24 of a day off. People work from 08:00 to 18:00 on the
clock of the users; inside those hours the requests follow a curve with a peak before and one after lunch.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbook.workload.model import Number, Workload

Floats = NDArray[np.float64]

DAYS_PER_MONTH = 730 / 24
TYPICAL_HOURS = 48
WORK_BEGINS, WORK_ENDS = 8, 18
CURVE = np.array([0.75, 1.25, 1.6, 1.35, 0.75, 0.6, 1.0, 1.15, 0.95, 0.6])
"""Requests of each working hour from 08:00 on against their average: it sums to ten, and its peak is 1.6."""


@dataclass(frozen=True, slots=True)
class Hours:
    """How many times each typical hour occurs in a month; together they are its 730 hours."""

    times: Floats

    def total(self, per_hour: Number) -> Number:
        """The sum over a month of an amount that is given for each typical hour, along the last axis."""
        return np.asarray(np.sum(np.asarray(per_hour) * self.times, axis=-1))


@dataclass(frozen=True, slots=True)
class Traffic:
    """What the users do in a month; numbers by hour have the typical hours as their last axis.

    Bytes are those of a month. New connections are those of an hour, active ones are open at one moment.
    """

    users: Number
    sessions: Number
    page_views: Number
    api_requests: Number
    asset_requests: Number
    api_bytes_in: Number
    api_bytes_out: Number
    asset_bytes_out: Number
    hours: Hours
    api_requests_by_hour: Floats
    asset_requests_by_hour: Floats
    new_connections_by_hour: Floats
    active_connections_by_hour: Floats

    def shared(self, api: float, assets: float) -> Traffic:
        """The same traffic with only these parts, 0 to 1, of the calls to the API and of the static files."""
        connections = max(api, assets)
        return replace(
            self,
            sessions=self.sessions * connections,
            page_views=self.page_views * connections,
            api_requests=self.api_requests * api,
            asset_requests=self.asset_requests * assets,
            api_bytes_in=self.api_bytes_in * api,
            api_bytes_out=self.api_bytes_out * api,
            asset_bytes_out=self.asset_bytes_out * assets,
            api_requests_by_hour=self.api_requests_by_hour * api,
            asset_requests_by_hour=self.asset_requests_by_hour * assets,
            new_connections_by_hour=self.new_connections_by_hour * connections,
            active_connections_by_hour=self.active_connections_by_hour * connections,
        )

    def peak(self, by_hour: Floats) -> Number:
        """The largest of some numbers by hour."""
        return np.asarray(np.max(by_hour, axis=-1))


def traffic(users: Number, workload: Workload) -> Traffic:
    """What a number of daily users, or each of many numbers, does in a month."""
    sessions_a_day = users * workload.sessions_per_user_day
    days = workload.working_days_per_month + workload.weekend_share * (DAYS_PER_MONTH - workload.working_days_per_month)
    sessions = sessions_a_day * days
    views = sessions * workload.views_per_session
    calls = views * workload.api_calls_per_view
    files = sessions * workload.asset_requests_per_session
    shape = day_shape(workload)
    by_hour = _last(sessions_a_day) * shape
    calls_by_hour = by_hour * _last(workload.views_per_session * workload.api_calls_per_view)
    return Traffic(
        users=users,
        sessions=sessions,
        page_views=views,
        api_requests=calls,
        asset_requests=files,
        api_bytes_in=calls * workload.api_request_bytes,
        api_bytes_out=calls * workload.api_response_bytes,
        asset_bytes_out=sessions * workload.assets_bytes_per_session,
        hours=typical_hours(workload),
        api_requests_by_hour=calls_by_hour,
        asset_requests_by_hour=by_hour * _last(workload.asset_requests_per_session),
        new_connections_by_hour=calls_by_hour / _last(workload.requests_per_connection),
        active_connections_by_hour=by_hour * _last(workload.session_minutes / 60),
    )


def typical_hours(workload: Workload) -> Hours:
    """How often each typical hour occurs in a month."""
    working = _last(workload.working_days_per_month) * np.ones(24)
    off = _last(DAYS_PER_MONTH - workload.working_days_per_month) * np.ones(24)
    return Hours(np.concatenate([working, off], axis=-1))


def day_shape(workload: Workload) -> Floats:
    """The part of a working day's requests that falls into each typical hour; those of a day off sum to its share."""
    count = WORK_ENDS - WORK_BEGINS
    spread = (_last(workload.peak_factor) - 1) / (CURVE.max() - 1)
    working = np.clip(1 + (CURVE - 1) * spread, 0, None)
    working = working / np.sum(working, axis=-1, keepdims=True)
    quiet = _last(workload.off_hours_share)
    day = np.broadcast_to(quiet / (24 - count), (*quiet.shape[:-1], 24)).copy()
    day[..., WORK_BEGINS:WORK_ENDS] = (1 - quiet) * working
    off = np.zeros_like(day)
    off[..., WORK_BEGINS:WORK_ENDS] = _last(workload.weekend_share) / count
    return np.concatenate([day, off], axis=-1)


def _last(number: Number) -> Floats:
    """A number, or one for each scenario, with an axis for the typical hours behind it."""
    return np.asarray(number, dtype=np.float64)[..., np.newaxis]
