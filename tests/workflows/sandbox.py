"""Where steps of workflows run as they stand: a clone with a history, and stand-ins for what is outside."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workflows.workflows import Step, workflow

# It notes the words that it was called with, one a line, and says what it was told to.
STAND_IN = """#!/bin/sh
{{ echo "--- $(basename "$0")"; for word in "$@"; do echo "$word"; done; }} >> {log}
cat {said}/"$(basename "$0")" 2>/dev/null
exit "$(cat {ends}/"$(basename "$0")" 2>/dev/null || echo 0)"
"""
AS_GITHUB_DOES = ["bash", "--noprofile", "--norc", "-u", "-eo", "pipefail"]  # and -u, to find what is not set
WHO = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "a"}
WHO |= {"GIT_COMMITTER_EMAIL": "a@example.com", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


@dataclass(frozen=True, slots=True)
class Sandbox:
    """The folder of a run, and what its programs find in their environment besides."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def clone(self) -> Path:
        """The checkout."""
        return self.folder / "clone"

    @property
    def output(self) -> str:
        """What steps have told to those after them."""
        return (self.folder / "output").read_text(encoding="utf-8")

    @property
    def summary(self) -> str:
        """What stands on the page of the run."""
        return (self.folder / "summary").read_text(encoding="utf-8")

    @property
    def calls(self) -> list[list[str]]:
        """What the stand-ins were called with."""
        log = self.folder / "log"
        text = log.read_text(encoding="utf-8") if log.exists() else ""
        return [call.splitlines() for call in text.split("--- ")[1:]]

    def prepare(self) -> None:
        """Make a history of two commits on main."""
        self.git("init", "--quiet", "--bare", "--initial-branch=main", "origin", at=self.folder)
        self.git("clone", "--quiet", "origin", "clone", at=self.folder)
        self.git("remote", "set-url", "origin", "../origin")
        self.git("switch", "--quiet", "--create", "main")
        for word in ("one", "two"):
            self.write("requirements/python.txt", word)
            self.write(".gitignore", "build/\n.venv/\n")
            self.git("add", "--all")
            self.git("commit", "--quiet", "--message", word)
        self.git("push", "--quiet", "origin", "main")

    def furnish(self) -> None:
        """Set the stand-ins up, and the files by which steps tell something."""
        for name in ("output", "summary"):
            (self.folder / name).touch()
        for place, names in {
            "bin": ("make", "docker", "gh", "sudo"),
            "clone/.venv/bin": ("workbook", "python"),
        }.items():
            for name in names:
                self._stand_in(self.folder / place / name)

    def _stand_in(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        told = {"log": self.folder / "log", "said": self.folder / "said", "ends": self.folder / "ends"}
        file.write_text(STAND_IN.format(**told), encoding="utf-8")
        file.chmod(0o755)

    def says(self, program: str, text: str, code: int = 0) -> None:
        """Have a stand-in say something, and end with a code."""
        for kind, told in (("said", text), ("ends", str(code))):
            (self.folder / kind).mkdir(exist_ok=True)
            (self.folder / kind / program).write_text(told, encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file of the checkout."""
        path = self.clone / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def git(self, *words: str, at: Path | None = None) -> str:
        """What git says."""
        command = ["git", *words]
        environment = {**os.environ, **WHO}
        done = subprocess.run(
            command, cwd=at or self.clone, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def commit(self, name: str = "HEAD") -> str:
        """A commit by its name."""
        return self.git("rev-parse", name)

    def run(self, step: Step, **given: str) -> subprocess.CompletedProcess[str]:
        """Run a step, given a value for each variable that it is told by the workflow, and no other."""
        told = {
            **workflow(step.job.workflow).get("env", {}),
            **step.job.told.get("env", {}),
            **step.told.get("env", {}),
        }
        plain = {name: value for name, value in told.items() if "${{" not in value}
        assert given.keys() == told.keys() - plain.keys()
        script = self.folder / "step.sh"
        script.write_text(step.script, encoding="utf-8")
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        known: Mapping[str, str] = {
            "PATH": path,
            "HOME": str(self.folder),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            **WHO,
            **self.environment,
        }
        return subprocess.run(
            [*AS_GITHUB_DOES, str(script)],
            cwd=self.clone,
            env={**known, **plain, **given},
            capture_output=True,
            text=True,
            check=False,
        )


def passes(sandbox: Sandbox, step: Step, **given: str) -> str:
    ended = sandbox.run(step, **given)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def fails(sandbox: Sandbox, step: Step, **given: str) -> str:
    ended = sandbox.run(step, **given)
    assert ended.returncode != 0
    return ended.stdout + ended.stderr
