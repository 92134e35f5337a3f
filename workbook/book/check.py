"""What a built site may not have: links that lead nowhere, and anything that a browser would fetch from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_OTHER = re.compile(r"(?:mailto|data|javascript|tel):", re.IGNORECASE)
_CSS = re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s;]+)")
_LOADING_LINKS = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "preconnect", "manifest"}


@dataclass
class Found(HTMLParser):
    """What one page points to, what it loads, and the anchors that it has."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what the element names."""
        has = {name: value or "" for name, value in attrs}
        self.anchors |= {has[name] for name in ("id", "name") if has.get(name)}
        if tag in {"a", "area"} and "href" in has:
            self.links.append(has["href"])
        elif tag == "link" and _LOADING_LINKS & set(has.get("rel", "").split()):
            self.loads.append(has.get("href", ""))
        elif tag not in {"a", "area", "link"}:
            self.loads += [has[name] for name in ("src", "poster", "data") if has.get(name)]
            self.loads += [each.split()[0] for each in has.get("srcset", "").split(",") if each.strip()]


def faults(site: Path) -> Iterator[tuple[str, str]]:
    """Each page, or style sheet, with something in it that should not be there."""
    # What the theme copies beside its styles are no pages.
    paths = (path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts)
    pages = {path: read_page(path) for path in paths}
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        yield from ((name, load) for load in page.loads if _ELSEWHERE.match(load))
        mine = [link for link in [*page.links, *page.loads] if not _ELSEWHERE.match(link) and not _OTHER.match(link)]
        yield from ((name, link) for link in dict.fromkeys(mine) if not _leads(link, path, pages))
    for path in sorted(site.rglob("*.css")):
        yield from ((path.relative_to(site).as_posix(), url) for url in _CSS.findall(path.read_text(encoding="utf-8")))


def read_page(path: Path) -> Found:
    """What one page holds."""
    found = Found()
    found.feed(path.read_text(encoding="utf-8"))
    return found


def _leads(link: str, path: Path, pages: Mapping[Path, Found]) -> bool:
    parts = urlsplit(link)
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.is_file():
        return False
    anchor = unquote(parts.fragment)
    return not anchor or target.suffix != ".html" or anchor in pages[target].anchors
