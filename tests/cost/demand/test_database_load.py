"""What a load asks of a class of database, with every hour typed."""

from __future__ import annotations

import numpy as np
import pytest

from workbook.cost.demand.database_load import DatabaseLoad, choose_class
from workbook.cost.meters.database_classes import Shape
from workbook.workload.traffic import Hours

OFF_DAYS = 730 / 24 - 21
MONTH = Hours(np.array([21.0] * 24 + [OFF_DAYS] * 24))
MICRO = Shape(2, 1.0, 0.10, credit="t4g")
"""It earns 4.8 vCPU hours a day."""
LARGE = Shape(2, 8.0)


def hours(value, **others):
    """One value for the 48 typical hours, with others for some of them: `h9` is 9 o'clock on a working day."""
    found = np.full(48, float(value))
    for hour, other in others.items():
        found[int(hour[1:])] = other
    return found


def load(asked, active=None, **fields):
    return DatabaseLoad(asked, hours(1) if active is None else active, MONTH, **fields)


def test_a_load_that_never_stops_runs_the_whole_month():
    assert (load(hours(0.5)).running_hours, load(hours(0.5)).stopped) == (730, False)


def test_hours_in_which_the_database_is_stopped_count_nothing():
    active = np.concatenate([[0.0] * 8, [1.0] * 12, [0.0] * 28])
    found = load(hours(0.5, h3=9), active)
    assert found.running_hours == 21 * 12
    assert found.busiest == 0.5
    # 12 × (0.5 - 0.2) vCPU hours on each working day
    assert found.surplus(MICRO) == pytest.approx(21 * 12 * 0.3)


def test_a_burstable_class_pays_for_what_a_day_takes_above_what_it_earns():
    # 24 × (0.5 - 0.2) on each day; one hour of work in 24 is paid out of what the others earn
    assert load(hours(0.5)).surplus(MICRO) == pytest.approx(730 * 0.3)
    assert load(hours(0.1, h9=2)).surplus(MICRO) == 0
    assert load(hours(0.2)).surplus(MICRO) == pytest.approx(0)


def test_no_class_uses_more_vcpus_than_it_has():
    # 24 × (2 - 0.2) on each day, although 3 are asked for
    assert load(hours(3)).surplus(MICRO) == pytest.approx(730 * 1.8)


def test_hours_in_which_more_is_asked_than_a_class_has_are_counted_while_it_runs():
    assert load(hours(0.1, h9=3)).saturated_hours(LARGE) == 21
    assert load(hours(0.1, h9=3), hours(1, h9=0.5)).saturated_hours(LARGE) == pytest.approx(10.5)
    assert load(hours(0.1, h9=2)).saturated_hours(LARGE) == 0
    assert load(hours(2, h9=3)).saturated_hours(LARGE) == 21


@pytest.mark.parametrize(
    ("found", "carried"),
    [
        (load(hours(0.1, h9=1), burst=2.0), True),
        (load(hours(0.1, h9=1), burst=2.1), False),
        (load(hours(0.3)), False),  # more than it earns
        (load(hours(0.1), hot_gb=0.5), True),  # half of its memory
        (load(hours(0.1), hot_gb=0.51), False),
    ],
)
def test_a_class_carries_the_busiest_minutes_without_credits_and_the_hot_data_in_memory(found, carried):
    assert bool(found.carried_by(MICRO)) is carried


def test_the_first_class_that_carries_the_load_is_taken_and_else_the_last():
    asked = np.stack([hours(0.1), hours(0.25), hours(50)])
    classes = ("db.t4g.micro", "db.t4g.small", "db.m7g.large")
    chosen = {name: taken.tolist() for name, taken in choose_class(classes, load(asked))}
    assert chosen == {
        "db.t4g.micro": [True, False, False],
        "db.t4g.small": [False, True, False],
        "db.m7g.large": [False, False, True],
    }
