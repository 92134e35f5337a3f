from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.lang import same
from workbook.template.model import Unknown, Value
from workbook.template.scalars import flag, number


@given(st.integers(-(10**9), 10**9))
def test_a_number_reads_alike_as_number_and_as_text(amount):
    assert number(amount) == number(str(amount)) == number(f"{amount}.0") == amount


@pytest.mark.parametrize(
    "value", [None, "", "ten", "nan", "inf", True, (1,), {"a": 1}, Unknown("Count", same("given"))]
)
def test_what_is_no_number_is_none(value: Value) -> None:
    assert number(value) is None


@pytest.mark.parametrize(
    ("value", "expected"), [(True, True), ("true", True), ("False", False), (False, False), ("yes", None), (1, None)]
)
def test_a_flag_is_a_boolean_or_its_name(value: Value, *, expected: bool | None) -> None:
    assert flag(value) is expected
