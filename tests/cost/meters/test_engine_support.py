from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbook.cost.meters.engine_support import Support, support


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 2, 28), Support.STANDARD),
        (date(2025, 3, 1), Support.EXTENDED_YEAR_1_2),
        (date(2027, 2, 28), Support.EXTENDED_YEAR_1_2),
        (date(2027, 3, 1), Support.EXTENDED_YEAR_3),
    ],
)
def test_charges_begin_the_day_after_standard_support_and_double_two_years_later(day, expected):
    assert support("postgres", "12.19", day) is expected


@pytest.mark.parametrize(
    ("engine", "version", "last_day"),
    [
        # Amazon RDS user guides: release calendars of PostgreSQL and of MySQL, end of standard support
        ("postgres", "12.19", date(2025, 2, 28)),
        ("postgres", "13.15", date(2026, 2, 28)),
        ("postgres", "14.12", date(2027, 2, 28)),
        ("postgres", "15.7", date(2028, 2, 29)),
        ("postgres", "16.3", date(2029, 2, 28)),
        ("postgres", "17.2", date(2030, 2, 28)),
        ("postgres", "18.1", date(2031, 2, 28)),
        ("mysql", "5.7.44", date(2024, 2, 29)),
        ("mysql", "8.0.35", date(2026, 7, 31)),
        ("mysql", "8.4.3", date(2029, 7, 31)),
    ],
)
def test_each_version_is_charged_from_the_day_after_its_standard_support(engine, version, last_day):
    assert support(engine, version, last_day) is Support.STANDARD
    assert support(engine, version, last_day + timedelta(days=1)) is Support.EXTENDED_YEAR_1_2


def test_postgresql_11_was_charged_a_month_late():
    assert support("postgres", "11", date(2024, 3, 31)) is Support.STANDARD
    assert support("postgres", "11", date(2024, 4, 1)) is Support.EXTENDED_YEAR_1_2
    assert support("postgres", "11", date(2026, 3, 31)) is Support.EXTENDED_YEAR_1_2
    assert support("postgres", "11", date(2026, 4, 1)) is Support.EXTENDED_YEAR_3


def test_major_versions_of_mysql_have_two_numbers():
    assert support("mysql", "8.0.35", date(2026, 10, 1)) is Support.EXTENDED_YEAR_1_2
    assert support("mysql", "8.4.9", date(2026, 10, 1)) is Support.STANDARD


def test_a_version_outside_the_calendar_is_not_guessed():
    assert support("postgres", "42", date(2026, 10, 1)) is None
    assert support("mariadb", "10.6", date(2026, 10, 1)) is None
