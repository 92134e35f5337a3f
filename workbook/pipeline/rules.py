"""The rules that every workflow keeps, each with the reason; the tests hold the committed ones to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from workbook.lang import Lang, Text
from workbook.pipeline.workflows import EXPRESSION, Job, Workflow

EVENTS = {"pull_request", "push", "schedule", "workflow_call", "workflow_dispatch"}
RIGHTS: Mapping[str, set[str]] = {
    "contents": {"read", "write"},
    "id-token": {"write"},
    "actions": {"write"},
    "pull-requests": {"write"},
}
LONGEST = 180  # minutes
_ACTION = re.compile(r"^\s*(?:- )?uses: (?P<action>[^$\s]\S*)(?P<comment>.*)$", re.MULTILINE)
_PINNED = re.compile(r"[\w.-]+(/[\w.-]+)+@[0-9a-f]{40}")
_VERSION = re.compile(r" # v\d+\.\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a workflow departs from a rule, and why that matters."""

    rule: str
    place: str
    message: Text

    def __str__(self) -> str:
        return f"{self.rule}: {self.place}: {self.message[Lang.EN]}"


Rule = Callable[[Workflow], Iterator[Fault]]


def faults(workflow: Workflow) -> tuple[Fault, ...]:
    """Every departure of a workflow, in the order of the rules."""
    return tuple(fault for rule in RULES for fault in rule(workflow))


def _events(workflow: Workflow) -> Iterator[Fault]:
    for event in workflow.events:
        if event not in EVENTS:
            yield Fault("event", workflow.file, _EVENT.format(event=event))


def _default_rights(workflow: Workflow) -> Iterator[Fault]:
    if workflow.told.get("permissions") != {}:
        yield Fault("rights", workflow.file, _DEFAULT)


def _rights(workflow: Workflow) -> Iterator[Fault]:
    for job in workflow.jobs.values():
        if "permissions" not in job.told:
            yield Fault("rights", job.key, _UNSTATED)
            continue
        for right, level in job.rights.items():
            if level not in RIGHTS.get(right, set()):
                yield Fault("rights", job.key, _MORE.format(right=f"{right}: {level}".removeprefix("*: ")))


def _token(workflow: Workflow) -> Iterator[Fault]:
    for job in workflow.jobs.values():
        if job.may_ask_for_token and not job.calls and not job.told.get("environment"):
            yield Fault("token", job.key, _NO_GUARD)


def _pins(workflow: Workflow) -> Iterator[Fault]:
    for found in _ACTION.finditer(workflow.text):
        action = found["action"]
        if not _PINNED.fullmatch(action):
            yield Fault("pin", workflow.file, _MOVES.format(action=action))
        elif not _VERSION.fullmatch(found["comment"]):
            yield Fault("pin", workflow.file, _UNSAID.format(action=action))


def _scripts(workflow: Workflow) -> Iterator[Fault]:
    for step in workflow.steps:
        for found in EXPRESSION.finditer(step.script):
            yield Fault("script", step.key, _PASTED.format(expression=found[1].strip()))


def _checkouts(workflow: Workflow) -> Iterator[Fault]:
    for step in workflow.steps:
        if step.action.startswith("actions/checkout@"):
            given = step.told.get("with", {})
            if given.get("persist-credentials") != "false":
                yield Fault("checkout", step.key, _LEFT_BEHIND)
            if "pull_request.head" in str(given.get("ref", "")):
                yield Fault("checkout", step.key, _STRANGERS)


def _overlap(workflow: Workflow) -> Iterator[Fault]:
    if "concurrency" not in workflow.told and any("concurrency" not in job.told for job in workflow.jobs.values()):
        yield Fault("overlap", workflow.file, _OVERLAPS)


def _end(workflow: Workflow) -> Iterator[Fault]:
    for job in workflow.jobs.values():
        if not job.calls and not _ends(job):
            yield Fault("end", job.key, _ENDLESS.format(longest=LONGEST))


def _ends(job: Job) -> bool:
    told = str(job.told.get("timeout-minutes", ""))
    return told.isdigit() and int(told) <= LONGEST


RULES: tuple[Rule, ...] = (_events, _default_rights, _rights, _token, _pins, _scripts, _checkouts, _overlap, _end)

_EVENT = Text(
    en="{event} runs with the rights of the repository for what strangers send, or is not used here",
    es="{event} se ejecuta con los derechos del repositorio para lo que envían extraños, o no se usa aquí",
)
_DEFAULT = Text(
    en="a job that says nothing would get rights; expected permissions: {} for the whole file",
    es="un trabajo que no diga nada recibiría derechos; se esperaba permissions: {} para todo el archivo",
)
_MORE = Text(
    en="it has {right}, which no job here needs; expected each right by its name",
    es="tiene {right}, que aquí no necesita ningún trabajo; se esperaba cada derecho por su nombre",
)
_UNSTATED = Text(
    en="it does not say which rights it needs; expected permissions, with those and no more",
    es="no dice qué derechos necesita; se esperaba permissions, con esos y nada más",
)
_NO_GUARD = Text(
    en="it may ask for a token outside of every environment, so that nothing at GitHub guards it",
    es="puede pedir un token fuera de todo entorno, así que en GitHub nada lo vigila",
)
_MOVES = Text(
    en="{action} is a name that its owner may move to other code; expected the commit, 40 hexadecimal digits",
    es="{action} es un nombre que su dueño puede mover a otro código; se esperaba el commit, 40 dígitos hexadecimales",
)
_UNSAID = Text(
    en="nobody can see which version {action} is; expected it behind, as # v1.2.3",
    es="nadie ve qué versión es {action}; se esperaba detrás, como # v1.2.3",
)
_PASTED = Text(
    en="GitHub pastes {expression} into the script before it runs, so its words become commands; hand it in by env",
    es="GitHub pega {expression} en el script antes de ejecutarlo, y sus palabras se vuelven órdenes; use env",
)
_LEFT_BEHIND = Text(
    en="it leaves a token in the folder for every later step; expected persist-credentials: false",
    es="deja un token en la carpeta para todos los pasos siguientes; se esperaba persist-credentials: false",
)
_STRANGERS = Text(
    en="it fetches what a stranger wrote by name; without ref, GitHub chooses what the event is about",
    es="trae por su nombre lo que escribió un extraño; sin ref, GitHub elige aquello de lo que trata el evento",
)
_OVERLAPS = Text(
    en="two runs of it may overlap; expected a group under concurrency",
    es="dos ejecuciones suyas pueden solaparse; se esperaba un grupo en concurrency",
)
_ENDLESS = Text(
    en="nothing ends it before GitHub does after hours; expected timeout-minutes of at most {longest}",
    es="nada lo termina antes de que lo haga GitHub al cabo de horas; se esperaba timeout-minutes de {longest} como "
    "máximo",
)
