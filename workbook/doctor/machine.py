"""The machine as the checks see it: a checkout, a search path, an environment, a Python."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbook.lang import Text

PATIENCE = 20  # seconds that a program gets to say its version


@dataclass(frozen=True, slots=True)
class Found:
    """Whether a thing is there, and what was seen."""

    there: bool
    words: Text


@dataclass(frozen=True, slots=True)
class Machine:
    """Where to look."""

    checkout: Path
    prefix: Path
    path: str
    environment: Mapping[str, str] = field(default_factory=dict, hash=False)

    @classmethod
    def this(cls) -> Machine:
        """The machine that this very Python runs on; programs beside it are found before those on the search path."""
        prefix = Path(sys.prefix)
        path = os.pathsep.join([str(prefix / "bin"), os.environ.get("PATH", os.defpath)])
        return cls(Path(__file__).resolve().parents[2], prefix, path, os.environ)

    def program(self, name: str) -> Path | None:
        """Where the program stands, or None."""
        found = shutil.which(name, path=self.path)
        return Path(found) if found else None

    def says(self, name: str, *arguments: str) -> str | None:
        """The first line that the program prints, or None where it is absent or fails."""
        program = self.program(name)
        if program is None:
            return None
        try:
            ended = subprocess.run(
                [program, *arguments],
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=True,
                stdin=subprocess.DEVNULL,
                env={**self.environment, "PATH": self.path},
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return (ended.stdout.strip() or ended.stderr.strip()).partition("\n")[0]


def version_in(words: str | None) -> tuple[int, ...]:
    """The first number with dots in the words, as a tuple; empty where there is none."""
    match = re.search(r"\d+(?:\.\d+)*", words or "")
    return tuple(int(part) for part in match[0].split(".")) if match else ()
