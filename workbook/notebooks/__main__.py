"""`python -m workbook.notebooks`: what `make workshop`, `make notebooks` and `make exercises` run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from nbformat import NotebookNode

from workbook.errors import CellError, WorkbookError
from workbook.lang import Lang, Text
from workbook.notebooks import handout
from workbook.notebooks.contents import CONTENTS, contents
from workbook.notebooks.edition import PICTURES, index, page, title
from workbook.notebooks.leftovers import end_what_is_left
from workbook.notebooks.lessons import Lesson, furnish, lessons_in
from workbook.notebooks.normal_form import as_text, normal_form
from workbook.notebooks.progress import Run, progress
from workbook.notebooks.run import code_cells, run
from workbook.notebooks.translation import brought_up, read_pieces, translation_of, written
from workbook.output import make_folder, replace_changed
from workbook.template.source import CHECKOUT


def main(argv: Sequence[str] | None = None) -> int:
    """Do one thing with every lesson of a folder; 0, or 1 with one sentence and the traceback of a cell that failed."""
    parser = argparse.ArgumentParser(prog="python -m workbook.notebooks", description="Run or derive every lesson.")
    parser.add_argument("command", choices=COMMANDS, help="write to the build folder, or back in place")
    parser.add_argument("--lessons", type=Path, default=Path("notebooks"), metavar="FOLDER")
    parser.add_argument("--build", type=Path, default=Path("build"), metavar="FOLDER")
    parser.add_argument("--pictures", type=Path, default=Path("img"), metavar="FOLDER")
    parser.add_argument("--lang", type=Lang, choices=list(Lang), default=Lang.EN, metavar="en|es")
    options = parser.parse_args(argv)
    try:
        COMMANDS[options.command](options)
    except WorkbookError as error:
        print(*error.in_language(options.lang), sep="\n", file=sys.stderr)
        if isinstance(error, CellError):
            print(error.traceback, file=sys.stderr)
        return 1
    return 0


def refresh(options: argparse.Namespace) -> None:
    """Run every lesson and write its normal form back where that differs, and the pages that list them.

    A failing lesson stays as it was.
    """
    lessons, lang = lessons_in(options.lessons, Lang.EN), options.lang
    # What is committed is English, whatever language the messages have.
    changed = [path.name for path, lesson in executed(lessons, lang) if replace_changed(path, as_text(lesson).encode())]
    pages = {name: contents(options.lessons, each) for each, name in CONTENTS.items()}
    changed += [name for name, text in pages.items() if replace_changed(options.lessons / name, text.encode())]
    print(_REFRESHED.format(names=", ".join(changed))[lang] if changed else _UNCHANGED[lang])


def execute(options: argparse.Namespace) -> None:
    """Run every lesson in the language, with an HTML edition beside, and say where everything lies."""
    lang, lessons = options.lang, lessons_in(options.lessons, options.lang)
    pages, copies = (edition_folder(options.build / name, lang) for name in ("html", "notebooks"))
    make_folder(pages)
    make_folder(copies)
    if lang is not Lang.EN:
        furnish(copies, options.lessons)
    tell_untranslated(lessons, lang)
    titles = []
    for path, lesson in executed(lessons, lang):
        replace_changed(copies / path.name, as_text(lesson).encode())
        replace_changed(pages / f"{path.stem}.html", page(lesson, path.stem, lang).encode())
        titles.append((path.stem, title(lesson)))
    replace_changed(pages / "index.html", index(titles, options.pictures, lang).encode())
    drawn = {str(lang): options.pictures / name for lang, name in PICTURES.items()}
    print(_DONE.format(lessons=len(titles), copies=copies, pages=pages / "index.html", **drawn)[lang])


def hand_out(options: argparse.Namespace) -> None:
    """Derive the student copies in the language, and say which were left as somebody has changed them."""
    lang, lessons = options.lang, lessons_in(options.lessons, options.lang)
    tell_untranslated(lessons, lang)
    folder = options.build / "exercises" / lang
    furnish(folder, options.lessons)
    print(*handout.derive(lessons, folder, options.build / "notebooks", lang), sep="\n")


def translate(options: argparse.Namespace) -> None:
    """Bring every translation into the order of its lesson, with what is missing in English, and say what it lacks."""
    for lesson in lessons_in(options.lessons, Lang.EN):
        path = translation_of(lesson.path)
        make_folder(path.parent)
        pieces = brought_up(lesson.notebook, read_pieces(path))
        replace_changed(path, written(pieces).encode())
    tell_untranslated(lessons_in(options.lessons, Lang.ES), options.lang)


def edition_folder(folder: Path, lang: Lang) -> Path:
    """Where the edition in a language lies: English in the folder itself, as the lessons, others each in their own."""
    return folder if lang is Lang.EN else folder / lang


def tell_untranslated(lessons: Sequence[Lesson], lang: Lang) -> None:
    """Say which lessons are not wholly translated, or no longer."""
    for lesson in lessons:
        if lesson.untranslated:
            place = translation_of(lesson.path)
            print(_UNTRANSLATED.format(path=place, count=lesson.untranslated)[lang], file=sys.stderr)


def executed(lessons: Sequence[Lesson], lang: Lang) -> Iterator[tuple[Path, NotebookNode]]:
    """Each lesson run in a fresh kernel, in its normal form, with its path."""
    with progress(lang) as begin:
        for number, lesson in enumerate(lessons, start=1):
            path, cells = lesson.path, len(code_cells(lesson.notebook))
            begins = begin(Run(number, len(lessons), path.stem, cells))
            try:
                done = run(lesson.notebook, path, lesson.lang, begins)
            finally:
                end_what_is_left(lesson.notebook, CHECKOUT)
            yield path, normal_form(done)


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "execute": execute,
    "refresh": refresh,
    "exercises": hand_out,
    "translate": translate,
}

_UNTRANSLATED = Text(
    en="{path} lacks or has outdated {count} cells; python -m workbook.notebooks translate adds what is missing",
    es="a {path} le faltan o se le han quedado viejas {count} celdas; python -m workbook.notebooks translate añade lo "
    "que falta",
)
_REFRESHED = Text(en="written: {names}", es="escritos: {names}")
_UNCHANGED = Text(en="every lesson already holds these outputs", es="cada lección ya tiene estas salidas")
_DONE = Text(
    en="""
{lessons} lessons ran from top to bottom. What you have now:
  {en!s:<23}  the architecture, drawn from its template
  {es!s:<23}  the same in Spanish
  {pages!s:<23}  the lessons as they ran, to read in a browser
  {copies!s:<23}  the same as notebooks
How to go on:
  make lab                  opens the lessons in JupyterLab, for you to work through and change
  .venv/bin/workbook audit  the brief, requirement by requirement, with evidence
  make test                 runs every test""",
    es="""
{lessons} lecciones se ejecutaron de principio a fin. Lo que hay ahora:
  {es!s:<23}  la arquitectura, dibujada desde su plantilla
  {en!s:<23}  la misma en inglés
  {pages!s:<23}  las lecciones tal como se ejecutaron, para leer en un navegador
  {copies!s:<23}  las mismas como cuadernos
Cómo seguir:
  make lab                            abre las lecciones en JupyterLab para cambiarlas
  .venv/bin/workbook audit --lang es  el enunciado, requisito a requisito, con pruebas
  make test                           ejecuta todas las pruebas""",
)

if __name__ == "__main__":
    sys.exit(main())
