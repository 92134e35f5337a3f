"""Write a result where the user asked for it, whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from workbook.errors import OutputError
from workbook.lang import Text


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step: readers see the old file or the new one, never a part.

    A link stays one, and what it points to is replaced. Pipes and devices, `/dev/stdout` for one, are written to.

    Raises:
        OutputError: the folder is missing or cannot be written to, or `path` is a folder.
    """
    if path.is_dir():
        raise OutputError(_IS_FOLDER.format(path=path))
    if not path.parent.is_dir():
        raise OutputError(_NO_FOLDER.format(path=path, folder=path.parent))
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _write_beside_and_move(Path(os.path.realpath(path)), content)
    except OSError as error:
        raise OutputError(_UNWRITABLE.format(path=path, reason=error.strerror or error)) from error


def replace_changed(path: Path, content: bytes) -> bool:
    """Whether a file had to change; an equal one is left alone, with its date.

    Raises:
        OutputError: it cannot be written.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    replace_file(path, content)
    return True


def make_folder(path: Path) -> None:
    """Make a folder with those around it; one that exists is left as it is.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(_UNWRITABLE.format(path=path, reason=error.strerror or error)) from error


def _write_beside_and_move(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        beside.write_bytes(content)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


_IS_FOLDER = Text(
    en="cannot write to {path}: it is a folder; expected a file name, give one after -o",
    es="no se puede escribir en {path}: es una carpeta; se esperaba un nombre de archivo, indíquelo tras -o",
)
_NO_FOLDER = Text(
    en="cannot write {path}: the folder {folder} does not exist; create it or name another after -o",
    es="no se puede escribir {path}: la carpeta {folder} no existe; créela o indique otra tras -o",
)
_UNWRITABLE = Text(
    en="cannot write {path}: {reason}; choose a folder that you may write to",
    es="no se puede escribir {path}: {reason}; elija una carpeta en la que pueda escribir",
)
