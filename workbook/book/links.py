"""The links of a page, as they lead to pages of the book; what is no page of it is named instead."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from workbook.book.page import Place
from workbook.lang import Lang

RULES = "docs/reference/rules"
"""The page of all rules, in whose place the book has a page for each."""

_FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1`*[ \t]*$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TEXT = r"(?:`[^`\n]*`|!\[[^\]\n]*\]\([^)\n]*\)|[^\[\]`\n]|\\[\[\]])*"
_LINK = re.compile(rf"(?P<code>(?P<ticks>`+)[^\n]*?(?P=ticks))|(?<![!\\])\[(?P<text>{_TEXT})\]\((?P<target>[^)\s]+)\)")
_ELSEWHERE = re.compile(r"[a-z][a-z+.-]*:")
_SPANISH, _FRONT = ".es", "README"
_TRANSLATION = re.compile(r"notebooks/es/(\w+)\.md")


@dataclass(frozen=True, slots=True)
class Map:
    """Which pages the book has, and which pictures of the repository it shows."""

    pages: frozenset[Place]
    pictures: frozenset[str] = frozenset()

    def place_of(self, path: str, anchor: str, lang: Lang) -> Place | None:
        """The page for a file, or for a part of it, that a page in this language links to; None where there is none."""
        if translation := _TRANSLATION.fullmatch(path):
            texts = (Place(each, f"notebooks/{translation[1]}") for each in (Lang.ES, Lang.EN))
            return next((place for place in texts if place in self.pages), None)
        stem, ending = posixpath.splitext(path)
        if ending not in {".md", ".ipynb"}:
            stem = f"{path}/{_FRONT}"
        name, of = (stem.removesuffix(_SPANISH), Lang.ES) if stem.endswith(_SPANISH) else (stem, Lang.EN)
        names = (f"rules/{anchor}", "rules/index") if name == RULES else (name,)
        # A lesson has one name in every language.
        wanted = (Place(each, name) for name in names for each in ((lang, of) if ending == ".ipynb" else (of,)))
        return next((place for place in wanted if place in self.pages), None)


def rewritten(text: str, path: str, here: Place, known: Map) -> str:
    """The Markdown of a file of the repository as the book has it, without comments."""
    parts, end = [], 0
    for fence in _FENCE.finditer(text):
        parts += [_prose(text[end : fence.start()], path, here, known), fence[0]]
        end = fence.end()
    return "".join([*parts, _prose(text[end:], path, here, known)])


def _prose(text: str, path: str, here: Place, known: Map) -> str:
    return _LINK.sub(lambda link: _link(link, path, here, known), _COMMENT.sub("", text))


def _link(link: re.Match[str], path: str, here: Place, known: Map) -> str:
    if link["code"] or _ELSEWHERE.match(link["target"]):
        return link[0]
    file, _, anchor = link["target"].partition("#")
    if not file and not path.startswith(RULES):
        return link[0]
    words = link["text"]
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
    if wanted in known.pictures:
        return words  # a picture that leads to itself
    place = known.place_of(wanted, anchor, here.lang)
    if place is None:
        return words if posixpath.basename(wanted) in words else f"{words} (`{wanted}`)"
    part = f"#{anchor}" if anchor and not place.name.startswith("rules/") else ""
    if place.lang is here.lang:
        return f"[{words}](/{place.name}.md{part})"
    return f'<a href="{here.way_to(place)}{part}" hreflang="{place.lang}">{words}</a>'
