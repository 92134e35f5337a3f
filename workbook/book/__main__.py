"""`python -m workbook.book`: what `make book` runs."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from workbook.book.check import faults
from workbook.book.front import TITLE
from workbook.book.stage import stage, take_away
from workbook.errors import ToolError, WorkbookError
from workbook.lang import Lang, Text, quantity
from workbook.template.source import CHECKOUT

PYTHON = CHECKOUT / "book" / ".venv" / "bin" / "python"
BUILD = CHECKOUT / "build"


def main(argv: Sequence[str] | None = None) -> int:
    """Build the book in every language and look it through; 0, or 1 with what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m workbook.book", description="Build the book.")
    parser.add_argument("--lang", type=Lang, choices=list(Lang), default=Lang.EN, metavar="en|es")
    lang: Lang = parser.parse_args(argv).lang
    try:
        count = sum(stage(CHECKOUT, BUILD / "book-source" / each, each) for each in Lang)
        typeset()
        for each in Lang:
            take_away(site_of(each), BUILD / "book-source" / each)
        look_through(BUILD / "book")
    except WorkbookError as error:
        print(*error.in_language(lang), sep="\n", file=sys.stderr)
        return 1
    print(_DONE.format(count=quantity(count), path=(BUILD / "book" / "index.html").relative_to(CHECKOUT))[lang])
    return 0


def typeset() -> None:
    """Make pages of the sources, every language at once.

    Raises:
        ToolError: Sphinx warns of something, or fails; its own words stand above.
    """
    if not PYTHON.is_file():
        raise ToolError(_NOT_INSTALLED.format(path=PYTHON.relative_to(CHECKOUT)))
    started = {lang: subprocess.Popen(command(lang)) for lang in Lang}
    codes = {lang: process.wait() for lang, process in started.items()}
    failed = [_FAILED.format(lang=str(lang), code=code) for lang, code in codes.items() if code]
    if failed:
        raise ToolError(*failed)


def site_of(lang: Lang) -> Path:
    """Where the pages of a language go: English to the root of the site, others to a folder of their own."""
    return BUILD / "book" if lang is Lang.EN else BUILD / "book" / lang


def command(lang: Lang) -> list[str]:
    """How Sphinx is called for a language."""
    options = ["-b", "html", "-W", "--keep-going", "-q", "-c", str(CHECKOUT / "book")]
    words = [f"language={lang}", f"html_title={TITLE[lang]}", f"html_theme_options.search_bar_text={_SEARCH[lang]}"]
    folders = [BUILD / "book-source" / lang, site_of(lang)]
    trees = ["-d", str(BUILD / "book-trees" / lang)]
    chosen = [word for each in words for word in ("-D", each)]
    return [str(PYTHON), "-m", "sphinx", *options, *chosen, *trees, *map(str, folders)]


def look_through(site: Path) -> None:
    """Find what leads nowhere or would be fetched.

    Raises:
        ToolError: there is some; each is named.
    """
    found = [_FAULT.format(page=page, link=link) for page, link in faults(site)]
    if found:
        raise ToolError(*found)


_SEARCH = Text(en="Search", es="Buscar")
_NOT_INSTALLED = Text(
    en="{path} is missing, which builds the book; run make setup BOOK=1",
    es="falta {path}, que construye el libro; ejecute make setup BOOK=1",
)
_FAILED = Text(
    en="Sphinx ended with code {code} for {lang}; expected no warning and no error, its own words stand above",
    es="Sphinx terminó con el código {code} para {lang}; no se esperaban avisos ni errores, y lo que dijo está arriba",
)
_FAULT = Text(
    en="build/book/{page}: “{link}” leads nowhere or to another machine; expected a page or file of the book",
    es="build/book/{page}: «{link}» no lleva a ninguna parte o lleva a otra máquina; se esperaba algo del libro",
)
_DONE = Text(
    en="{count} pages, no broken link, nothing that is fetched from elsewhere: {path}",
    es="{count} páginas, ningún enlace roto, nada que se traiga de otra parte: {path}",
)

if __name__ == "__main__":
    sys.exit(main())
