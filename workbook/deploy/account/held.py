"""What stacks held, noted before they are deleted, so that an end in several goes can tell what it has left."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from workbook.deploy.stacks import StackResource
from workbook.output import make_folder, replace_file


@dataclass(frozen=True, slots=True)
class Held:
    """A file with the resources of stacks that were deleted, or are about to be."""

    file: Path

    def resources(self) -> tuple[StackResource, ...]:
        """Those that are noted."""
        if not self.file.exists():
            return ()
        return tuple(StackResource(**each) for each in json.loads(self.file.read_text(encoding="utf-8")))

    def note(self, found: Iterable[StackResource]) -> tuple[StackResource, ...]:
        """Note more resources, and tell all of them.

        Raises:
            OutputError: the note cannot be written.
        """
        noted = tuple(dict.fromkeys((*self.resources(), *found)))
        make_folder(self.file.parent)
        replace_file(self.file, json.dumps([asdict(each) for each in noted], indent=1).encode())
        return noted

    def forget(self) -> None:
        """Nothing of it is left."""
        self.file.unlink(missing_ok=True)
