"""How far a deployment is: a line for each resource while it changes, and what it would change before it begins."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from workbook.deploy.cdk import Event
from workbook.deploy.plan import Action, Plan
from workbook.deploy.release import Progress
from workbook.lang import Lang, Text
from workbook.render.table import Page, Table
from workbook.streams import complain


@contextmanager
def deploying(lang: Lang) -> Iterator[Progress]:
    """Steps, and resources as they change: a bar for each stack on a terminal, plain lines where that is piped."""
    if not sys.stderr.isatty():
        yield Progress(lambda step: complain([f"{step[lang]} ..."]), _say_event)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[last]}"),
    )
    console = Console(file=sys.stderr, highlight=False)
    with Bars(*columns, console=console, transient=True) as bars:
        shown = _Bars(bars)
        yield Progress(lambda step: shown.step(step[lang]), shown.event)


@dataclass
class _Bars:
    bars: Bars
    tasks: dict[str, TaskID] = field(default_factory=dict)

    def step(self, words: str) -> None:
        """Bars of stacks that are done make place for the next ones."""
        for task in self.tasks.values():
            self.bars.remove_task(task)
        self.tasks.clear()
        self.bars.console.print(f"{words} ...")

    def event(self, event: Event) -> None:
        if event.stack not in self.tasks:
            self.tasks[event.stack] = self.bars.add_task(event.stack, total=event.total, last="")
        last = f"{event.type} {event.status}"
        self.bars.update(self.tasks[event.stack], completed=event.done, total=event.total, last=last)


def _say_event(event: Event) -> None:
    """What has begun is not told, only what has ended."""
    if not event.status.endswith("_IN_PROGRESS"):
        count = f"{event.done}/{event.total}" if event.total else str(event.done)
        complain([f"  {event.stack} {count} {event.status} {event.type} {event.name}"])


def plan_page(plan: Plan, lang: Lang) -> Page:
    """What a deployment would change, resource by resource, and how many of each kind."""
    if not plan.changes:
        return Page((_NOTHING[lang],))
    changes = [change for change in plan.changes if change.action is not Action.ADD and not change.is_of_tags]
    parts: list[Table | str] = []
    if changes:
        rows = [
            (
                change.stack,
                _ACTIONS[change.action][lang],
                change.type.removeprefix("AWS::"),
                change.logical_id,
                ", ".join(change.properties),
            )
            for change in changes
        ]
        parts.append(Table.of([column[lang] for column in _COLUMNS], rows))
    added = Counter(change.stack for change in plan.changes if change.action is Action.ADD)
    if added:
        counted = [(stack, str(count)) for stack, count in added.items()]
        parts.append(Table.of([column[lang] for column in _ADDED_COLUMNS], counted, numbers=(1,)))
    counts = [_counted(plan.count(action), action, lang) for action in Action if plan.count(action)]
    parts.append(f"{_RESOURCES[lang]}: {', '.join(counts)}.")
    tagged = sum(change.is_of_tags for change in plan.changes)
    if tagged:
        parts.append(_TAGGED.format(count=tagged)[lang])
    return Page(tuple(parts))


def _counted(count: int, action: Action, lang: Lang) -> str:
    return f"{count} {(_ACTIONS if count == 1 else _ACTIONS_OF_MANY)[action][lang]}"


_NOTHING = Text(
    en="Nothing differs: the templates are deployed as they stand here.",
    es="Nada difiere: las plantillas están desplegadas tal como están aquí.",
)
_TAGGED = Text(
    en="{count} of the changed ones get other tags alone, and are not listed.",
    es="{count} de los que cambian solo reciben otras etiquetas y no se enumeran.",
)
_RESOURCES = Text(en="Resources", es="Recursos")
_COLUMNS = (
    Text(en="stack", es="pila"),
    Text(en="what", es="qué"),
    Text(en="type", es="tipo"),
    Text(en="resource", es="recurso"),
    Text(en="because of", es="por"),
)
_ADDED_COLUMNS = (Text(en="stack", es="pila"), Text(en="added", es="se añaden"))
_ACTIONS = {
    Action.ADD: Text(en="added", es="se añade"),
    Action.CHANGE: Text(en="changed", es="cambia"),
    Action.MAY_REPLACE: Text(en="perhaps replaced", es="quizá se sustituye"),
    Action.REPLACE: Text(en="replaced", es="se sustituye"),
    Action.REMOVE: Text(en="removed", es="se elimina"),
    Action.LEAVE: Text(en="left behind", es="se deja"),
    Action.REFUSE: Text(en="refused by AWS", es="AWS lo rechaza"),
}
_ACTIONS_OF_MANY = {
    Action.ADD: Text(en="added", es="se añaden"),
    Action.CHANGE: Text(en="changed", es="cambian"),
    Action.MAY_REPLACE: Text(en="perhaps replaced", es="quizá se sustituyen"),
    Action.REPLACE: Text(en="replaced", es="se sustituyen"),
    Action.REMOVE: Text(en="removed", es="se eliminan"),
    Action.LEAVE: Text(en="left behind", es="se dejan"),
    Action.REFUSE: Text(en="refused by AWS", es="AWS los rechaza"),
}
