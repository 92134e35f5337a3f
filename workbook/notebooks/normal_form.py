"""The one form in which an executed notebook is written: the same run gives the same bytes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import nbformat
from nbformat import NotebookNode

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python"}
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def normal_form(notebook: NotebookNode) -> NotebookNode:
    """A copy without timing, versions and other marks of the machine; tags and good cell ids stay as they are."""
    normal: NotebookNode = nbformat.from_dict(notebook)
    normal.nbformat, normal.nbformat_minor = 4, 5
    normal.metadata = nbformat.from_dict({"kernelspec": KERNELSPEC, "language_info": LANGUAGE})
    for cell, cell_id in zip(normal.cells, _cell_ids(normal.cells), strict=True):
        cell.id = cell_id
        tags = sorted(set(cell.metadata.get("tags", [])))
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if cell.cell_type == "code":
            cell.outputs = list(_outputs(cell.outputs))
    return normal


def as_text(notebook: NotebookNode) -> str:
    """The notebook as the text of its file: sorted keys, one space of indentation, a newline at the end."""
    text: str = nbformat.writes(notebook, version=nbformat.NO_CONVERT)
    return text.rstrip("\n") + "\n"


def _cell_ids(cells: list[NotebookNode]) -> Iterator[str]:
    """The id of each cell where it is good and unique, else one made from the cell's text and its place."""
    taken: set[str] = set()
    for place, cell in enumerate(cells):
        cell_id = cell.get("id", "")
        if cell_id in taken or not _CELL_ID.fullmatch(cell_id):
            cell_id = hashlib.sha256(f"{place}\n{cell.source}".encode()).hexdigest()[:8]
        taken.add(cell_id)
        yield cell_id


def _outputs(outputs: list[NotebookNode]) -> Iterator[NotebookNode]:
    """The outputs with neighbouring pieces of one stream joined: how a stream is cut depends on the moment."""
    stream = None
    for output in outputs:
        if stream is not None and output.output_type == "stream" and output.name == stream.name:
            stream.text += output.text
            continue
        stream = output if output.output_type == "stream" else None
        if output.output_type == "error":
            # Frames name folders of the machine and lines of code that is not the lesson's.
            output.traceback = [f"{output.ename}: {output.evalue}"]
        yield output
