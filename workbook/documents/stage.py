"""The first stage: what the smallest profile leaves out, and the order in which to add it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from workbook.audit.savings import KEY
from workbook.cost.whatif.availability import of_api
from workbook.cost.whatif.best import SOUND
from workbook.cost.whatif.changes.all import ALTERNATIVES
from workbook.cost.whatif.changes.model import Alternative
from workbook.cost.whatif.guarantees import given_up, guarantees
from workbook.cost.whatif.sweep import StepKind
from workbook.documents.sources import (
    FIRST_STAGE,
    PROFILE_OF_THE_BRIEF,
    SMALLEST,
    changed,
    graph,
    priced,
    swept,
    weighed,
)
from workbook.lang import Lang, Text, money, quantity
from workbook.render.table import Table
from workbook.template.model import Value, at

_CHOICE_OF = {
    "nat_gateways": "one-nat",
    "database.multi_az": "single-az",
    "database.instance_class": "smaller-database",
    "tasks.cpu": "smaller-tasks",
    "container_insights": "insights-off",
    "tasks.metric_seconds": "scaling-by-the-minute",
}
"""The choice of the cost engine that makes the same saving as a field of the profile; other fields move cents."""
_BACK = ("multi-az", "nat-each-zone", "larger-database", "larger-tasks", "insights-on")
"""The choices that add back what a first stage leaves out."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is added back: what the bill grows by, the minutes that it mends, and what the load says."""

    choice: Alternative
    costs: Decimal
    total: Decimal
    mended: Decimal
    brings: tuple[Text, ...]


def left_out(lang: Lang) -> str:
    """What the smallest profile admits to save on, each with its amount, its risk and how to undo it."""
    amounts = _amounts()
    rows = []
    for field, saving in _admitted():
        amount = amounts.get(_CHOICE_OF.get(field, ""))
        shown = money(amount)[lang] if amount is not None else _CENTS[lang]
        rules = ", ".join(_link(str(rule), lang) for rule in _list(at(saving, "rules"))) or "–"
        rows.append((_words(saving, "saving", lang), shown, _words(saving, "gives_up", lang), rules))
    rest = priced(PROFILE_OF_THE_BRIEF, FIRST_STAGE).total - priced(SMALLEST, FIRST_STAGE).total - sum(amounts.values())
    rows.append((_REST[lang], money(rest)[lang], "", ""))
    heads = (_LEFT_OUT, _SAVES, _RISK, _RULES)
    return Table.of([head[lang] for head in heads], rows, numbers=(1,)).markdown()


def undo(lang: Lang) -> str:
    """How each saving is undone."""
    rows = [(_words(saving, "saving", lang), _words(saving, "undo", lang)) for _, saving in _admitted()]
    return Table.of((_LEFT_OUT[lang], _UNDO[lang]), rows).markdown()


def kept(lang: Lang) -> str:
    """What would save more and stays in: each other choice for the smallest profile, and why not."""
    others = tuple(each.id for each in ALTERNATIVES if each.id not in SOUND)
    found = [each for each in weighed(SMALLEST, others) if (each.saving or 0) > 0]
    rows = []
    for each in sorted(found, key=lambda each: -(each.saving or Decimal(0))):
        remark = [each.alternative.remark[lang]] if each.alternative.remark else []
        means = " ".join([*remark, *(text[lang] for text in each.gives_up)])
        rows.append((each.alternative.title[lang], money(each.saving or Decimal(0))[lang], means))
    return Table.of([head[lang] for head in (_STAYS, _WOULD_SAVE, _WHY_NOT)], rows, numbers=(1,)).markdown()


def road(lang: Lang) -> str:
    """The way back, step by step: first what regains promised minutes, the cheapest minute first, then the rest."""
    rows = []
    for place, step in enumerate(_steps(), start=1):
        minutes = quantity(round(float(step.mended), 1))[lang] if step.mended else "–"
        each = money(step.costs / step.mended)[lang] if step.mended else "–"
        brings = " ".join(text[lang] for text in step.brings) or _remark(step.choice, lang)
        amounts = (money(step.costs)[lang], money(step.total)[lang])
        rows.append((place, step.choice.title[lang], *amounts, minutes, each, brings, _needed(step, lang)))
    full = priced(PROFILE_OF_THE_BRIEF, FIRST_STAGE).total
    rest = full - _steps()[-1].total
    rows.append((len(rows) + 1, _ALL[lang], money(rest)[lang], money(full)[lang], "–", "–", "–", _WANTED[lang]))
    heads = (_N, _ADD, _COSTS, _TOTAL, _MINUTES, _EACH, _ENDS, _NEEDED)
    return Table.of([head[lang] for head in heads], rows, numbers=(0, 2, 3, 4, 5)).markdown()


@cache
def _amounts() -> dict[str, Decimal]:
    """What each saving of the profile saves after those before it, starting at the profile of the brief."""
    names = [_CHOICE_OF[field] for field, _ in _admitted() if field in _CHOICE_OF]
    before, amounts = priced(PROFILE_OF_THE_BRIEF, FIRST_STAGE).total, {}
    for count, name in enumerate(names, start=1):
        after = changed(PROFILE_OF_THE_BRIEF, tuple(names[:count]))[1].total
        amounts[name], before = before - after, after
    return amounts


