"""Records of what the emulator has no service for, in a file of the state folder."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from localcloud.storage import write_whole

Record = dict[str, Any]


@dataclass
class Store:
    """Records by kind and name, in memory until they are saved."""

    file: Path
    _records: dict[str, dict[str, Record]] = field(default_factory=dict)
    _written: bytes = b""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        if self.file.exists():
            self._written = self.file.read_bytes()
            self._records = json.loads(self._written)

    def all(self, kind: str) -> list[Record]:
        """Every record of a kind, by their names."""
        return [record for _, record in sorted(self._records.get(kind, {}).items())]

    def names(self, kind: str) -> list[str]:
        """The name of every record of a kind, in order."""
        return sorted(self._records.get(kind, {}))

    def put(self, kind: str, name: str, record: Record) -> None:
        """Keep a record, whether there was one or not."""
        with self._lock:
            self._records.setdefault(kind, {})[name] = record

    def drop(self, kind: str, name: str) -> None:
        """Forget a record, if there is one."""
        with self._lock:
            self._records.get(kind, {}).pop(name, None)

    def save(self) -> None:
        """Write them where they have changed.

        Raises:
            OSError: they could not be written; the file holds what it held.
        """
        with self._lock:
            content = json.dumps(self._records, indent=1, default=str).encode()
        if content != self._written:
            write_whole(self.file, content)
            self._written = content
