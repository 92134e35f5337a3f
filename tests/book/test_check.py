from __future__ import annotations

from pathlib import Path

import pytest

from repo.tracked import ROOT
from workbook.book.check import faults


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "part").mkdir()
    (tmp_path / "a.css").write_text("a { background: url(a.png) }")
    (tmp_path / "index.html").write_text('<link rel="stylesheet" href="a.css?v=1"><a href="part/b.html#there">b</a>')
    (tmp_path / "part" / "b.html").write_text('<h1 id="there"></h1><a href="../index.html">a</a><a href="#there">b</a>')
    return tmp_path


def test_a_site_that_is_whole_has_no_fault(site: Path) -> None:
    assert list(faults(site)) == []


@pytest.mark.parametrize(
    ("element", "fault"),
    [
        ('<a href="gone.html">', "gone.html"),
        ('<a href="part/b.html#gone">', "part/b.html#gone"),
        ('<a href="part/">', "part/"),
        ('<img src="gone.svg">', "gone.svg"),
        ('<script src="https://cdn.example/x.js"></script>', "https://cdn.example/x.js"),
        ('<img srcset="//cdn.example/x.png 2x">', "//cdn.example/x.png"),
        ('<link rel="preload stylesheet" href="http://cdn.example/x.css">', "http://cdn.example/x.css"),
    ],
)
def test_what_leads_nowhere_or_is_fetched_from_elsewhere_is_a_fault(element: str, fault: str, site: Path) -> None:
    (site / "index.html").write_text(element)

    assert list(faults(site)) == [("index.html", fault)]


def test_a_link_that_a_reader_follows_may_lead_elsewhere(site: Path) -> None:
    (site / "index.html").write_text('<a href="https://x.example">x</a><link rel="canonical" href="https://x.example">')

    assert list(faults(site)) == []


def test_a_style_sheet_fetches_nothing_from_elsewhere(site: Path) -> None:
    (site / "a.css").write_text('@import "https://fonts.example/x.css"; a { src: url(//fonts.example/x.woff2) }')

    assert {fault for _, fault in faults(site)} == {"https://fonts.example/x.css", "//fonts.example/x.woff2"}


def test_the_script_of_the_book_asks_nobody() -> None:
    for path in (ROOT / "book" / "static").iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert [word for word in ("http", "fetch(", "XMLHttpRequest", "import(") if word in text] == [], path.name
