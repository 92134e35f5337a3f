"""Run a notebook from top to bottom in a fresh kernel."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from workbook.errors import CellError
from workbook.lang import VARIABLE, Lang, Text, same
from workbook.notebooks.slider import STATIC

PATIENCE = 900  # seconds for one cell; a deployment takes long on a machine that is busy
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")

Progress = Callable[[int], None]


def code_cells(notebook: NotebookNode) -> dict[int, int]:
    """Number of each cell that a run executes, by its place in the notebook; the first is 1, as its prompt says."""
    places = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
    return {place: number for number, place in enumerate(places, start=1)}


def run(notebook: NotebookNode, path: Path, lang: Lang, begins: Progress) -> NotebookNode:
    """The notebook at `path`, with the outputs of a fresh run; `begins` hears the number of each cell as it starts.

    Raises:
        CellError: a cell failed without being tagged `raises-exception`, took too long, or took the kernel with it.
    """
    numbers = code_cells(notebook)
    at = 0

    def cell_starts(cell: NotebookNode, cell_index: int) -> None:  # noqa: ARG001, the hook's own signature
        nonlocal at
        if cell_index in numbers:
            at = numbers[cell_index]
            begins(at)

    client = NotebookClient(
        notebook,
        timeout=PATIENCE,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=cell_starts,
    )
    try:
        # What is kept of a run must be there for readers without a kernel, so no widgets.
        client.execute(env={**os.environ, STATIC: "1", VARIABLE: lang})
    except CellExecutionError as error:
        raise _failure(path, at, f"{error.ename}: {_plain(error.evalue)}", str(error)) from error
    except CellTimeoutError as error:
        raise _failure(path, at, _TOO_LONG.format(seconds=PATIENCE), str(error)) from error
    except DeadKernelError as error:
        raise _failure(path, at, _DIED, str(error)) from error
    return notebook


def _failure(path: Path, at: int, reason: str | Text, traceback: str) -> CellError:
    reason = same(reason) if isinstance(reason, str) else reason
    return CellError(_FAILED.format(notebook=path.name, cell=at, reason=reason), traceback=_plain(traceback).rstrip())


def _plain(words: str) -> str:
    return _COLOUR.sub("", words)


_FAILED = Text(en="{notebook}, cell {cell}: {reason}", es="{notebook}, celda {cell}: {reason}")
_TOO_LONG = Text(
    en="no answer within {seconds} seconds; slow work belongs into a program of its own",
    es="sin respuesta en {seconds} segundos; el trabajo lento debe ir en un programa aparte",
)
_DIED = Text(
    en="the kernel died, often for lack of memory; run the cell alone to see why",
    es="el núcleo se cerró, a menudo por falta de memoria; ejecute la celda sola para ver la causa",
)
