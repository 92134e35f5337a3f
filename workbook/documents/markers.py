"""Places in a page that a computation fills: `<!-- generated: NAME WORDS -->` to `<!-- end -->`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from workbook.errors import SourceError
from workbook.lang import Lang, Text

Block: TypeAlias = Callable[..., str]
"""Gives the content of a place in a language; the words after its name are its further arguments."""

GENERATED = re.compile(r"<!-- generated: (?P<call>[^>\n]+?) -->(?P<content>.*?)<!-- end -->", re.DOTALL)
_OPENING = "<!-- generated: "


def fill(page: str, blocks: Mapping[str, Block], lang: Lang, name: str) -> str:
    """The page with every place filled anew; what stands on lines of its own is set apart by empty lines.

    Raises:
        SourceError: a place has no end, or asks for what no block gives.
    """
    if page.count(_OPENING) != len(GENERATED.findall(page)) or any(
        _OPENING in found["content"] for found in GENERATED.finditer(page)
    ):
        raise SourceError(_UNCLOSED.format(page=name))
    return GENERATED.sub(lambda found: _filled(found, blocks, lang, name), page)


def written_by_hand(page: str) -> str:
    """The page without what is generated."""
    return GENERATED.sub("", page)


def _filled(found: re.Match[str], blocks: Mapping[str, Block], lang: Lang, name: str) -> str:
    call = found["call"]
    block, *words = call.split()
    if block not in blocks:
        raise SourceError(_UNKNOWN.format(page=name, block=block, known=", ".join(sorted(blocks))))
    content = blocks[block](lang, *words)
    around = "\n\n" if found["content"].startswith("\n") else ""
    return f"{_OPENING}{call} -->{around}{content}{around}<!-- end -->"


_UNCLOSED = Text(
    en="{page}: a generated place has no end; expected <!-- end --> before the next one, add it",
    es="{page}: un lugar generado no tiene fin; se esperaba <!-- end --> antes del siguiente, añádalo",
)
_UNKNOWN = Text(
    en="{page}: no block is called {block}; expected one of {known}, correct the name",
    es="{page}: ningún bloque se llama {block}; se esperaba uno de {known}, corrija el nombre",
)
