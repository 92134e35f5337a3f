"""Which pages have generated places, and what they say today."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbook.documents.blocks import BLOCKS
from workbook.documents.markers import GENERATED, fill
from workbook.lang import Lang
from workbook.template.source import CHECKOUT

DOCS = CHECKOUT / "docs"
SPANISH = ".es.md"


def pages(docs: Path = DOCS) -> Iterator[Path]:
    """The pages below a folder that have generated places."""
    return (path for path in sorted(docs.rglob("*.md")) if GENERATED.search(path.read_text(encoding="utf-8")))


def language(path: Path) -> Lang:
    """The language of a page, by its name."""
    return Lang.ES if path.name.endswith(SPANISH) else Lang.EN


def computed(path: Path) -> str:
    """What a page says with every generated place filled anew.

    Raises:
        SourceError: a place cannot be filled.
    """
    return fill(path.read_text(encoding="utf-8"), BLOCKS, language(path), path.name)
