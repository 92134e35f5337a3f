"""A page for each rule of the audit: why it is there, how to mend what it finds, and what our templates answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from workbook.audit.model import GROUP_NAMES, Group, Rule, RuleResult
from workbook.audit.reference import rules_page
from workbook.audit.rules import RULES
from workbook.book.page import Page, contents
from workbook.documents.sources import PROFILE_OF_THE_BRIEF, judged
from workbook.lang import Lang, Text, counted
from workbook.render.compliance import OUTCOME_MARKS, OUTCOME_NAMES
from workbook.render.table import Table
from workbook.render.tables import evidence_text
from workbook.template.source import PROFILES

INDEX = "rules/index"
_PLACES = 40


def rule_pages(lang: Lang) -> Iterator[Page]:
    """The page of each rule, the one of each group of rules, and the one that lists the groups."""
    groups = {group: tuple(found) for group, found in groupby(RULES, key=lambda rule: rule.group)}
    yield Page(INDEX, _index(groups, lang))
    for group, found in groups.items():
        yield Page(group_page(group), _group(group, found, lang))
    yield from (Page(name_of(rule), _rule(rule, lang)) for rule in RULES)


def name_of(rule: Rule) -> str:
    """Where the page of a rule stands."""
    return f"rules/{rule.id.lower()}"


def group_page(group: Group) -> str:
    """Where the page of a group of rules stands."""
    return f"rules/{group.value}"


def _index(groups: Mapping[Group, Sequence[Rule]], lang: Lang) -> str:
    """What the reference says before it lists the rules, then the groups."""
    opening, _, _ = rules_page(lang).partition(f"\n## {GROUP_NAMES[RULES[0].group][lang]}\n")
    lines = [f"| {_GROUP[lang]} | {_RULES[lang]} |", "|---|--:|"]
    for group, rules in groups.items():
        lines.append(f"| [{GROUP_NAMES[group][lang]}](/{group_page(group)}.md) | {len(rules)} |")
    parts = [opening, f"## {_GROUPS[lang]}", "\n".join(lines), contents({"": tuple(map(group_page, groups))})]
    return "\n\n".join(parts) + "\n"


def _group(group: Group, rules: Sequence[Rule], lang: Lang) -> str:
    lines = [f"| {_RULE[lang]} | {_ASKS[lang]} |", "|---|---|"]
    lines += [f"| [{rule.id}](/{name_of(rule)}.md) | {rule.title[lang]} |" for rule in rules]
    parts = [f"# {GROUP_NAMES[group][lang]}", "\n".join(lines), contents({"": tuple(map(name_of, rules))})]
    return "\n\n".join(parts) + "\n"


def _rule(rule: Rule, lang: Lang) -> str:
    parts = [f"# {rule.id}: {rule.title[lang]}"]
    for head, text in ((_REQUIREMENT, rule.requirement), (_WHY, rule.why), (_FIX, rule.fix)):
        parts.append(f"## {head[lang]}\n\n{text[lang]}")
    parts.append(f"## {_ANSWERS[lang]}\n\n{_answers(rule, lang)}")
    parts.append(f"## {_PROOF.format(profile=PROFILE_OF_THE_BRIEF)[lang]}\n\n{_proof(rule, lang)}")
    return "\n\n".join(parts) + "\n"


def _answers(rule: Rule, lang: Lang) -> str:
    """What each profile answers, with the saving that explains a fault."""
    rows = []
    for profile in PROFILES:
        result = judged(profile).result(rule.id)
        outcome = result.verdict.outcome
        rows.append(
            (
                profile,
                f"{OUTCOME_MARKS[outcome]}\N{NO-BREAK SPACE}{OUTCOME_NAMES[outcome][lang]}",
                _said(result, lang),
            )
        )
    return Table.of([head[lang] for head in (_PROFILE, _ANSWER, _REASON)], rows).markdown()


def _said(result: RuleResult, lang: Lang) -> str:
    reason = result.verdict.reason[lang] if result.verdict.reason else ""
    saving = result.saving
    given = f"{saving.saving[lang]} {saving.gives_up[lang]} {saving.undo[lang]}" if saving else ""
    return "\n".join(part for part in (reason, given) if part)


def _proof(rule: Rule, lang: Lang) -> str:
    """The places of the template that the answer rests on."""
    evidence = judged(PROFILE_OF_THE_BRIEF).result(rule.id).verdict.evidence
    if not evidence:
        return _NOWHERE[lang]
    rows = [(line,) for line in evidence_text(evidence, lang, shown=_PLACES).splitlines()]
    title = counted(len(evidence), *_COUNTED)[lang]
    return Table.of([title], rows).markdown()


_RULE = Text(en="Rule", es="Regla")
_ASKS = Text(en="It holds where", es="Se cumple cuando")
_GROUP = Text(en="Group", es="Grupo")
_GROUPS = Text(en="The rules by group", es="Las reglas por grupo")
_RULES = Text(en="Rules", es="Reglas")
_REQUIREMENT = Text(en="What it serves", es="A qué responde")
_WHY = Text(en="Why", es="Por qué")
_FIX = Text(en="How to mend it", es="Cómo arreglarlo")
_ANSWERS = Text(en="What our templates answer", es="Qué responden nuestras plantillas")
_PROOF = Text(en="Where {profile} proves it", es="Dónde lo prueba {profile}")
_NOWHERE = Text(
    en="No place of the template: the answer rests on what it does not have.",
    es="En ningún lugar de la plantilla: la respuesta se basa en lo que no tiene.",
)
_COUNTED = (Text(en="{count} place", es="{count} lugar"), Text(en="{count} places", es="{count} lugares"))
_PROFILE = Text(en="Profile", es="Perfil")
_ANSWER = Text(en="Answer", es="Respuesta")
_REASON = Text(en="What is special", es="Qué tiene de particular")
