from __future__ import annotations

import re
from pathlib import Path

import pytest

from repo.tracked import ROOT, tracked_files

DOCS = ROOT / "docs"
INDEX = (DOCS / "README.md").read_text(encoding="utf-8")
PAGES = sorted(path for path in DOCS.rglob("*.md") if path != DOCS / "README.md")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def test_the_readme_says_what_every_folder_and_every_room_of_the_engine_holds() -> None:
    paths = [path.relative_to(ROOT).parts for path in tracked_files()]
    folders = {f"{parts[0]}/" for parts in paths if len(parts) > 1 and parts[0] != ".ci"}
    rooms = {parts[1] for parts in paths if parts[0] == "workbook" and len(parts) > 2}
    told = {*re.findall(r"`([\w./]+)`", README.partition("## Where things are")[2])}

    assert folders | rooms <= told


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
