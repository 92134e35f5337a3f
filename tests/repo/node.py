"""Programs that run on Node, as the Makefile runs them."""

from __future__ import annotations

import os
import subprocess

from repo.tracked import ROOT

PATH = os.pathsep.join([str(ROOT / ".venv" / "bin"), os.environ.get("PATH", "")])


def node(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """What Node does with these words, in frontend/."""
    environment = {**os.environ, "PATH": PATH, "NO_COLOR": "1"}
    return subprocess.run(
        ["node", *words],
        cwd=ROOT / "frontend",
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
