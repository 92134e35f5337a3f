"""Write a file where that changes it."""

from __future__ import annotations

from pathlib import Path

from workbook.output import replace_file


def write(path: Path, text: str) -> bool:
    """Whether the file had to change; an equal file is left alone."""
    content = text.encode()
    if path.is_file() and path.read_bytes() == content:
        return False
    replace_file(path, content)
    return True
