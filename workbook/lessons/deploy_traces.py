"""What a deployment shows of itself on this machine, before its end and after it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbook.deploy.machine.proof import is_listened_on, processes_in


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of a deployment."""

    processes: int
    ports: int
    """That somebody listens on."""

    files: int


@dataclass(frozen=True, slots=True)
class Traces:
    """Where to look for it, also once it has ended."""

    folder: Path
    ports: tuple[int, ...]

    def look(self) -> Found:
        """What is there now."""
        files = sum(path.is_file() for path in self.folder.rglob("*"))
        return Found(len(processes_in(self.folder)), sum(map(is_listened_on, self.ports)), files)
