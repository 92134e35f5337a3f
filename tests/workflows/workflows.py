"""The workflows of GitHub Actions, as tests read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from repo.tracked import ROOT

FOLDER = ROOT / ".github" / "workflows"
NAMES = tuple(sorted(path.name for path in FOLDER.glob("*.yml")))
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Job:
    """One job of a workflow."""

    workflow: str
    name: str
    told: Mapping[str, Any]

    @property
    def steps(self) -> list[Mapping[str, Any]]:
        """Its steps; none where it calls a workflow."""
        return list(self.told.get("steps", ()))


@dataclass(frozen=True, slots=True)
class Step:
    """A step that runs commands."""

    job: Job
    told: Mapping[str, Any]

    @property
    def key(self) -> str:
        """How the tests call it."""
        return f"{self.job.workflow.removesuffix('.yml')}/{self.job.name}/{self.told.get('name')}"

    @property
    def script(self) -> str:
        """Its commands."""
        return str(self.told["run"])


@cache
def workflow(name: str) -> Mapping[str, Any]:
    """A workflow, every value as text, so that `on` stays a word and no version becomes a number."""
    read: Mapping[str, Any] = yaml.load((FOLDER / name).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - makes only texts
    return read


def jobs() -> Iterator[Job]:
    """Every job of every workflow."""
    for name in NAMES:
        for job, told in workflow(name)["jobs"].items():
            yield Job(name, job, told)


def runs() -> Iterator[Step]:
    """Every step that runs commands."""
    for job in jobs():
        for step in job.steps:
            if "run" in step:
                yield Step(job, step)


def uses() -> Iterator[tuple[Job, Mapping[str, Any]]]:
    """Every step that uses an action."""
    for job in jobs():
        for step in job.steps:
            if "uses" in step:
                yield job, step
