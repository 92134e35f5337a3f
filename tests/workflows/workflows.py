"""The workflows of GitHub Actions, as tests read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workbook.pipeline.workflows import FOLDER, Job, Step, load

WORKFLOWS = load()
NAMES = tuple(WORKFLOWS)

__all__ = ["FOLDER", "NAMES", "WORKFLOWS", "Job", "Step", "jobs", "runs", "uses", "workflow"]


def workflow(name: str) -> Mapping[str, Any]:
    """A workflow as it is told."""
    return WORKFLOWS[name].told


def jobs() -> Iterator[Job]:
    """Every job of every workflow."""
    for each in WORKFLOWS.values():
        yield from each.jobs.values()


def runs() -> Iterator[Step]:
    """Every step that runs commands."""
    return (step for job in jobs() for step in job.steps if step.script)


def uses() -> Iterator[tuple[Job, Mapping[str, Any]]]:
    """Every step that uses an action, as it is told."""
    return ((job, step.told) for job in jobs() for step in job.steps if "uses" in step.told)
