"""The Spanish edition of a lesson: prose by cell id from a Markdown file beside it, code shared but for its words.

A piece of the file begins with a comment, the id of its cell and a mark of the English source that it translates.
Below a cell of prose stands the prose; below a cell of code stand the words in it that differ, "- `old` → `new`".
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from workbook.lang import VARIABLE, Lang

FOLDER = "es"

_HEAD = re.compile(r"^<!-- ([\w-]{1,64})(?:: ([0-9a-f]{8}))? -->\n", re.MULTILINE)
_WORDS = re.compile(r"^- `(.+?)` → `(.+?)`$")
_SPEAKS = f'import os\n\nos.environ["{VARIABLE}"] = "{Lang.ES}"\n\n'


@dataclass(frozen=True, slots=True)
class Piece:
    """What a file says of one cell; without a mark it has not been translated yet."""

    cell: str
    mark: str | None
    text: str


def mark(source: str) -> str:
    """What changes when the English source does."""
    return hashlib.sha256(source.encode()).hexdigest()[:8]


def translation_of(lesson: Path) -> Path:
    """Where the translation of a lesson lies."""
    return lesson.parent / FOLDER / f"{lesson.stem}.md"


def read_pieces(path: Path) -> Mapping[str, Piece]:
    """The pieces of a file by cell id; none where there is no file."""
    if not path.is_file():
        return {}
    _, *parts = _HEAD.split(path.read_text(encoding="utf-8"))
    pieces = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {cell: Piece(cell, known, text.strip()) for cell, known, text in pieces}


def written(pieces: Iterable[Piece]) -> str:
    """The file of these pieces."""
    heads = ((f"<!-- {each.cell}: {each.mark} -->" if each.mark else f"<!-- {each.cell} -->", each) for each in pieces)
    return "\n\n".join(f"{head}\n{each.text}" for head, each in heads) + "\n"


def brought_up(lesson: NotebookNode, pieces: Mapping[str, Piece]) -> list[Piece]:
    """The pieces in the order of the lesson: missing prose in English without a mark, what was translated with one."""
    found = []
    for cell in lesson.cells:
        piece = pieces.get(cell.id)
        if piece is None and cell.cell_type == "markdown":
            piece = Piece(cell.id, None, _from_the_folder(cell.source))
        if piece and piece.mark is None and piece.text != _from_the_folder(cell.source):
            piece = replace(piece, mark=mark(cell.source))
        if piece:
            found.append(piece)
    return found


def faults(lesson: NotebookNode, pieces: Mapping[str, Piece]) -> Iterator[str]:
    """What a translation lacks: cells missing, not translated, stale, unknown, or with words that are not there."""
    cells = {cell.id: cell for cell in lesson.cells}
    yield from (f"{name}: missing" for name, cell in cells.items() if _is_prose(cell) and name not in pieces)
    for name, piece in pieces.items():
        if name not in cells:
            yield f"{name}: the lesson has no such cell"
        elif piece.mark is None:
            yield f"{name}: not translated"
        elif piece.mark != mark(cells[name].source):
            yield f"{name}: stale, it translates {piece.mark} and the cell is {mark(cells[name].source)}"
        elif not _is_prose(cells[name]):
            yield from (f"{name}: {fault}" for fault in _faults_of_words(cells[name].source, piece))


def _faults_of_words(source: str, piece: Piece) -> Iterator[str]:
    lines = piece.text.splitlines()
    yield from (f"cannot be read: {line}" for line in lines if not _WORDS.match(line))
    yield from (f"the code has no {old}" for old, _ in _words(piece) if old not in _spanish(source))
    if _skeleton(code := _in_spanish(source, piece)) != _skeleton(source):
        yield f"more than words differ: {code}"


def translated(lesson: NotebookNode, pieces: Mapping[str, Piece]) -> NotebookNode:
    """The lesson in Spanish, without outputs; a cell without a piece stays as it is."""
    copy: NotebookNode = nbformat.from_dict(lesson)
    opening = _SPEAKS
    for cell in copy.cells:
        piece = pieces.get(cell.id)
        if cell.cell_type == "code":
            cell.source, opening = opening + _in_spanish(cell.source, piece), ""
            cell.outputs, cell.execution_count = [], None
        elif piece:
            cell.source = piece.text.replace("](../", "](")
    return copy


def _in_spanish(source: str, piece: Piece | None) -> str:
    code = _spanish(source)
    for old, new in _words(piece) if piece else ():
        code = code.replace(old, new)
    return code


def _spanish(source: str) -> str:
    return source.replace("Lang.EN", "Lang.ES")


def _words(piece: Piece) -> list[tuple[str, str]]:
    return [(found[1], found[2]) for line in piece.text.splitlines() if (found := _WORDS.match(line))]


def _skeleton(source: str) -> str:
    """The code without texts, their language, and what the cell calls what it makes itself."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return str(error)
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return ast.dump(_Bare({node.id for node in names if isinstance(node.ctx, ast.Store)}).visit(tree))


class _Bare(ast.NodeTransformer):
    """Takes away what may differ between the languages; a name from another cell must stay what it is."""

    def __init__(self, own: set[str]) -> None:
        self.own = own

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        self.generic_visit(node)
        if node.attr in list(Lang):
            return node.value
        return ast.Attribute(node.value, "" if node.attr.lower() in list(Lang) else node.attr, node.ctx)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Name("" if node.id in self.own else node.id, node.ctx)

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return ast.Constant("") if isinstance(node.value, str) else node


def _is_prose(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "markdown")


def _from_the_folder(prose: str) -> str:
    """Prose with its links as they lead from the folder of translations."""
    return re.sub(r"\]\((?![a-z]+:|#)", "](../", prose)
