"""The workflows of GitHub Actions, read as data, and the paths from an event to a job."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from workbook.errors import SourceError
from workbook.lang import Text
from workbook.template.source import CHECKOUT

FOLDER = CHECKOUT / ".github" / "workflows"
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
"""What GitHub replaces by a value before anything runs."""

CALLED = "workflow_call"
TOKEN = "id-token"  # noqa: S105 - the name of a right
_QUOTED = re.compile(r'"([\w-]+)"')


class WorkflowError(SourceError):
    """A text is no workflow of GitHub Actions."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a job: an action that it uses, or commands that it runs."""

    job: Job
    told: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What the run shows of it."""
        return str(self.told.get("name", ""))

    @property
    def key(self) -> str:
        """Its workflow, job and name."""
        return f"{self.job.key}/{self.told.get('name')}"

    @property
    def action(self) -> str:
        """The action that it uses, with the commit or the name after the @; empty where it runs commands."""
        return str(self.told.get("uses", ""))

    @property
    def script(self) -> str:
        """Its commands; empty where it uses an action."""
        return str(self.told.get("run", ""))


@dataclass(frozen=True, slots=True)
class Job:
    """One job of a workflow, as it is told there."""

    workflow: str
    name: str
    told: Mapping[str, Any]
    inherited: object = "default"
    """The rights that its workflow gives to jobs which do not state theirs."""

    @property
    def key(self) -> str:
        """Its workflow and name."""
        return f"{self.workflow.removesuffix('.yml')}/{self.name}"

    @property
    def steps(self) -> list[Step]:
        """Its steps; none where it calls a workflow."""
        return [Step(self, each) for each in self.told.get("steps", ())]

    @property
    def needs(self) -> tuple[str, ...]:
        """The jobs that it waits for."""
        needs = self.told.get("needs", ())
        return (needs,) if isinstance(needs, str) else tuple(needs)

    @property
    def calls(self) -> str:
        """The file of the workflow that it calls; empty where it has steps of its own."""
        return str(self.told.get("uses", "")).rpartition("/")[2]

    @property
    def rights(self) -> Mapping[str, str]:
        """What its token may do at GitHub; a word for all of them stands under `*`."""
        rights = self.told.get("permissions", self.inherited)
        return rights if isinstance(rights, Mapping) else {"*": str(rights)}

    @property
    def may_ask_for_token(self) -> bool:
        """Whether it may have GitHub say, to others, who it is."""
        return self.rights.get(TOKEN) == "write" or self.rights.get("*") == "write-all"


@dataclass(frozen=True, slots=True)
class Workflow:
    """A workflow: its file, the text of it, and what that says."""

    file: str
    text: str
    told: Mapping[str, Any]

    @property
    def events(self) -> tuple[str, ...]:
        """What starts it."""
        events = self.told["on"]
        return (events,) if isinstance(events, str) else tuple(events)

    @property
    def jobs(self) -> Mapping[str, Job]:
        """Its jobs by name."""
        rights = self.told.get("permissions", "default")
        return {name: Job(self.file, name, told, rights) for name, told in self.told["jobs"].items()}

    @property
    def steps(self) -> list[Step]:
        """The steps of all its jobs."""
        return [step for job in self.jobs.values() for step in job.steps]


def read(text: str, file: str) -> Workflow:
    """A workflow from its text; every value stays text, so that `on` is a word and no version a number.

    Raises:
        WorkflowError: it is not one.
    """
    try:
        told = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - makes only texts
    except yaml.YAMLError as error:
        raise WorkflowError(_NO_YAML.format(file=file, said=str(error).splitlines()[0])) from error
    if not _is_workflow(told):
        raise WorkflowError(_NO_WORKFLOW.format(file=file))
    return Workflow(file, text, told)


def _is_workflow(told: object) -> bool:
    if not isinstance(told, Mapping) or not isinstance(told.get("on"), str | list | Mapping):
        return False
    jobs = told.get("jobs")
    if not isinstance(jobs, Mapping) or not jobs or not all(isinstance(job, Mapping) for job in jobs.values()):
        return False
    steps = [job.get("steps", []) for job in jobs.values()]
    return all(isinstance(each, list) and all(isinstance(step, Mapping) for step in each) for each in steps)


def load(folder: Path = FOLDER) -> Mapping[str, Workflow]:
    """The workflows of a folder by the names of their files.

    Raises:
        WorkflowError: one of the files is none.
    """
    return {file.name: read(file.read_text(encoding="utf-8"), file.name) for file in sorted(folder.glob("*.yml"))}


@dataclass(frozen=True, slots=True)
class Way:
    """How an event comes to a job with steps: the jobs that call each other, from the one that the event starts."""

    event: str
    started: Workflow
    jobs: tuple[Job, ...]

    @property
    def end(self) -> Job:
        """The job that has the steps."""
        return self.jobs[-1]

    @property
    def may_ask_for_token(self) -> bool:
        """Whether every job on the way hands that right on; who calls cannot give what it does not have."""
        return all(job.may_ask_for_token for job in self.jobs)

    @property
    def environments(self) -> tuple[str, ...]:
        """Where its end runs, as far as the files tell: environments of GitHub, which guard their jobs."""
        told = str(self.end.told.get("environment", ""))
        if "inputs.environment" in told:
            told = str(self.jobs[-2].told["with"]["environment"])
        if "inputs.environment" in told:  # whoever starts it by hand chooses
            return tuple(self.started.told["on"][self.event]["inputs"]["environment"]["options"])
        if "matrix.environment" not in told:
            return (told,) if told else ()
        names = _QUOTED.findall(str(self.end.told["strategy"]["matrix"]["environment"]))
        return tuple(EXPRESSION.sub(name, told) for name in sorted(set(names)))


def ways(workflows: Mapping[str, Workflow]) -> Iterator[Way]:
    """Every way from an event outside to a job with steps, through all workflows that are called."""
    for workflow in workflows.values():
        for event in workflow.events:
            if event != CALLED:
                for job in workflow.jobs.values():
                    yield from (Way(event, workflow, jobs) for jobs in _from(job, workflows))


def _from(job: Job, workflows: Mapping[str, Workflow]) -> Iterator[tuple[Job, ...]]:
    if not job.calls:
        yield (job,)
        return
    for called in workflows[job.calls].jobs.values():
        yield from ((job, *rest) for rest in _from(called, workflows))


_NO_YAML = Text(
    en="{file} is not YAML: {said}; expected a workflow of GitHub Actions, with the indentation of its lines as it was",
    es="{file} no es YAML: {said}; se esperaba un flujo de trabajo de GitHub Actions, con la sangría de sus líneas "
    "tal como estaba",
)
_NO_WORKFLOW = Text(
    en="{file} is no workflow of GitHub Actions; expected `on` and `jobs`, and each job with a list of steps",
    es="{file} no es un flujo de trabajo de GitHub Actions; se esperaban `on` y `jobs`, y cada trabajo con una lista "
    "de pasos",
)
