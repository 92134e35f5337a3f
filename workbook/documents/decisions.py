"""What the page on decisions takes from the cost engine: rivals and other choices, each with what it gives up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from workbook.audit.model import AuditReport, Outcome
from workbook.audit.run import audit
from workbook.cost.estimate import total
from workbook.cost.whatif.changes.model import Topic
from workbook.cost.whatif.crossing import crossing
from workbook.cost.whatif.rivals.contest import Entry
from workbook.cost.whatif.rivals.rivals import ALIKE, graph_of
from workbook.cost.whatif.sweep import sweep
from workbook.cost.whatif.weigh import Weighed
from workbook.documents.changes import difference
from workbook.documents.sources import FIRST_STAGE, PROFILE_OF_THE_BRIEF, graph, judged, rivals, swept, weighed
from workbook.errors import SourceError
from workbook.lang import Lang, Text, money, quantity
from workbook.render.decisions import crossing_text
from workbook.render.table import Table


def choices(lang: Lang, *names: str) -> str:
    """Some other choices for the profile of the brief: amount, rules that break, what each means, what it touches."""
    rows = [_choice(each, lang) for each in map(_weighed, names)]
    heads = (_CHOICE, _SAVES, _BREAKS, _MEANS, _TOUCHES)
    return Table.of([head[lang] for head in heads], rows, numbers=(1,)).markdown()


def topic(lang: Lang, name: str) -> str:
    """Every other choice about one thing, the larger saving first."""
    found = [each for each in weighed(PROFILE_OF_THE_BRIEF) if each.alternative.topic is Topic(name) and each.after]
    ordered = sorted(found, key=lambda each: (-(each.saving or 0), each.alternative.id))
    return choices(lang, *(each.alternative.id for each in ordered))


def designs(lang: Lang, *names: str) -> str:
    """Our design beside some rivals: amounts, minutes of promised failure, and where the rival is the cheaper one."""
    contest = rivals()
    own = contest.estimates
    heads = [_DESIGN[lang], *(_AT.format(users=quantity(each.users))[lang] for each in own), _MINUTES[lang]]
    rows = [(own[0].source, *(money(each.total)[lang] for each in own), _rounded(contest.api.minutes_down, lang), "–")]
    for entry in _entries(names):
        amounts = (money(each.total)[lang] for each in entry.estimates)
        crossing = _crossing(entry.rival.id)[lang]
        rows.append((entry.rival.title[lang], *amounts, _rounded(entry.api.minutes_down, lang), crossing))
    return Table.of([*heads, _CHEAPER[lang]], rows, numbers=range(1, len(heads)), note=ALIKE[lang]).markdown()


def about(lang: Lang, *names: str) -> str:
    """What each rival gives up, what its estimate leaves out, and when it would be the right one."""
    rows = [
        (
            entry.rival.title[lang],
            " ".join(text[lang] for text in entry.gives_up) or _NOTHING[lang],
            entry.rival.not_counted[lang],
            entry.rival.wins[lang],
        )
        for entry in _entries(names)
    ]
    return Table.of([head[lang] for head in (_DESIGN, _GIVES_UP, _NOT_COUNTED, _WINS)], rows).markdown()


def watching(lang: Lang) -> str:
    """What alarms, metrics and dashboard of our design cost a month in the first stage."""
    return money(_watching())[lang]


def alike(lang: Lang, name: str) -> str:
    """What a rival saves a month in the first stage where neither is charged for being watched."""
    (entry,) = _entries((name,))
    own, other = rivals().estimates[0], entry.estimates[0]
    watched = total(line for line in other.lines if line.price.key.startswith(_CLOUDWATCH))
    return money(own.total - _watching() - (other.total - watched))[lang]


def _watching() -> Decimal:
    return total(line for line in rivals().estimates[0].lines if line.price.key.startswith(_CLOUDWATCH))


def _choice(each: Weighed, lang: Lang) -> tuple[str, ...]:
    alternative = each.alternative
    if each.after is None or each.graph is None or each.saving is None:
        raise SourceError(_REFUSED.format(choice=alternative.id, reason=each.refused or ""))
    remark = [alternative.remark[lang]] if alternative.remark else []
    means = " ".join([*remark, *(text[lang] for text in each.gives_up)])
    touched = difference(graph(PROFILE_OF_THE_BRIEF), each.graph).counted()[lang]
    return alternative.title[lang], money(each.saving)[lang], _broken(alternative.id, lang), means, touched


def _broken(name: str, lang: Lang) -> str:
    page = "reference/rules.md" if lang is Lang.EN else "reference/rules.es.md"
    return ", ".join(f"[{rule}]({page}#{rule.lower()})" for rule in _newly_broken(name)) or _NONE[lang]


@cache
def _newly_broken(name: str) -> tuple[str, ...]:
    """The rules of the audit that hold for the profile of the brief, and no longer with a choice."""
    made = _weighed(name).graph
    after = set[str]() if made is None else _non_compliant(audit(made))
    return tuple(sorted(after - _non_compliant(judged(PROFILE_OF_THE_BRIEF))))


def _non_compliant(report: AuditReport) -> set[str]:
    return {each.rule.id for each in report.results if each.verdict.outcome is Outcome.NON_COMPLIANT}


def _weighed(name: str) -> Weighed:
    for each in weighed(PROFILE_OF_THE_BRIEF):
        if each.alternative.id == name:
            return each
    raise SourceError(_NO_CHOICE.format(choice=name))


def _entries(names: tuple[str, ...]) -> Iterator[Entry]:
    return (entry for entry in rivals().entries if not names or entry.rival.id in names)


@cache
def _crossing(name: str) -> Text:
    """Up to, or from, how many daily users a rival costs less than our design, both grown as the load asks."""
    (rival,) = (entry.rival for entry in rivals().entries if entry.rival.id == name)
    return crossing_text(crossing(swept(PROFILE_OF_THE_BRIEF), sweep(graph_of(rival))))


def _rounded(minutes: object, lang: Lang) -> str:
    return quantity(round(float(str(minutes)), 1))[lang]


_CLOUDWATCH = "cloudwatch."
_CHOICE = Text(en="other choice", es="otra opción")
_SAVES = Text(
    en="saves USD a month at {users} users", es="ahorra USD al mes con {users} usuarios"
).format(users=FIRST_STAGE)  # fmt: skip
_BREAKS = Text(en="rules that it breaks", es="reglas que incumple")
_MEANS = Text(en="what it means", es="qué supone")
_TOUCHES = Text(
    en="resources to change (+ new, – gone, ~ altered)",
    es="recursos que cambian (+ nuevos, – eliminados, ~ modificados)",
)
_NONE = Text(en="none", es="ninguna")
_DESIGN = Text(en="design", es="diseño")
_AT = Text(en="USD a month, {users} users", es="USD al mes, {users} usuarios")
_MINUTES = Text(en="minutes a month that promises let calls fail", es="minutos al mes que las promesas dejan fallar")
_CHEAPER = Text(en="cheaper than ours", es="más barato que el nuestro")
_GIVES_UP = Text(en="gives up", es="cede")
_NOTHING = Text(en="Nothing that templates and agreements show.", es="Nada que muestren las plantillas y los acuerdos.")
_NOT_COUNTED = Text(en="its estimate leaves out", es="su cálculo deja fuera")
_WINS = Text(en="it is right", es="conviene")
_REFUSED = Text(
    en="the choice {choice} cannot be made: {reason}; expected one with room for it, leave it out",
    es="la opción {choice} no se puede aplicar: {reason}; se esperaba una que quepa, quítela",
)
_NO_CHOICE = Text(
    en="no choice is called {choice}; expected one that workbook cost choices --json names, correct it",
    es="ninguna opción se llama {choice}; se esperaba una de las que nombra workbook cost choices --json, corríjala",
)

BLOCKS = {
    "choices": choices,
    "topic": topic,
    "designs": designs,
    "about-designs": about,
    "watching": watching,
    "alike": alike,
}
