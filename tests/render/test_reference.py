"""docs/reference/views.md names what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbook.render.draw import SUFFIXES
from workbook.render.scene import LinkKind
from workbook.render.views import View

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "views.md"


@pytest.mark.parametrize("word", [*View, *SUFFIXES, *LinkKind])
def test_every_view_suffix_and_arrow_is_explained(word):
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    assert any(f"`{word}`" in row or f"`{word}`:" in row or f"`{word}: " in row for row in rows)
