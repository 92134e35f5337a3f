from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from repo.tracked import ROOT, tracked_files

CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
LINK = re.compile(r"(?<!\\)\]\((<[^>]+>|[^)\s]+)(?:\s+\"[^\"]*\")?\)|<(?:img|a)\b[^>]*?\b(?:src|href)=\"([^\"]+)\"")
ELSEWHERE = re.compile(r"[a-z][a-z+.-]*:")


def pages() -> list[Path]:
    return [path for path in tracked_files() if path.suffix in {".md", ".ipynb"}]


def prose(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return CODE.sub("", text)


def anchors(path: Path) -> set[str]:
    """The anchors that a page sets itself, and those that its headings give by the rule of GitHub."""
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    headings = re.findall(r"^#+ (.+?)\s*$", text, re.MULTILINE)
    given = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return given | set(re.findall(r'<a id="([^"]+)"', text))


def broken_links(path: Path, root: Path = ROOT) -> Iterator[str]:
    for match in LINK.finditer(prose(path)):
        link = (match[1] or match[2]).strip("<>")
        if not ELSEWHERE.match(link) and not _leads_somewhere(link, path, root):
            yield link


def _leads_somewhere(link: str, path: Path, root: Path) -> bool:
    name, _, anchor = link.partition("#")
    target = (path.parent / name).resolve() if name else path
    if not target.exists() or not target.is_relative_to(root):
        return False
    return not anchor or target.suffix != ".md" or anchor in anchors(target)


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_of_a_page_lead_somewhere(path: Path) -> None:
    assert list(broken_links(path)) == []


def test_broken_links_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        '# A title\n<a id="set"></a>[there](page.md#a-title) [here](#a-title) [set](#set) `[code](x)`\n'
        "[else](https://x.example) "
        '[file](absent.md) [anchor](#b) [outside](../..) <img src="no.png">\n'
    )

    assert list(broken_links(page, tmp_path)) == ["absent.md", "#b", "../..", "no.png"]
