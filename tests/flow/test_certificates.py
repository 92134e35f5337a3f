from __future__ import annotations

import pytest

from workbook.graph.certificates import covers


@pytest.mark.parametrize(
    ("pattern", "host", "covered"),
    [
        ("app.example.com", "app.example.com", True),
        ("app.example.com", "api.example.com", False),
        ("*.example.com", "app.example.com", True),
        ("*.example.com", "example.com", False),
        ("*.example.com", "a.b.example.com", False),
        ("*.example.com", ".example.com", False),
    ],
)
def test_a_star_stands_for_exactly_one_label(pattern: str, host: str, *, covered: bool) -> None:
    assert covers(pattern, host) is covered
