"""What was handed in: the notebooks of a folder, read without belief in what they say of themselves."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from workbook.errors import SourceError
from workbook.lang import Text, same

SUFFIX = ".ipynb"
LARGEST = 100 * 1024**2  # a lesson with all its pictures has some megabytes
MOST_CODE = 200_000  # characters; a lesson has some ten thousand, and reading millions takes minutes and all memory
_MEGABYTE = 1024**2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a notebook: its number among the cells that hold code, or 0 for prose, its id and its source."""

    number: int
    id: str
    source: str


class NotANotebookError(SourceError):
    """A file that was handed in as a notebook cannot be read as one."""


def files_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """The notebooks of a folder and of those in it, and the other files; what tools keep for themselves is left out.

    Raises:
        SourceError: there is no such folder, or no notebook in it.
    """
    if not folder.exists():
        raise SourceError(_NO_FOLDER.format(folder=folder))
    found = sorted(path for path in folder.rglob("*") if not path.is_dir()) if folder.is_dir() else [folder]
    seen = [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    notebooks = [path for path in seen if path.suffix.lower() == SUFFIX]
    if not notebooks:
        raise SourceError((_NO_NOTEBOOK if folder.is_dir() else _ANOTHER_FILE).format(folder=folder))
    return notebooks, [path for path in seen if path not in notebooks]


def read_cells(path: Path) -> list[Cell]:
    """The cells of a notebook of any version.

    Raises:
        NotANotebookError: it is none, far too large, or holds more code than anybody types.
    """
    if not path.is_file():
        raise NotANotebookError(_NO_FILE)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise NotANotebookError(_TOO_LARGE.format(size=size // _MEGABYTE, most=LARGEST // _MEGABYTE))
        with warnings.catch_warnings(action="ignore"):
            notebook = nbformat.reads(path.read_text("utf-8-sig"), as_version=4, capture_validation_error={})
        return _typed(list(_cells(notebook.cells)))
    except OSError as error:
        raise NotANotebookError(_UNREADABLE.format(reason=same(error.strerror or str(error)))) from error
    except (ValueError, AttributeError, TypeError, LookupError, RecursionError, nbformat.ValidationError) as error:
        raise NotANotebookError(_NO_FORM) from error


def _typed(cells: list[Cell]) -> list[Cell]:
    """The cells, if somebody can have typed them."""
    written = sum(len(cell.source) for cell in cells if cell.number)
    if written > MOST_CODE:
        raise NotANotebookError(_TOO_MUCH.format(written=written, most=MOST_CODE))
    return cells


def _cells(cells: list[nbformat.NotebookNode]) -> Iterator[Cell]:
    number = 0
    for cell in cells:
        is_code = cell.get("cell_type") == "code"
        number += is_code
        source = cell.get("source", "")
        words = source if isinstance(source, str) else "".join(map(str, source))
        yield Cell(number if is_code else 0, str(cell.get("id", "")), words)


_NO_FOLDER = Text(
    en="there is no folder {folder}; expected the one in which the notebooks of a class lie",
    es="no existe la carpeta {folder}; se esperaba aquella en la que están los cuadernos de un curso",
)
_NO_NOTEBOOK = Text(
    en="the folder {folder} holds no notebook; expected files that end with .ipynb, in it or in folders below",
    es="la carpeta {folder} no contiene ningún cuaderno; se esperaban archivos terminados en .ipynb, en ella o en "
    "carpetas inferiores",
)
_ANOTHER_FILE = Text(
    en="{folder} is neither a folder nor a notebook; expected the folder in which the notebooks of a class lie, or one "
    "file that ends with .ipynb",
    es="{folder} no es ni una carpeta ni un cuaderno; se esperaba la carpeta en la que están los cuadernos de un "
    "curso, o un archivo terminado en .ipynb",
)
_TOO_LARGE = Text(
    en="{size} MB are no notebook that anybody worked in, expected at most {most} MB; clear its outputs and save again",
    es="{size} MB no son un cuaderno en el que alguien trabajó, se esperaban como máximo {most} MB; borre sus salidas "
    "y guárdelo de nuevo",
)
_TOO_MUCH = Text(
    en="its cells hold {written} characters of code, which nobody typed, expected at most {most}; load data from a "
    "file beside it",
    es="sus celdas contienen {written} caracteres de código, que nadie tecleó, se esperaban como máximo {most}; cargue "
    "los datos desde un archivo aparte",
)
_NO_FILE = Text(
    en="this leads to no file; hand in the notebook itself, and not a link to it",
    es="esto no lleva a ningún archivo; entregue el propio cuaderno y no un enlace a él",
)
_UNREADABLE = Text(en="the file cannot be read: {reason}", es="el archivo no se puede leer: {reason}")
_NO_FORM = Text(
    en="this is no notebook, though its name says so; open it in JupyterLab, save it and hand it in again",
    es="esto no es un cuaderno, aunque su nombre lo diga; ábralo en JupyterLab, guárdelo y entréguelo de nuevo",
)
