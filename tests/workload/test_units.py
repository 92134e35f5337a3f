from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.workload.units import DIMENSIONS, alike, convert


@pytest.mark.parametrize(
    ("words", "unit", "number"),
    [
        ("7", "bytes", 7),
        ("1 KB", "bytes", 1024),
        ("1kB", "bytes", 1024),
        ("1 KiB", "bytes", 1024),
        ("512 MB", "GB", 0.5),
        ("2 GB", "MB", 2048),
        ("1_000_000", "bytes", 1_000_000),
        ("1.5e3", "bytes", 1500),
        ("+.5 h", "minutes", 30),
        ("90 s", "minutes", 1.5),
        ("2 horas", "hours", 2),
        ("250 ms", "seconds", 0.25),
        ("2 years", "months", 24),
        ("2 años", "months", 24),
        ("12.5%", "share", 0.125),
        ("0.125", "share", 0.125),
        ("7200 /min", "per_second", 120),
        ("-3 s", "ms", -3000),
    ],
)
def test_a_value_is_converted_to_the_unit_wanted(words: str, unit: str, number: float) -> None:
    assert convert(words, unit) == pytest.approx(number)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("", "bytes"),
        ("KB", "bytes"),
        ("40 Kb", "bytes"),
        ("40 Mb", "bytes"),
        ("40 KB", "minutes"),
        ("2 h", "bytes"),
        ("5 %", "count"),
        ("5 apples", "count"),
        ("1,5", "count"),
        ("1 000", "count"),
        ("1__0", "count"),
        ("0x10", "count"),
        ("1:30", "minutes"),
        ("nan", "count"),
        ("\u0661\u0662", "count"),
        ("1" * 101, "count"),
        ("1" * 200_000 + " x y", "count"),
    ],
)
def test_a_value_of_another_kind_is_refused(words: str, unit: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        convert(words, unit)


@given(st.sampled_from([unit for dimension in DIMENSIONS for unit in dimension]), st.floats(0, 1e9), st.data())
def test_conversion_there_and_back_gives_the_same(unit: str, number: float, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from(alike(unit)))

    assert convert(f"{convert(f'{number} {unit}', other)} {other}", unit) == pytest.approx(number)


def test_each_size_of_unit_is_named_once() -> None:
    assert alike("GB") == ("bytes", "KB", "MB", "GB", "TB")
    assert alike("minutes") == ("ms", "seconds", "minutes", "hours")
    assert alike("share") == ("share", "%")
