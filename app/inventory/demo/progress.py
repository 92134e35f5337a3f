"""How far a load is: a bar on a terminal, a line for each table elsewhere, and nothing in the first two seconds."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TextIO

from inventory.text import Text

_PATIENCE = 2.0  # seconds
_WIDTH = 30
_NAMES: Mapping[str, Text] = {
    "inventory_product": Text(en="products", es="productos"),
    "inventory_stockmovement": Text(en="movements", es="movimientos"),
    "inventory_stocklevel": Text(en="levels", es="existencias"),
    "index": Text(en="indexes", es="índices"),
}


class Progress:
    """Is told of rows as they are written; `expected` says how many each table will have."""

    def __init__(self, stream: TextIO, language: str, expected: Mapping[str, int]) -> None:
        self._stream, self._language, self._expected = stream, language, expected
        self._start = time.monotonic()
        self._table = ""
        self._shown = False

    def __call__(self, table: str, written: int) -> None:
        """Show the state, where it has taken long enough to be of interest."""
        if table not in _NAMES or time.monotonic() - self._start < _PATIENCE:
            return
        if self._stream.isatty():
            self._draw(table, written)
        elif table != self._table:
            self._stream.write(f"{_NAMES[table].say(self._language)} ...\n")
        self._table = table
        self._stream.flush()

    def end(self) -> None:
        """Leave the terminal on a line of its own."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _draw(self, table: str, written: int) -> None:
        whole = self._expected.get(table, 0)
        part = min(written / whole, 1) if whole else 0
        bar = "#" * int(part * _WIDTH)
        counted = f"{written:,} / {whole:,}" if whole else f"{written:,}"
        shown = counted.replace(",", ".") if self._language == "es" else counted
        self._stream.write(f"\r\x1b[K{_NAMES[table].say(self._language):<12} [{bar:<{_WIDTH}}] {shown}")
        self._shown = True
