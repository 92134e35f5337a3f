"""Derive the student copies into a folder, and leave alone what a student has worked in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nbformat import NotebookNode, read
from nbformat.reader import NotJSONError

from workbook.lang import Lang, Text
from workbook.notebooks.exercises import fingerprint, is_untouched, student_copy
from workbook.notebooks.lessons import Lesson
from workbook.notebooks.normal_form import as_text
from workbook.output import replace_changed


def derive(lessons: Sequence[Lesson], folder: Path, executed: Path, lang: Lang) -> list[str]:
    """Write the copies, and say what was written and what was kept; outputs are those of an executed edition."""
    written, kept, bare = [], [], []
    for lesson in lessons:
        target = folder / lesson.path.name
        if target.exists() and not _is_ours(target):
            kept.append(target.name)
            continue
        notebook = lesson.notebook if lang is Lang.EN else _with_outputs(lesson, executed / lang)
        if not any(cell.get("outputs") for cell in notebook.cells):
            bare.append(target.name)
        replace_changed(target, as_text(student_copy(notebook, lang)).encode())
        written.append(target.name)
    said = [
        (written, _WRITTEN.format(names=", ".join(written), folder=folder)),
        (bare, _BARE.format(names=", ".join(bare), lang=lang)),
        (kept, _KEPT.format(names=", ".join(kept))),
    ]
    return [text[lang] for names, text in said if names]


def _is_ours(path: Path) -> bool:
    """Whether a file is a copy in which nobody has worked."""
    try:
        return is_untouched(read(path, as_version=4))
    except (NotJSONError, OSError, AttributeError, KeyError, TypeError, ValueError):
        return False


def _with_outputs(lesson: Lesson, executed: Path) -> NotebookNode:
    """The lesson with the outputs of its executed edition, if that has the same sources."""
    path = executed / lesson.path.name
    if path.is_file():
        edition: NotebookNode = read(path, as_version=4)
        if fingerprint(edition) == fingerprint(lesson.notebook):
            return edition
    return lesson.notebook


_WRITTEN = Text(en="written to {folder}: {names}", es="escritos en {folder}: {names}")
_BARE = Text(
    en="without outputs: {names}; make notebooks LANG={lang} runs the lessons, then make exercises LANG={lang} takes "
    "their outputs",
    es="sin salidas: {names}; make notebooks LANG={lang} ejecuta las lecciones y después make exercises LANG={lang} "
    "toma sus salidas",
)
_KEPT = Text(
    en="kept, since somebody has worked in them: {names}; move them away to get fresh copies",
    es="se conservan, porque alguien ha trabajado en ellos: {names}; muévalos a otro lugar para obtener copias nuevas",
)
