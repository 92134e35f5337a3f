"""Run the pinned Graphviz engine that comes with the workbook's packages; a `dot` on the PATH is never used."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from workbook.errors import ToolError
from workbook.lang import Text

_PROGRAM = "graphviz-pure"
# neato with -n2 draws what it is given: positions of nodes, frames and arrows are kept as they stand.
_AS_GIVEN = ("-Kneato", "-n2", "-Tsvg")


def engine() -> Path:
    """The engine's program file.

    Raises:
        ToolError: it is not installed.
    """
    for folder in _folders():
        for name in (_PROGRAM, f"{_PROGRAM}.exe"):
            if (folder / name).is_file():
                return folder / name
    if found := shutil.which(_PROGRAM):
        return Path(found)
    raise ToolError(_MISSING.format(program=_PROGRAM, folder=sysconfig.get_path("scripts")))


def draw_as_given(dot: str) -> str:
    """The SVG of a graph in the DOT language in which everything has its place already.

    Raises:
        ToolError: the engine is missing or refuses the graph.
    """
    run = subprocess.run([str(engine()), *_AS_GIVEN], input=dot.encode(), capture_output=True, check=False)
    if run.returncode != 0:
        reason = run.stderr.decode(errors="replace").strip().splitlines()
        raise ToolError(_FAILED.format(program=_PROGRAM, code=run.returncode, reason=reason[-1] if reason else ""))
    return run.stdout.decode()


def _folders() -> Iterator[Path]:
    yield Path(sys.executable).parent
    yield Path(sysconfig.get_path("scripts"))


_MISSING = Text(
    en="cannot draw: the program {program} is missing in {folder}; install the workbook's packages with `make setup`",
    es="no se puede dibujar: falta el programa {program} en {folder}; instale los paquetes con `make setup`",
)
_FAILED = Text(
    en="cannot draw: {program} ended with code {code} ({reason}); expected a picture, reinstall it with `make setup`",
    es="no se puede dibujar: {program} terminó con el código {code} ({reason}); se esperaba una imagen, "
    "reinstálelo con `make setup`",
)
