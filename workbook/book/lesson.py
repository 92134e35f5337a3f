"""A lesson as a page: prose as it stands, code with the outputs that are kept with it, solutions folded."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from nbformat import NotebookNode

from workbook.book.page import Page
from workbook.lang import Lang, Text

MARKDOWN = "text/markdown"
PICTURES = {"image/svg+xml": "svg", "image/png": "png"}
"""The kinds of picture that a lesson keeps, with the endings of their files."""

_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def lesson_page(notebook: NotebookNode, name: str, lang: Lang) -> Page:
    """The page of an executed lesson; its pictures stand in a folder of its name beside it."""
    parts: list[str] = []
    files: dict[str, bytes] = {}
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            parts.append(_code(cell, f"{PurePosixPath(name).name}/{number}", lang, files))
        else:
            parts.append(cell.source)
    folder = PurePosixPath(name).parent
    return Page(name, "\n\n".join(parts) + "\n", {str(folder / path): content for path, content in files.items()})


def _code(cell: NotebookNode, place: str, lang: Lang, files: dict[str, bytes]) -> str:
    shown = [_fenced(cell.source, "python"), *_outputs(cell, place, files)]
    if "solution" in cell.metadata.get("tags", ()):
        return _within("details", f"<summary>{_SOLUTION[lang]}</summary>", shown)
    return "\n\n".join(shown)


def _outputs(cell: NotebookNode, place: str, files: dict[str, bytes]) -> Iterator[str]:
    for number, output in enumerate(cell.outputs):
        yield _within('div class="output"', "", [_output(output, f"{place}-{number}", files)])


def _output(output: NotebookNode, place: str, files: dict[str, bytes]) -> str:
    """The richest form in which an output can be read where nothing runs."""
    data = output.get("data", {})
    said: str = data.get("text/plain", output.get("text", ""))
    if MARKDOWN in data:
        # A heading in an output is none of the page.
        return _HEADING.sub(r"**\1**", data[MARKDOWN])
    kind = next((kind for kind in PICTURES if kind in data), None)
    if kind is None:
        return _fenced(said or "\n".join(output.get("traceback", ())), "text")
    path = f"{place}.{PICTURES[kind]}"
    files[path] = data[kind].encode() if kind == "image/svg+xml" else base64.b64decode(data[kind])
    described = ". ".join(said.splitlines()).translate(str.maketrans("[]", "()"))
    return f"![{described}]({path})"


def _fenced(text: str, language: str) -> str:
    """Text that is shown as it is, whatever fences it holds itself."""
    ticks = "`" * max(3, 1 + max(map(len, re.findall(r"`+", text)), default=0))
    return f"{ticks}{language}\n{text.rstrip()}\n{ticks}"


def _within(element: str, opening: str, parts: list[str]) -> str:
    """Markdown within an element of HTML, which empty lines must set off from it."""
    head = f"<{element}>" + (f"\n{opening}" if opening else "")
    return "\n\n".join([head, *parts, f"</{element.partition(' ')[0]}>"])


_SOLUTION = Text(en="A solution", es="Una solución")
