from __future__ import annotations

import pytest

from workbook.flow.settings import seconds


@pytest.mark.parametrize(("amount", "words"), [(5, "5 s"), (0.5, "0.5 s"), (31_536_000, "31536000 s")])
def test_seconds_are_written_in_full(amount: float, words: str) -> None:
    assert seconds(amount).en == words


def test_seconds_that_a_parameter_gives_are_said_to_be_so() -> None:
    assert "parameter" in seconds(None).en
