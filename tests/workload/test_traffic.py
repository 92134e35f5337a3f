from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from workbook.workload.day import TYPICAL_HOURS, day_shape
from workbook.workload.defaults import assumptions
from workbook.workload.load import default_workload
from workbook.workload.model import Level, Workload
from workbook.workload.traffic import Traffic, traffic

USERS = st.floats(1, 1e7)
BY_HOUR = {
    "api_requests": "api_requests_by_hour",
    "asset_requests": "asset_requests_by_hour",
    "new_connections": "new_connections_by_hour",
    "connected_hours": "active_connections_by_hour",
}
TOTALS = tuple(each.name for each in fields(Traffic) if each.name not in {"hours", "spread"})


TIMES = ("working_days_per_month", "working_hours_per_day", "off_hours_share", "weekend_share", "peak_factor")
COUNTS = ("sessions_per_user_day", "api_calls_per_view", "requests_per_connection", "session_minutes")


@st.composite
def workloads(draw: st.DrawFn) -> Workload:
    """Any values that a user's file could give to what decides when requests come, and how many."""
    bounds = {key: (assumptions()[key].least, min(assumptions()[key].most, 1e4)) for key in (*TIMES, *COUNTS)}
    # Rounded, since products of the smallest floats are not exact to the digits that the laws are held to.
    values = {key: round(draw(st.floats(*ends)), 9) for key, ends in bounds.items()}
    return replace(default_workload(), **values)


def working(by_hour: np.ndarray, workload: Workload) -> np.ndarray:
    """The typical hours in which people work all the time."""
    half = workload.working_hours_per_day / 2
    hours = np.arange(24)
    return by_hour[:24][(hours >= 13 - half) & (hours + 1 <= 13 + half)]


@given(USERS, workloads())
def test_the_hours_of_a_month_sum_to_its_totals(users: float, workload: Workload) -> None:
    found = traffic(users, workload)

    assert_allclose(found.hours.total(1.0), 730)
    for total, by_hour in BY_HOUR.items():
        assert getattr(found, by_hour).shape == (TYPICAL_HOURS,)
        assert_allclose(found.hours.total(getattr(found, by_hour)), getattr(found, total), rtol=1e-9)


@given(USERS, workloads())
def test_no_hour_has_fewer_requests_than_none(users: float, workload: Workload) -> None:
    assert (traffic(users, workload).api_requests_by_hour >= -1e-9 * users).all()
    assert (day_shape(workload) >= -1e-12).all()


@given(workloads())
def test_the_busiest_working_hour_is_the_peak_factor_times_the_average(workload: Workload) -> None:
    shape = day_shape(workload)

    average = (1 - workload.off_hours_share) / workload.working_hours_per_day
    assert_allclose(working(shape, workload).max(), workload.peak_factor * average)


@given(workloads(), st.floats(1, 2), st.floats(6, 16))
def test_the_totals_of_a_month_do_not_depend_on_when_its_requests_come(
    workload: Workload, peak_factor: float, hours: float
) -> None:
    other = replace(workload, peak_factor=peak_factor, working_hours_per_day=hours)

    for name in TOTALS:
        assert getattr(traffic(100.0, other), name) == getattr(traffic(100.0, workload), name)
    assert_allclose(day_shape(other)[:24].sum(), 1)
    assert_allclose(day_shape(other)[24:].sum(), workload.weekend_share, atol=1e-12)


@given(USERS, st.floats(1, 100), workloads())
def test_traffic_is_proportional_to_the_users(users: float, times: float, workload: Workload) -> None:
    once, often = traffic(users, workload), traffic(users * times, workload)

    for name in (*TOTALS, *BY_HOUR.values()):
        assert_allclose(getattr(often, name), getattr(once, name) * times, rtol=1e-9)


@given(st.lists(USERS, min_size=1, max_size=5), workloads())
def test_an_array_of_users_gives_what_each_of_them_gives_alone(users: list[float], workload: Workload) -> None:
    together = traffic(np.array(users), workload)

    for place, each in enumerate(users):
        alone = traffic(each, workload)
        for name in (*TOTALS, *BY_HOUR.values()):
            assert_allclose(getattr(together, name)[place], getattr(alone, name), rtol=1e-12)


