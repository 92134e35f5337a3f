"""Cells that a spreadsheet program would run as a formula, and how they are made harmless and read again."""

from __future__ import annotations

import re

# As such a program has it, an apostrophe before a cell says that the rest is text.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - full-width signs begin formulas too


def disarm(cell: str) -> str:
    """The cell with an apostrophe before it where it could be a formula, or already had one."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def rearm(cell: str) -> str:
    """The cell that was disarmed, as it was."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
