"""What an error says where nobody asks it for a language: a notebook that shows it speaks its own."""

from __future__ import annotations

import pytest

from workbook.errors import SourceError
from workbook.lang import VARIABLE, Text

PROBLEMS = (Text(en="no file", es="no hay archivo"), Text(en="no template", es="no es una plantilla"))


@pytest.mark.parametrize(
    ("named", "said"), [("es", "no hay archivo; no es una plantilla"), ("eo", "no file; no template")]
)
def test_an_error_speaks_the_language_of_its_notebook(monkeypatch: pytest.MonkeyPatch, named: str, said: str) -> None:
    monkeypatch.setenv(VARIABLE, named)

    assert str(SourceError(*PROBLEMS)) == said
