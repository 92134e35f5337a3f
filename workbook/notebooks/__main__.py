"""`python -m workbook.notebooks execute|refresh`: what `make workshop` and `make notebooks` run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from nbformat import NotebookNode, read

from workbook.errors import CellError, SourceError, WorkbookError
from workbook.lang import Lang, Text
from workbook.notebooks.contents import CONTENTS, contents
from workbook.notebooks.edition import PICTURES, index, page, title
from workbook.notebooks.normal_form import as_text, normal_form
from workbook.notebooks.progress import Lesson, progress
from workbook.notebooks.run import code_cells, run
from workbook.output import replace_file


def main(argv: Sequence[str] | None = None) -> int:
    """Run every lesson of a folder; 0, or 1 with one sentence and the traceback of the cell that failed."""
    parser = argparse.ArgumentParser(prog="python -m workbook.notebooks", description="Run every lesson.")
    parser.add_argument("command", choices=["execute", "refresh"], help="write to the build folder, or back in place")
    parser.add_argument("--lessons", type=Path, default=Path("notebooks"), metavar="FOLDER")
    parser.add_argument("--build", type=Path, default=Path("build"), metavar="FOLDER")
    parser.add_argument("--pictures", type=Path, default=Path("img"), metavar="FOLDER")
    parser.add_argument("--lang", type=Lang, choices=list(Lang), default=Lang.EN, metavar="en|es")
    options = parser.parse_args(argv)
    try:
        if options.command == "refresh":
            refresh(options.lessons, options.lang)
        else:
            execute(options.lessons, options.build, options.pictures, options.lang)
    except WorkbookError as error:
        print(*error.in_language(options.lang), sep="\n", file=sys.stderr)
        if isinstance(error, CellError):
            print(error.traceback, file=sys.stderr)
        return 1
    return 0


def refresh(lessons: Path, lang: Lang) -> None:
    """Run every lesson and write its normal form back where that differs, and the page that lists them.

    A failing lesson stays as it was.
    """
    changed = [path.name for path, lesson in executed(lessons, lang) if write(path, as_text(lesson))]
    if write(lessons / CONTENTS, contents(lessons)):
        changed.append(CONTENTS)
    print(_REFRESHED.format(names=", ".join(changed))[lang] if changed else _UNCHANGED[lang])


def execute(lessons: Path, build: Path, pictures: Path, lang: Lang) -> None:
    """Run every lesson into `build`, with an HTML edition beside, and say where everything lies."""
    pages = build / "html"
    copies = build / "notebooks"
    for folder in (pages, copies):
        folder.mkdir(parents=True, exist_ok=True)
    titles = []
    for path, lesson in executed(lessons, lang):
        write(copies / path.name, as_text(lesson))
        write(pages / f"{path.stem}.html", page(lesson, path.stem))
        titles.append((path.stem, title(lesson)))
    write(pages / "index.html", index(titles, pictures, lang))
    places = {"en": pictures / PICTURES[Lang.EN], "es": pictures / PICTURES[Lang.ES], "pages": pages / "index.html"}
    print(_DONE.format(lessons=len(titles), copies=copies, **places)[lang])


def executed(lessons: Path, lang: Lang) -> Iterator[tuple[Path, NotebookNode]]:
    """Every lesson of the folder in order, run in a fresh kernel, in its normal form.

    Raises:
        SourceError: the folder holds no lesson.
    """
    paths = sorted(lessons.glob("*.ipynb"))
    if not paths:
        raise SourceError(_NO_LESSON.format(folder=lessons))
    with progress(lang) as begin:
        for number, path in enumerate(paths, start=1):
            cells = len(code_cells(read(path, as_version=4)))
            yield path, normal_form(run(path, begin(Lesson(number, len(paths), path.stem, cells))))


def write(path: Path, text: str) -> bool:
    """Whether the file had to change; an equal file is left alone."""
    content = text.encode()
    if path.is_file() and path.read_bytes() == content:
        return False
    replace_file(path, content)
    return True


_NO_LESSON = Text(
    en="no lesson in the folder {folder}; expected files NN_name.ipynb, run this at the root of the checkout",
    es="no hay lecciones en la carpeta {folder}; se esperaban archivos NN_nombre.ipynb, ejecute esto en la raíz",
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
