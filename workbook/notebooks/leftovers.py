"""What a lesson has deployed and not taken away again, as one that stops halfway."""

from __future__ import annotations

import re
from pathlib import Path

from nbformat import NotebookNode

from workbook.deploy.machine.cloud import LocalCloud
from workbook.deploy.machine.folder import state_folder

MARK = "of-the-lesson"
"""A file beside what a lesson has deployed; what lies without it is somebody else's."""

_BEGINS = re.compile(r'^deploying\.begin\((?:"(?P<apart>\w+)")?\)', re.MULTILINE)


def end_what_is_left(lesson: NotebookNode, root: Path) -> None:
    """End the local cloud that a lesson has begun from a checkout, with its processes and files, if it still stands."""
    begun = [_BEGINS.search(cell.source) for cell in lesson.cells if cell.cell_type == "code"]
    for apart in (found["apart"] or "" for found in begun if found):
        folder = state_folder(root, apart)
        if (folder / MARK).exists():
            LocalCloud(root, folder).remove()
