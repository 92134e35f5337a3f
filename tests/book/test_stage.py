from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbook.book import stage as staging
from workbook.book.links import Map
from workbook.book.page import Page, Place
from workbook.book.stage import TRANSLATED, stage, take_away
from workbook.lang import Lang


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    places = {Place(Lang.EN, "index"), Place(Lang.EN, "a/b"), Place(Lang.ES, "index")}
    found = [Page("index", "# Index"), Page("a/b", "# B", {"a/b/1.svg": b"<svg/>"})]
    monkeypatch.setattr(staging, "known", lambda _: Map(frozenset(places)))
    monkeypatch.setattr(staging, "pages", lambda *_: iter(found))
    monkeypatch.setattr(staging, "pictures", lambda _: [])
    stage(tmp_path, tmp_path / "en", Lang.EN)
    return tmp_path / "en"


def test_pages_their_files_and_what_is_translated_are_written(sources: Path) -> None:
    assert (sources / "a" / "b.md").read_text() == "# B"
    assert (sources / "a" / "b" / "1.svg").read_bytes() == b"<svg/>"
    assert json.loads((sources / TRANSLATED).read_text()) == {"es": ["index"]}


def test_what_has_not_changed_is_left_alone_and_what_is_gone_is_removed(sources: Path) -> None:
    before = (sources / "index.md").stat().st_ino
    (sources / "old.md").touch()
    (sources / "a" / "b.md").write_text("changed")

    assert stage(sources.parent, sources, Lang.EN) == 2
    assert (sources / "index.md").stat().st_ino == before
    assert (sources / "a" / "b.md").read_text() == "# B"
    assert not (sources / "old.md").exists()


def test_pages_without_a_source_go_and_others_stay(sources: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    names = ("index", "a/b", "search", "es/index", "_static/x", "a/old")
    for name in names:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / f"{name}.html").touch()

    take_away(site, sources)

    assert [name for name in names if not (site / f"{name}.html").exists()] == ["a/old"]
