"""The pages, built and published by the script that knows how."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from workbook.deploy import words
from workbook.errors import DeployError


def publish_site(root: Path, into: Path, api: str) -> None:
    """Publish the frontend of a checkout into a folder, for an API at that origin; built where it has changed.

    Raises:
        DeployError: it could not be built, as where its packages are not installed.
    """
    command = [sys.executable, "scripts/frontend.py", "--into", str(into), "--api-origin", api]
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        said = (ended.stderr.strip().splitlines() or ["-"])[-1]
        raise DeployError(words.STEP_FAILED.format(step=words.BUILDING, code=ended.returncode, reason=said))