def test_arrays_of_assumptions_give_what_each_level_gives_alone() -> None:
    levels = [default_workload(level) for level in Level]
    names = [each.name for each in fields(Workload)]
    stacked = Workload(**{name: np.array([getattr(each, name) for each in levels]) for name in names})
    users = np.array([100.0, 1000.0])

    together = traffic(users[:, np.newaxis], stacked)

    for place, workload in enumerate(levels):
        alone = traffic(users, workload)
        assert_allclose(np.asarray(together.api_requests)[:, place], alone.api_requests)
        assert_allclose(together.active_connections_by_hour[:, place], alone.active_connections_by_hour)
        summed = np.asarray(together.hours.total(together.api_requests_by_hour))
        assert_allclose(summed[:, place], alone.api_requests)


def test_a_hundred_users_make_the_traffic_that_hand_computation_gives() -> None:
    """21 working days and 5 % of the other 9 5/12 make 21.470833 days; a user calls 2 × 15 × 3 = 90 times on each."""
    found = traffic(100.0, default_workload())

    assert_allclose(found.sessions, 100 * 2 * 21.4708333, rtol=1e-8)
    assert_allclose(found.api_requests, 193_237.5)
    assert_allclose(found.page_views, 100 * 2 * 21.4708333 * 15, rtol=1e-8)
    assert_allclose(found.api_bytes_in, 193_237.5 * 1200)
    assert_allclose(found.api_bytes_out, 193_237.5 * 7000)
    assert_allclose(found.asset_requests, 100 * 2 * 21.4708333 * 10, rtol=1e-8)
    assert_allclose(found.asset_bytes_out, 100 * 2 * 21.4708333 * 300_000, rtol=1e-8)
    assert_allclose(found.connected_hours, 100 * 2 * 21.4708333 / 3, rtol=1e-8)
    assert_allclose(found.new_connections, 193_237.5 / 20)
    # 95 % of 9,000 calls a day come in ten hours, in the busiest of them 1.6 times the average of 855.
    assert_allclose(found.api_requests_by_hour.max(), 1368)
    # In that hour 1,368 / 45 = 30.4 sessions begin, each of a third of an hour.
    assert_allclose(found.active_connections_by_hour.max(), 30.4 / 3)


def test_requests_peak_before_and_after_lunch_and_fade_in_the_evening() -> None:
    day = day_shape(default_workload())[:24]

    assert day.argmax() == 10
    assert day[13:18].argmax() + 13 == 15
    assert day[13] < day[12] < day[11]
    assert day[13] < day[14] < day[15]
    assert (np.diff(day[18:]) < 0).all()
    assert (np.diff(day[:9]) > 0).all()


@pytest.mark.parametrize(("api", "assets"), [(0.5, 0.0), (0.0, 1.0), (0.25, 0.5)])
def test_a_part_of_the_traffic_keeps_its_hours_and_takes_the_connections_along(api: float, assets: float) -> None:
    whole = traffic(np.array([100.0, 1000.0]), default_workload())

    part = whole.shared(api, assets)

    assert_allclose(part.api_requests_by_hour, whole.api_requests_by_hour * api)
    assert_allclose(part.asset_requests_by_hour, whole.asset_requests_by_hour * assets)
    assert_allclose(part.new_connections_by_hour, whole.new_connections_by_hour * max(api, assets))
    for name in ("api_requests", "api_bytes_in", "api_bytes_out"):
        assert_allclose(getattr(part, name), getattr(whole, name) * api)
    for name in ("asset_requests", "asset_bytes_out"):
        assert_allclose(getattr(part, name), getattr(whole, name) * assets)
    for name in ("sessions", "page_views", "new_connections", "connected_hours"):
        assert_allclose(getattr(part, name), getattr(whole, name) * max(api, assets))
    assert_allclose(part.users, whole.users)
    assert_allclose(part.hours.total(part.api_requests_by_hour), part.api_requests)
