"""The lessons of a folder in a language, and what they need around them where they do not lie in that folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode, read

from workbook.errors import SourceError
from workbook.lang import Lang, Text
from workbook.notebooks.translation import faults, read_pieces, translated, translation_of
from workbook.output import make_folder


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson where it is written, in a language; `untranslated` counts what its translation lacks."""

    path: Path
    notebook: NotebookNode
    lang: Lang = Lang.EN
    untranslated: int = 0


def lessons_in(folder: Path, lang: Lang) -> list[Lesson]:
    """Every lesson of a folder in order.

    Raises:
        SourceError: the folder holds no lesson.
    """
    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        raise SourceError(_NO_LESSON.format(folder=folder))
    return [_lesson(path, lang) for path in paths]


def _lesson(path: Path, lang: Lang) -> Lesson:
    notebook = read(path, as_version=4)
    if lang is Lang.EN:
        return Lesson(path, notebook)
    pieces = read_pieces(translation_of(path))
    return Lesson(path, translated(notebook, pieces), lang, len(list(faults(notebook, pieces))))


def furnish(folder: Path, lessons: Path) -> None:
    """Let copies in a folder find what lessons open by a path of their own: templates, examples and pages beside them.

    Raises:
        OutputError: the folder cannot be written to.
    """
    make_folder(folder)
    root = lessons.parent
    for link, target in [
        (folder / "examples", lessons / "examples"),
        *((folder.parent / name, root / name) for name in ("infra", "docs", "img")),
    ]:
        if target.exists() and not link.is_symlink():
            link.symlink_to(os.path.relpath(target.resolve(), link.parent.resolve()), target_is_directory=True)


_NO_LESSON = Text(
    en="no lesson in the folder {folder}; expected files NN_name.ipynb, run this at the root of the checkout",
    es="no hay lecciones en la carpeta {folder}; se esperaban archivos NN_nombre.ipynb, ejecute esto en la raíz",
)
