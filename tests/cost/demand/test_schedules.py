from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.cost.demand.cron import DAY, PERIOD, firings
from workbook.cost.demand.schedules import active_hours, database_hours, in_force


def days(expression):
    found = firings(expression)
    assert found is not None
    return [int(minute // DAY) for minute in found]


@pytest.mark.parametrize(
    ("expression", "first_days"),
    [
        ("cron(0 0 L * ? *)", [30, 58, 89]),  # 31 January, 28 February, 31 March 2029
        ("cron(0 0 LW * ? *)", [30, 58, 88]),  # 31 March is a Saturday
        ("cron(0 0 ? * 6L *)", [25, 53, 88]),  # the last Friday of each month
        ("cron(0 0 ? * 2#1 *)", [0, 35, 63]),  # the first Monday of each month
        ("cron(0 0 15W * ? *)", [14, 45, 73]),
        ("cron(0 0 1 2/3 ? *)", [31, 120, 212]),  # February, May, August
        ("rate(7 days)", [0, 7, 14]),
        ("0 0 * * 1", [0, 7, 14]),  # Unix counts Monday as 1
        ("cron(0 0 ? * 2 *)", [0, 7, 14]),  # EventBridge counts Monday as 2
        ("cron(0 0 ? * FRI-MON *)", [0, 4, 5, 6, 7]),
    ],
)
def test_schedules_fire_on_the_days_that_their_expression_names(expression, first_days):
    assert days(expression)[: len(first_days)] == first_days


@pytest.mark.parametrize("expression", ["cron(0 25 * * ? *)", "cron(0 0)", "every day", "cron(x 0 * * ? *)", ""])
def test_an_expression_that_is_not_understood_is_told_from_one_that_never_fires(expression):
    assert firings(expression) is None


def test_a_date_that_comes_once_never_fires_in_a_typical_month():
    once = firings("at(2026-12-24T18:00:00)")
    assert once is not None
    assert len(once) == 0


def test_a_thing_started_at_seven_and_stopped_at_half_past_eight_on_working_days_runs_so_long():
    active = active_hours([firings("cron(0 7 ? * MON-FRI *)")], [firings("cron(30 20 ? * MON-FRI *)")])
    assert active[7:20].tolist() == [1.0] * 13
    assert active[20] == pytest.approx(0.5)
    assert active.sum() == pytest.approx(13.5)


def test_a_stop_on_friday_holds_over_the_weekend_and_before_the_start_on_monday():
    active = active_hours([firings("cron(0 6 ? * MON *)")], [firings("cron(0 22 ? * FRI *)")])
    assert active[24:].sum() == 0
    assert active[3] == pytest.approx(4 / 5)  # off on Mondays until six


def test_without_any_schedule_everything_is_on():
    assert active_hours([], []).tolist() == [1.0] * 48


def test_aws_starts_a_database_again_after_seven_days():
    # Stopped on the first of a month and never started by the template: on again from the eighth.
    stop = firings("cron(0 0 1 * ? *)")
    share_on = 1 - 12 * 7 * DAY / PERIOD
    active = database_hours([], [stop])
    assert active[:24].mean() * 5 / 7 + active[24:].mean() * 2 / 7 == pytest.approx(share_on)


def test_a_daily_stop_keeps_a_database_stopped_but_for_no_time_at_all():
    assert database_hours([], [firings("rate(1 day)")]).sum() == pytest.approx(0.0)


TIMES = st.builds(
    lambda minute, hour, weekday: f"cron({minute} {hour} ? * {weekday} *)",
    st.integers(0, 59),
    st.integers(0, 23),
    st.sampled_from(["MON", "TUE-THU", "SAT,SUN", "*"]),
)


@given(st.lists(TIMES, min_size=1, max_size=4))
def test_one_of_the_schedules_is_in_force_at_any_time(expressions):
    shares = in_force([firings(expression) for expression in expressions])
    assert shares.shape == (len(expressions), 48)
    assert (shares >= 0).all()
    np.testing.assert_allclose(shares.sum(axis=0), 1.0)
