"""What the documentation quotes of commands and schemas is what they say; --update-golden writes it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from cli.key_tables import key_table
from repo.tracked import ROOT
from workbook.template.source import SNAPSHOTS

DOCS = ROOT / "docs"
PAGES = sorted(
    path
    for path in (ROOT / "README.md", ROOT / "README.es.md", *DOCS.rglob("*.md"))
    if "<!-- printed by: " in path.read_text(encoding="utf-8")
)
PRINTED = re.compile(
    r"(?P<head><!-- printed by: workbook (?P<words>[^;]*?)(?P<cut>;.*?)? -->\n```\w+\n)(?P<block>.*?)(?=```\n)",
    re.DOTALL,
)
CUT = re.compile(r"; (from|from the last|to|before): ([^;]+)")
KEYS = re.compile(r"(?P<head><!-- keys of: (?P<name>[\w/-]+)(?P<cut>, first level)? -->\n)(?P<block>\n(?:\|.*\n)*)")


@pytest.fixture
def in_checkout(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in a folder that looks like the checkout, beside a copy of the snapshot without a standby."""
    for room in ("infra", "notebooks", "tests"):
        (tmp_path / room).symlink_to(ROOT / room)
    shutil.copytree(SNAPSHOTS / "standard", tmp_path / "what-if")
    data = tmp_path / "what-if" / "InventoryData.template.json"
    data.write_text(data.read_text(encoding="utf-8").replace('"MultiAZ": true', '"MultiAZ": false'), encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("workbook.render.console.PLAIN_WIDTH", 100)
    return run


def printed(run: Run, words: str, cut: str) -> str:
    """What the command prints, cut as the page asks for."""
    said = run(*words.split())
    assert said.returncode in {0, 1}, said.stderr
    if "first of each list" in cut:
        return json.dumps(firsts(json.loads(said.stdout)), indent=2, ensure_ascii=False) + "\n"
    lines = said.stdout.strip("\n").splitlines()
    return "".join(f"{line}\n" for line in between(lines, dict(CUT.findall(cut))))


def between(lines: list[str], cut: dict[str, str]) -> list[str]:
    """The lines from one that holds the words given to another, both included, or before another."""
    if words := cut.get("from the last"):
        return lines[max(number for number, line in enumerate(lines) if words in line) :]
    first = next(number for number, line in enumerate(lines) if cut.get("from", "") in line)
    if "before" in cut:
        return lines[first : next(n for n, line in enumerate(lines) if n >= first and cut["before"] in line)]
    if "to" not in cut:
        return lines[first:]
    return lines[first : next(n for n, line in enumerate(lines) if n >= first and cut["to"] in line) + 1]


def firsts(value: Any) -> Any:
    """An answer with the first of each list."""
    if isinstance(value, list):
        return [firsts(each) for each in value[:1]]
    if isinstance(value, dict):
        return {key: firsts(inner) for key, inner in value.items()}
    return value


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_quotes_what_the_command_prints(in_checkout: Run, page: Path, request: pytest.FixtureRequest) -> None:
    text = page.read_text(encoding="utf-8")
    written = PRINTED.sub(lambda m: m["head"] + printed(in_checkout, m["words"], m["cut"] or ""), text)
    if request.config.getoption("--update-golden"):
        page.write_text(written, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == written, "use --update-golden to write it"


def test_the_tables_of_keys_are_those_of_the_schemas(request: pytest.FixtureRequest) -> None:
    page = DOCS / "reference" / "json.md"
    text = page.read_text(encoding="utf-8")
    written = KEYS.sub(lambda m: m["head"] + "\n" + key_table(m["name"], deep=not m["cut"]), text)
    if request.config.getoption("--update-golden"):
        page.write_text(written, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == written, "use --update-golden to write it"
