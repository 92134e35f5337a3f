from __future__ import annotations

import re
from pathlib import Path

import pytest

from repo.tracked import ROOT

DOCS = ROOT / "docs"
INDEX = (DOCS / "README.md").read_text(encoding="utf-8")
PAGES = sorted(path for path in DOCS.rglob("*.md") if path != DOCS / "README.md")
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_the_index_lists_every_page(page: Path) -> None:
    assert f"({page.relative_to(DOCS).as_posix()})" in INDEX


@pytest.mark.parametrize("page", sorted((DOCS / "adr").glob("*.md")), ids=lambda path: path.stem)
def test_the_index_gives_the_title_of_every_decision(page: Path) -> None:
    number, title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").split(". ", 1)

    assert f"| [{number}](adr/{page.name}) | {title} |" in INDEX


def test_the_python_of_the_pages_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    programs = [code for page in PAGES for code in PYTHON.findall(page.read_text(encoding="utf-8"))]
    monkeypatch.chdir(ROOT)

    assert programs
    for program in programs:
        exec(program, {})  # noqa: S102 # our own pages
        assert capsys.readouterr().out
