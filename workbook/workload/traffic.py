"""From users to requests: how many, how large and at which hour of the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from workbook.workload.day import DAYS_PER_MONTH, TYPICAL_HOURS, Floats, day_shape, last_axis, times_per_month
from workbook.workload.model import Number, Workload


@dataclass(frozen=True, slots=True)
class Hours:
    """How many times each typical hour occurs in a month; together they are its 730 hours."""

    times: Floats

    @property
    def days(self) -> Number:
        """The days of the month, of both kinds."""
        return np.asarray(self.times.sum(axis=-1) / (TYPICAL_HOURS // 2))

    def total(self, per_hour: Number) -> Number:
        """The sum over a month of an amount that is given for each typical hour, along the last axis."""
        return np.asarray(np.sum(np.asarray(per_hour) * self.times, axis=-1))


def typical_hours(workload: Workload) -> Hours:
    """The typical hours of a month under some assumptions."""
    return Hours(times_per_month(workload))


@dataclass(frozen=True)
class Traffic:
    """What the users do in a month, in all and in each typical hour; the latter have these hours as their last axis.

    `spread` is the part of the month's requests that falls into each typical hour. Bytes are those of a month.
    """

    users: Number
    sessions: Number
    page_views: Number
    api_requests: Number
    asset_requests: Number
    api_bytes_in: Number
    api_bytes_out: Number
    asset_bytes_out: Number
    new_connections: Number
    connected_hours: Number
    hours: Hours
    spread: Floats

    @cached_property
    def api_requests_by_hour(self) -> Floats:
        """Calls to the API in each typical hour."""
        return last_axis(self.api_requests) * self.spread

    @cached_property
    def asset_requests_by_hour(self) -> Floats:
        """Requests for static files in each typical hour."""
        return last_axis(self.asset_requests) * self.spread

    @cached_property
    def new_connections_by_hour(self) -> Floats:
        """Connections that begin in each typical hour."""
        return last_axis(self.new_connections) * self.spread

    @cached_property
    def active_connections_by_hour(self) -> Floats:
        """Connections that are open at one moment of each typical hour: by Little's law, begun times their length."""
        return last_axis(self.connected_hours) * self.spread

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
            new_connections=self.new_connections * connections,
            connected_hours=self.connected_hours * connections,
        )


def traffic(users: Number, workload: Workload) -> Traffic:
    """What a number of daily users, or each of many numbers, does in a month."""
    off_days = DAYS_PER_MONTH - workload.working_days_per_month
    days = workload.working_days_per_month + workload.weekend_share * off_days
    sessions = users * workload.sessions_per_user_day * days
    views = sessions * workload.views_per_session
    calls = views * workload.api_calls_per_view
    return Traffic(
        users=users,
        sessions=sessions,
        page_views=views,
        api_requests=calls,
        asset_requests=sessions * workload.asset_requests_per_session,
        api_bytes_in=calls * workload.api_request_bytes,
        api_bytes_out=calls * workload.api_response_bytes,
        asset_bytes_out=sessions * workload.assets_bytes_per_session,
        new_connections=calls / workload.requests_per_connection,
        connected_hours=sessions * workload.session_minutes / 60,
        hours=typical_hours(workload),
        spread=day_shape(workload) / last_axis(days),
    )
