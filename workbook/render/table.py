"""A table that reads well on a terminal, in a pipe, in a notebook and in a Markdown page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table as RichTable
from rich.text import Text as RichText

from workbook.render.console import plain_text


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under headings; `note` stands below, for the coverage line or a total.

    `stacked` is for a last column of long words: in plain text it is written below the one before it, and a row with
    an empty first cell is a heading over the rows that follow. `numbers` are the columns that stand to the right.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    note: str = ""
    stacked: bool = False
    numbers: tuple[int, ...] = ()

    @classmethod
    def of(
        cls,
        columns: Sequence[str],
        rows: Iterable[Sequence[object]],
        title: str = "",
        note: str = "",
        numbers: Iterable[int] = (),
    ) -> Table:
        """A table of anything that can be written as words."""
        cells = tuple(tuple(str(cell) for cell in row) for row in rows)
        return cls(tuple(columns), cells, title, note, numbers=tuple(numbers))

    def __repr__(self) -> str:
        return plain_text(self).rstrip("\n")

    def _repr_markdown_(self) -> str:
        return _for_notebooks(self.markdown())

    def markdown(self) -> str:
        r"""The table in Markdown, with the characters that Markdown would take for itself escaped.

        >>> print(Table.of(["port", "why"], [[443, "a|b"]]).markdown())
        | port | why |
        |---|---|
        | 443 | a\|b |
        """
        rules = ("--:|" if place in self.numbers else "---|" for place in range(len(self.columns)))
        head = [_line(self.columns), "|" + "".join(rules)]
        body = "\n".join([*head, *(_line(row, bold=self._heads(row)) for row in self.rows)])
        return "\n\n".join(part for part in (f"**{self.title}**" if self.title else "", body, self.note) if part)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The same table for a terminal or a pipe; long cells wrap, nothing is cut off."""
        table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
        for place, column in enumerate(self._cells(self.columns)):
            right = place in self.numbers
            table.add_column(column, overflow="fold", vertical="top", justify="right" if right else "left")
        for row in self.rows:
            if self._heads(row):
                table.add_section()
            table.add_row(*self._cells(row))
        # Not the table's own title, which would wrap at the width of a narrow table.
        if self.title:
            yield RichText(self.title, style="bold")
        yield table
        if self.note:
            yield RichText(f"{self.note}\n")

    def _heads(self, row: tuple[str, ...]) -> bool:
        return self.stacked and not row[0]

    def _cells(self, row: tuple[str, ...]) -> list[RichText]:
        cells = [RichText(_LONG_RUN.sub(r"\1…", cell)) for cell in row]
        if not self.stacked:
            return cells
        *before, above, below = cells
        below.stylize("dim")
        return [*before, RichText("\n").join(cell for cell in (above, below) if cell)]


@dataclass(frozen=True, slots=True)
class Page:
    """Several tables and sentences, one below the other."""

    parts: tuple[Table | str, ...]

    def __repr__(self) -> str:
        return plain_text(self).rstrip("\n")

    def _repr_markdown_(self) -> str:
        parts = (part if isinstance(part, str) else part.markdown() for part in self.parts)
        return _for_notebooks("\n\n".join(parts))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts for a terminal or a pipe, with an empty line between them."""
        for part in self.parts:
            yield RichText(part + "\n") if isinstance(part, str) else part


def indented(head: str, lines: Iterable[str]) -> str:
    """Lines below a head that they belong to."""
    return "\n".join([head, *(f"  {line}" for line in lines)])


def _line(cells: Sequence[str], *, bold: bool = False) -> str:
    words = (_LONG_RUN.sub(r"\1…", cell).translate(_ESCAPES) for cell in cells)
    return "| " + " | ".join(f"**{cell}**" if bold and cell else cell for cell in words) + " |"


def _for_notebooks(markdown: str) -> str:
    """Markdown that a narrow page breaks where a reader would, and in which a dollar begins no formula."""
    return _SHORT_CELL.sub(lambda cell: cell[0].replace(" ", "&nbsp;"), _CODE_OR_WORD.sub(_with_breaks, markdown))


def _with_breaks(found: re.Match[str]) -> str:
    """A word with breaks at its joints if it is long, such as a path; code and the line below headings stay."""
    word = found[0]
    if "`" in word:
        return word
    whole = len(word) < LONG_WORD or "://" in word or not word.strip("|-:")
    return (word if whole else "<wbr>".join(map(_broken, _JOINT.split(word)))).replace("$", _DOLLAR)


def _broken(piece: str) -> str:
    return piece if len(piece) < LONG_WORD else _HUMP.sub("<wbr>", piece)


LONG_WORD = 25
"""Shorter words are left whole; logical ids that the CDK makes are mostly longer."""

_LONG_RUN = re.compile(r"(\S{1000})\S+")
"""A word that would fill the screen: a script or a key in a property; `--json` has it whole."""

_CODE_OR_WORD = re.compile(r"`[^`]*`|\S+")
_JOINT = re.compile(r"(?<=[/:.])(?=[^/:.])")
_SHORT_CELL = re.compile(r"(?<=\| )(?=[^|\n]*\d)[^|\n]{1,16}(?= \|)")  # a number with its unit or its protocol
_DOLLAR = "<span>&#36;</span>"  # alone in an element, since whatever lies between two of one text is set as a formula
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ESCAPES = str.maketrans({"\\": "\\\\", "|": "\\|", "*": "\\*", "\n": "<br>"})
