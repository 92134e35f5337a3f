"""An audit as the compliance table: demand by demand, then every rule with its proof, then each fault in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from workbook.audit.demands import DemandResult, by_demand, demand_of
from workbook.audit.model import GROUP_NAMES, AuditReport, Outcome, RuleResult
from workbook.lang import Lang, Text, counted, same
from workbook.render.table import Page, Table
from workbook.render.tables import coverage_line, evidence_text

PROOFS_SHOWN = 1
"""Places that the table of requirements shows of each rule; `workbook audit --json` holds them all."""


def audit_table(report: AuditReport, lang: Lang) -> Page:
    """The whole report: every requirement with its proof, what the brief demands, what does not hold, and counts."""
    parts = [
        requirement_table(results, lang, title=GROUP_NAMES[group][lang])
        for group, results in groupby(report.results, key=lambda result: result.rule.group)
    ]
    faults = fault_tables(report.results, lang)
    return Page((*parts, demand_table(report.results, lang), *faults, counts_line(report, lang)))


def requirement_table(results: Iterable[RuleResult], lang: Lang, title: str = "") -> Table:
    """Rules below the sentences of the brief that they serve, each with its answer and what proves it.

    Rules that find nothing to judge come last, those with the same reason in one row.
    """
    judged, empty = _split(results)
    rows: list[tuple[str, ...]] = []
    for served in by_demand(judged):
        rows.append(("", _sentence(served, lang), ""))
        rows.extend(_requirement(result, lang) for result in served.results)
    if empty:
        rows.append(("", _NOTHING[lang], ""))
        rows.extend(_without_subject(empty, lang))
    return Table(_heads(lang, _RULE, _REQUIREMENT, _PROOF), tuple(rows), title, stacked=True)


def demand_table(results: Iterable[RuleResult], lang: Lang) -> Table:
    """Each sentence of the brief with its answer, how many of its rules hold, and those that do not."""
    rows = [_demand(result, lang) for result in by_demand(results)]
    return Table.of(_heads(lang, same(""), _DEMAND, _HOLDING, _OTHERS), rows, title=_DEMANDS[lang])


def fault_tables(results: Iterable[RuleResult], lang: Lang) -> tuple[Table, ...]:
    """One table for each broken rule: what was found and where, what it gives up, why it matters, what to change."""
    broken = [result for result in results if result.verdict.outcome is Outcome.NON_COMPLIANT]
    return tuple(_fault(result, lang) for result in broken)


def counts_line(report: AuditReport, lang: Lang) -> str:
    """How many rules have each answer, and how much of the source the engine understands."""
    counts = ", ".join(counted(report.counts[outcome], *_COUNTED[outcome])[lang] for outcome in Outcome)
    return f"{counts}\n{coverage_line(report.coverage, lang)}"


def _split(results: Iterable[RuleResult]) -> tuple[list[RuleResult], list[RuleResult]]:
    """The results that judge something, and those that find nothing to judge."""
    judged, empty = list[RuleResult](), list[RuleResult]()
    for result in results:
        (empty if result.verdict.empty else judged).append(result)
    return judged, empty


def _without_subject(results: Iterable[RuleResult], lang: Lang) -> Iterator[tuple[str, str, str]]:
    by_reason: dict[str, list[RuleResult]] = {}
    for result in results:
        by_reason.setdefault(_reason(result, lang), []).append(result)
    for reason, (first, *others) in by_reason.items():
        if others:
            yield OUTCOME_MARKS[Outcome.NOT_APPLICABLE], ", ".join(r.rule.id for r in (first, *others)), reason
        else:
            yield _requirement(first, lang)


def _sentence(served: DemandResult, lang: Lang) -> str:
    return _GOOD_PRACTICE[lang] if served.demand is None else _QUOTED[lang].format(sentence=served.demand[lang])


def _requirement(result: RuleResult, lang: Lang) -> tuple[str, str, str]:
    holds = result.verdict.outcome is Outcome.COMPLIANT
    reason = "" if holds else _reason(result, lang)
    proof = reason or evidence_text(result.verdict.evidence, lang, shown=PROOFS_SHOWN)
    return _marked(result), result.rule.title[lang], proof


def _reason(result: RuleResult, lang: Lang) -> str:
    return result.verdict.reason[lang] if result.verdict.reason is not None else ""


def _marked(result: RuleResult) -> str:
    return f"{OUTCOME_MARKS[result.verdict.outcome]} {result.rule.id}"


def _demand(served: DemandResult, lang: Lang) -> tuple[str, str, str, str]:
    sentence = served.demand or _GOOD_PRACTICE
    judged, empty = _split(served.results)
    others = [result for result in judged if result.verdict.outcome is not Outcome.COMPLIANT]
    holding = _OF[lang].format(count=len(judged) - len(others), all=len(served.results))
    names = [_marked(result) for result in others]
    if empty:
        mark = OUTCOME_MARKS[Outcome.NOT_APPLICABLE]
        names.append(f"{mark} {_NOTHING_COUNTED[lang].format(count=len(empty))}")
    return OUTCOME_MARKS[served.outcome], sentence[lang], holding, ", ".join(names)


def _fault(result: RuleResult, lang: Lang) -> Table:
    head = (_marked(result), result.rule.title[lang])
    return Table.of(head, ((name[lang], words) for name, words in _about(result, lang)))


def _about(result: RuleResult, lang: Lang) -> Iterator[tuple[Text, str]]:
    rule, verdict, saving = result.rule, result.verdict, result.saving
    yield _DEMAND if demand_of(rule) else _REQUIREMENT, rule.requirement[lang]
    yield _FOUND, _reason(result, lang)
    yield _WHERE, evidence_text(verdict.evidence, lang)
    if saving is None:
        yield _WHY, rule.why[lang]
        yield _REMEDY, rule.fix[lang]
    else:
        yield _ON_PURPOSE, saving.saving[lang]
        yield _GIVEN_UP, saving.gives_up[lang]
        yield _UNDO, saving.undo[lang]


def _heads(lang: Lang, *texts: Text) -> tuple[str, ...]:
    return tuple(text[lang] for text in texts)


OUTCOME_NAMES = {
    Outcome.COMPLIANT: Text(en="compliant", es="conforme"),
    Outcome.NON_COMPLIANT: Text(en="non-compliant", es="no conforme"),
    Outcome.NOT_APPLICABLE: Text(en="not applicable", es="no aplicable"),
}
OUTCOME_MARKS = {Outcome.COMPLIANT: "✔", Outcome.NON_COMPLIANT: "✘", Outcome.NOT_APPLICABLE: "–"}

_RULE = Text(en="rule", es="regla")
_REQUIREMENT = Text(en="requirement", es="requisito")
_PROOF = Text(en="proof or reason", es="prueba o motivo")
_QUOTED = Text(en="“{sentence}”", es="«{sentence}»")
_GOOD_PRACTICE = Text(en="Good practice, beyond the brief", es="Buena práctica, más allá del enunciado")
_NOTHING = Text(en="Nothing to judge", es="Nada que juzgar")
_NOTHING_COUNTED = Text(en="nothing to judge: {count}", es="nada que juzgar: {count}")
_DEMANDS = Text(en="The brief, demand by demand", es="El enunciado, exigencia por exigencia")
_DEMAND = Text(en="the brief demands", es="el enunciado exige")
_HOLDING = Text(en="rules that hold", es="reglas que se cumplen")
_OTHERS = Text(en="others", es="otras")
_OF = Text(en="{count} of {all}", es="{count} de {all}")
_FOUND = Text(en="found", es="se encontró")
_WHERE = Text(en="where", es="dónde")
_WHY = Text(en="why it matters", es="por qué importa")
_REMEDY = Text(en="what to change", es="qué cambiar")
_ON_PURPOSE = Text(en="saved on purpose", es="ahorro a propósito")
_GIVEN_UP = Text(en="given up", es="lo que se pierde")
_UNDO = Text(en="how to undo it", es="cómo deshacerlo")
_COUNTED = {
    Outcome.COMPLIANT: (
        Text(en="{count} compliant", es="{count} conforme"),
        Text(en="{count} compliant", es="{count} conformes"),
    ),
    Outcome.NON_COMPLIANT: (
        Text(en="{count} non-compliant", es="{count} no conforme"),
        Text(en="{count} non-compliant", es="{count} no conformes"),
    ),
    Outcome.NOT_APPLICABLE: (
        Text(en="{count} not applicable", es="{count} no aplicable"),
        Text(en="{count} not applicable", es="{count} no aplicables"),
    ),
}
