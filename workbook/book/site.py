"""Every page of the book in a language: those of the repository, and those that are computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from nbformat import read

from workbook.book import prices, rules, whatif
from workbook.book.front import documents, front, lessons
from workbook.book.lesson import lesson_page
from workbook.book.links import RULES, Map, rewritten
from workbook.book.page import Page, Place
from workbook.lang import Lang

LESSONS, DOCUMENTS, FRONT = "notebooks/README", "docs/README", "index"
"""The pages that open the lessons, the documents and the book."""

_AT_THE_ROOT = ("README.md", "README.es.md", "CONTRIBUTING.md", "CHANGELOG.md")
_PICTURES = ("*.svg", "*.jpg")
_SPANISH = ".es"


def files(root: Path) -> Mapping[Place, Path]:
    """What each page that stands in the repository is written in; lessons in Spanish stand where they were built."""
    opening = [root / name for name in (*_AT_THE_ROOT, f"{LESSONS}.md", f"{LESSONS}{_SPANISH}.md")]
    written = [*opening, *sorted((root / "docs").rglob("*.md"))]
    found = {place: path for path in written if (place := _place(path, root)) is not None}
    for lang, folder in ((Lang.EN, root / "notebooks"), (Lang.ES, root / "build" / "notebooks" / Lang.ES)):
        found |= {Place(lang, f"notebooks/{path.stem}"): path for path in sorted(folder.glob("*.ipynb"))}
    return found


def known(root: Path) -> Map:
    """Every page and picture that the book has."""
    places = set(files(root))
    places |= {Place(lang, page.name) for lang in Lang for page in _computed(lang)}
    places |= {Place(lang, FRONT) for lang in Lang}
    return Map(frozenset(places), frozenset(f"img/{path.name}" for path in pictures(root)))


def pictures(root: Path) -> list[Path]:
    """The pictures that pages show."""
    return sorted(path for pattern in _PICTURES for path in (root / "img").glob(pattern))


def pages(root: Path, lang: Lang) -> Iterator[Page]:
    """Every page in a language, in no order that matters."""
    map_, mine = known(root), {place: path for place, path in files(root).items() if place.lang is lang}
    written = {place.name: _written(place, path, root, map_) for place, path in mine.items()}
    yield Page(FRONT, front(lang, has_lessons=any(path.suffix == ".ipynb" for path in mine.values())))
    yield Page(LESSONS, lessons(written, written[LESSONS].text))
    yield Page(DOCUMENTS, documents(lang, written, written[DOCUMENTS].text))
    yield from (page for name, page in written.items() if name not in {LESSONS, DOCUMENTS})
    yield from (_linked(page, Place(lang, page.name), map_) for page in _computed(lang))


@cache
def _computed(lang: Lang) -> tuple[Page, ...]:
    return (*rules.rule_pages(lang), *prices.price_pages(lang), whatif.whatif_page(lang))


def _linked(page: Page, here: Place, map_: Map) -> Page:
    """The list of rules quotes a page of the repository, and its links with it."""
    path = f"{RULES}.md" if here.lang is Lang.EN else f"{RULES}{_SPANISH}.md"
    return Page(page.name, rewritten(page.text, path, here, map_)) if page.name == rules.INDEX else page


def _written(here: Place, path: Path, root: Path, map_: Map) -> Page:
    if path.suffix == ".md":
        return Page(here.name, rewritten(path.read_text(encoding="utf-8"), _from_root(path, root), here, map_))
    page = lesson_page(read(path, as_version=4), here.name, here.lang)
    return Page(page.name, rewritten(page.text, f"{here.name}.ipynb", here, map_), page.files)


def _place(path: Path, root: Path) -> Place | None:
    """The page for a file in Markdown; none for the page of all rules, of which each has a page."""
    name = _from_root(path.with_suffix(""), root)
    plain = name.removesuffix(_SPANISH)
    return None if plain == RULES else Place(Lang.EN if plain == name else Lang.ES, plain)


def _from_root(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
