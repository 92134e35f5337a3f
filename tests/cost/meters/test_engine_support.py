from __future__ import annotations

from datetime import date

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


def test_postgresql_11_was_charged_a_month_late():
    assert support("postgres", "11", date(2024, 3, 15)) is Support.STANDARD
    assert support("postgres", "11", date(2024, 4, 1)) is Support.EXTENDED_YEAR_1_2


def test_major_versions_of_mysql_have_two_numbers():
    assert support("mysql", "8.0.35", date(2026, 10, 1)) is Support.EXTENDED_YEAR_1_2
    assert support("mysql", "8.4.9", date(2026, 10, 1)) is Support.STANDARD


def test_a_version_outside_the_calendar_is_not_guessed():
    assert support("postgres", "42", date(2026, 10, 1)) is None
    assert support("mariadb", "10.6", date(2026, 10, 1)) is None
