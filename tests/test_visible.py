from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.visible import visible, visible_json, visible_lines

ANY = st.text(st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words, ñ, 日本, 👩‍👧", "plain words, ñ, 日本, 👩‍👧"),
        ("\x1b[31mred\x1b]8;;http://x\x07", r"\x1b[31mred\x1b]8;;http://x\x07"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("\x9b31m\x7f\x00", r"\x9b31m\x7f\x00"),
        ("\u202eevil\u2066", r"\u202eevil\u2066"),
        ("\ufffe\ud800", r"\ufffe\ud800"),
    ],
)
def test_what_would_act_is_written_out(text: str, expected: str) -> None:
    assert visible(text) == expected


def test_ends_of_lines_stay_where_there_are_lines() -> None:
    assert visible_lines("a\nb\x1b\n") == "a\nb\\x1b\n"


@given(ANY)
def test_json_means_the_same_afterwards(text: str) -> None:
    words = visible_json(json.dumps({text: [text]}, ensure_ascii=False, indent=2))

    assert json.loads(words) == {text: [text]}
    assert visible_lines(words) == words