@cache
def _steps() -> tuple[Step, ...]:
    """The road from the smallest profile; at each place the best of what is still missing."""
    taken: list[str] = []
    steps = []
    while missing := [name for name in _BACK if name not in taken]:
        best = min((_step(taken, name) for name in missing), key=_urgency)
        taken.append(best.choice.id)
        steps.append(best)
    return tuple(steps)


def _step(taken: Sequence[str], name: str) -> Step:
    (before, was), (after, now) = changed(SMALLEST, tuple(taken)), changed(SMALLEST, (*taken, name))
    (choice,) = (each for each in ALTERNATIVES if each.id == name)
    mended = of_api(before).minutes_down - of_api(after).minutes_down
    return Step(choice, now.total - was.total, now.total, mended, given_up(guarantees(after), guarantees(before)))


def _urgency(step: Step) -> tuple[object, ...]:
    """Minutes by their price; then what ends a named risk, the cheaper first; then by when the load needs it."""
    if step.mended:
        return 0, step.costs / step.mended
    if step.brings:
        return 1, step.costs
    return 2, _users_of(step.choice) or float("inf"), step.costs


def _users_of(choice: Alternative) -> int | None:
    """From how many daily users on the load asks for a choice; None where it never does, or nothing tells."""
    kind = {"larger-database": StepKind.CLASS, "larger-tasks": StepKind.TASKS}.get(choice.id)
    found = [step.users for step in swept(SMALLEST).steps if step.kind is kind]
    return min(found) if found else None


def _needed(step: Step, lang: Lang) -> str:
    """By what a step is due: what an hour without the system may cost, the load, a risk, or somebody's wish."""
    if step.mended:
        return _AN_HOUR.format(amount=money(step.costs / step.mended * 60))[lang]
    users = _users_of(step.choice)
    if users is not None:
        return _FROM.format(users=quantity(users))[lang]
    return (_RISKY if step.brings else _WANTED)[lang]


def _admitted() -> Iterator[tuple[str, Value]]:
    """The savings that the stacks of the smallest profile name, each with the first field that it sets."""
    for stack in graph(SMALLEST).assembly.stacks:
        for saving in _list(stack.metadata.get(KEY)):
            yield str(at(saving, "fields.0")), saving


def _list(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else ()


def _words(saving: Value, name: str, lang: Lang) -> str:
    return str(at(saving, f"{name}.{lang}"))


def _remark(choice: Alternative, lang: Lang) -> str:
    return choice.remark[lang] if choice.remark else "–"


def _link(rule: str, lang: Lang) -> str:
    page = "reference/rules.md" if lang is Lang.EN else "reference/rules.es.md"
    return f"[{rule}]({page}#{rule.lower()})"


_LEFT_OUT = Text(en="left out", es="se deja fuera")
_SAVES = Text(en="saves USD a month", es="ahorra USD al mes")
_RISK = Text(en="risk", es="riesgo")
_RULES = Text(en="rules that it breaks", es="reglas que incumple")
_CENTS = Text(en="cents", es="centavos")
_REST = Text(
    en="those marked with cents, and what the profile differs in besides",
    es="los marcados con centavos y lo demás en que difiere el perfil",
)
_UNDO = Text(en="how to undo it", es="cómo deshacerlo")
_STAYS = Text(en="what stays in", es="lo que no se quita")
_WOULD_SAVE = Text(en="would save USD a month", es="ahorraría USD al mes")
_WHY_NOT = Text(en="why it is not left out", es="por qué no se deja fuera")
_N = Text(en="step", es="paso")
_ADD = Text(en="add", es="añadir")
_COSTS = Text(en="costs USD a month", es="cuesta USD al mes")
_TOTAL = Text(en="total USD", es="total USD")
_MINUTES = Text(en="minutes regained a month", es="minutos recuperados al mes")
_EACH = Text(en="USD for each minute", es="USD por minuto")
_ENDS = Text(en="what it ends", es="a qué pone fin")
_NEEDED = Text(en="when", es="cuándo")
_AN_HOUR = Text(
    en="once an hour without the system costs more than {amount} USD",
    es="en cuanto una hora sin el sistema cueste más de {amount} USD",
)
_RISKY = Text(en="once this risk is not to be borne", es="en cuanto no se quiera correr este riesgo")
_WANTED = Text(en="when somebody asks for it", es="cuando alguien lo pida")
_ALL = Text(
    en="what else the profile {profile} has", es="lo demás que tiene el perfil {profile}"
).format(profile=PROFILE_OF_THE_BRIEF)  # fmt: skip
_FROM = Text(en="at the latest from {users} daily users on", es="a más tardar a partir de {users} usuarios diarios")

BLOCKS = {"left-out": left_out, "undo": undo, "kept": kept, "road": road}
