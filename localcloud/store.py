"""Records of what the emulator has no service for, in a file of the state folder."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Record = dict[str, Any]


@dataclass
class Store:
    """Records by kind and name; written whole with every change."""

    file: Path
    _records: dict[str, dict[str, Record]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        if self.file.exists():
            self._records = json.loads(self.file.read_text())

    def all(self, kind: str) -> list[Record]:
        """Every record of a kind, by their names."""
        return [record for _, record in sorted(self._records.get(kind, {}).items())]

    def names(self, kind: str) -> list[str]:
        """The name of every record of a kind, in order."""
        return sorted(self._records.get(kind, {}))

    def put(self, kind: str, name: str, record: Record) -> None:
        """Write a record, whether there was one or not."""
        with self._lock:
            self._records.setdefault(kind, {})[name] = record
            self._write()

    def drop(self, kind: str, name: str) -> None:
        """Forget a record, if there is one."""
        with self._lock:
            self._records.get(kind, {}).pop(name, None)
            self._write()

    def _write(self) -> None:
        unfinished = self.file.with_suffix(".unfinished")
        unfinished.write_text(json.dumps(self._records, indent=1, default=str))
        unfinished.replace(self.file)
