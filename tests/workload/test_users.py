from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.errors import WorkloadError
from workbook.lang import Lang
from workbook.workload.users import MOST, check_users, parse_users


@given(st.integers(1, MOST))
def test_a_whole_number_within_the_limit_is_that_number(users: int) -> None:
    assert parse_users(f" {users} ") == check_users(users) == check_users(float(users)) == users


@pytest.mark.parametrize("words", ["-1", "0", "-0", "-99999999999999999999"])
def test_fewer_than_one_user_is_refused(words: str) -> None:
    assert "too few" in refusal(words)


@pytest.mark.parametrize("words", ["1.5", ".5", "0.25", "1000.75"])
def test_a_part_of_a_user_is_refused(words: str) -> None:
    assert "not a whole number" in refusal(words)


@pytest.mark.parametrize(
    "words", ["", " ", "many", "nan", "inf", "1e3", "1_000", "1,000", "1.000", "\u0661\u0660", "10 000", "0x10"]
)
def test_what_is_not_written_in_digits_alone_is_refused(words: str) -> None:
    assert "in digits alone" in refusal(words)


@pytest.mark.parametrize("words", ["10000001", "1000000000000", "9" * 6000])
def test_more_than_the_limit_is_refused_with_the_limit_and_its_reason(words: str) -> None:
    assert "limit of 10,000,000, beyond which one service with one database is no model" in refusal(words)
    assert "10.000.000" in refusal(words, Lang.ES)


@pytest.mark.parametrize("number", [-1, 0, 0.5, 1.5, MOST + 1, 1e12, math.nan, math.inf, -math.inf])
def test_a_number_that_is_no_number_of_users_is_refused(number: float) -> None:
    with pytest.raises(WorkloadError):
        check_users(number)


@given(st.text(max_size=12))
def test_any_words_give_a_number_within_the_limit_or_one_sentence(words: str) -> None:
    try:
        found: int | WorkloadError = parse_users(words)
    except WorkloadError as error:
        found = error

    assert len(found.problems) == 1 if isinstance(found, WorkloadError) else 1 <= found <= MOST


def test_long_words_are_shown_in_part() -> None:
    assert len(refusal("x" * 10_000)) < 200


def refusal(words: str, lang: Lang = Lang.EN) -> str:
    with pytest.raises(WorkloadError) as caught:
        parse_users(words)
    (sentence,) = caught.value.in_language(lang)
    return sentence
