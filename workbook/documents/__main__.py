"""`python -m workbook.documents [--check]`: what `make docs` runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from workbook.documents.pages import computed, pages
from workbook.documents.pictures import stale_pictures, write_pictures
from workbook.errors import WorkbookError
from workbook.lang import Lang, Text
from workbook.output import replace_file
from workbook.template.source import CHECKOUT


def main(argv: Sequence[str] | None = None) -> int:
    """Write every generated place and picture anew; with --check only name those that are stale, and then give 1."""
    parser = argparse.ArgumentParser(prog="python -m workbook.documents", description="Compute the documents.")
    parser.add_argument("--check", action="store_true", help="change nothing, and fail where something is stale")
    parser.add_argument("--lang", type=Lang, choices=list(Lang), default=Lang.EN, metavar="en|es")
    options = parser.parse_args(argv)
    try:
        stale = [*_stale_pages(), *stale_pictures()]
        if not options.check:
            _write_pages(stale)
            write_pictures(stale)
    except WorkbookError as error:
        print(*error.in_language(options.lang), sep="\n", file=sys.stderr)
        return 1
    said = _STALE if options.check else _WRITTEN
    names = ", ".join(str(path.relative_to(CHECKOUT)) for path in stale)
    print(said.format(names=names)[options.lang] if stale else _FRESH[options.lang])
    return 1 if options.check and stale else 0


def _stale_pages() -> list[Path]:
    return [path for path in pages() if path.read_text(encoding="utf-8") != computed(path)]


def _write_pages(stale: Sequence[Path]) -> None:
    for path in stale:
        if path.suffix == ".md":
            replace_file(path, computed(path).encode())


_WRITTEN = Text(en="written anew: {names}", es="escritos de nuevo: {names}")
_STALE = Text(en="stale, run make docs: {names}", es="desactualizados, ejecute make docs: {names}")
_FRESH = Text(en="every document says what the templates say", es="cada documento dice lo que dicen las plantillas")

if __name__ == "__main__":
    sys.exit(main())
