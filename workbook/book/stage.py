"""The sources of the book in a folder, as Sphinx reads them: written where they differ, and nothing else there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbook.book.links import Map
from workbook.book.page import Page
from workbook.book.site import known, pages, pictures
from workbook.lang import Lang
from workbook.output import make_folder, replace_changed

TRANSLATED = "translated.json"
"""The file that names the pages which another language has too."""

_NO_PAGES = {*Lang, "_static", "search"}


def stage(root: Path, folder: Path, lang: Lang) -> int:
    """How many pages a language has; they are in the folder afterwards.

    Raises:
        OutputError: the folder cannot be written to.
    """
    found = tuple(pages(root, lang))
    content = dict(_content(found, root))
    content[TRANSLATED] = json.dumps(translated(known(root), lang)).encode()
    for name, bytes_ in content.items():
        make_folder((folder / name).parent)
        replace_changed(folder / name, bytes_)  # what keeps its date is not typeset again
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in content:
            path.unlink()
    return len(found)


def take_away(site: Path, folder: Path) -> None:
    """Remove pages of a language whose source is no longer in the folder; Sphinx leaves them."""
    for path in site.rglob("*.html"):
        name = path.relative_to(site).as_posix().removesuffix(".html")
        if name.partition("/")[0] not in _NO_PAGES and not (folder / f"{name}.md").is_file():
            path.unlink()


def translated(map_: Map, lang: Lang) -> dict[str, list[str]]:
    """The pages of a language that others have too, by that language."""
    mine = {place.name for place in map_.pages if place.lang is lang}
    others = {other: {place.name for place in map_.pages if place.lang is other} for other in Lang if other is not lang}
    return {other: sorted(mine & theirs) for other, theirs in others.items()}


def _content(found: Iterable[Page], root: Path) -> Iterator[tuple[str, bytes]]:
    for page in found:
        yield f"{page.name}.md", page.text.encode()
        yield from page.files.items()
    yield from ((f"img/{path.name}", path.read_bytes()) for path in pictures(root))
