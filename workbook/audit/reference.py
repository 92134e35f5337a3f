"""The reference page of all rules, written from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from workbook.audit.brief import DEMANDS
from workbook.audit.model import GROUP_NAMES, Rule
from workbook.audit.rules import RULES
from workbook.lang import Lang, Text, same


def rules_page(lang: Lang) -> str:
    """All rules as one Markdown page: the demands of the brief with their rules, then every rule by its group."""
    opening = "\n\n".join(paragraph.format(count=len(RULES))[lang] for paragraph in _INTRODUCTION)
    lines = [opening, *_demands(lang)]
    for group, rules in groupby(RULES, key=lambda rule: rule.group):
        lines += ["", f"## {GROUP_NAMES[group][lang]}", *_group(rules, lang)]
    return "\n".join(lines) + "\n"


def _demands(lang: Lang) -> Iterator[str]:
    yield ""
    yield f"| {_DEMAND[lang]} | {_RULES[lang]} |"
    yield "|---|---|"
    for sentence in DEMANDS.values():
        serving = ", ".join(_link(rule) for rule in RULES if rule.requirement == sentence)
        yield f"| {sentence[lang]} | {serving} |"


def _group(rules: Iterable[Rule], lang: Lang) -> Iterator[str]:
    for rule in rules:
        yield from ("", f'<a id="{rule.id.lower()}"></a>', "", f"### {rule.id}: {rule.title[lang]}", "")
        yield f"- **{_REQUIREMENT[lang]}** {rule.requirement[lang]}"
        yield f"- **{_WHY[lang]}** {rule.why[lang]}"
        yield f"- **{_FIX[lang]}** {rule.fix[lang]}"


def _link(rule: Rule) -> str:
    return f"[{rule.id}](#{rule.id.lower()})"


_INTRODUCTION = (
    Text(en="# Rules of the audit", es="# Reglas de la auditoría"),
    Text(en="[En español](rules.es.md)", es="[In English](rules.md)"),
    Text(
        en="<!-- Written from the code by tests/audit/test_reference.py; change the rules instead. -->",
        es="<!-- Escrito a partir del código por tests/audit/test_reference.py; cambie las reglas. -->",
    ),
    Text(
        en="`workbook audit` holds a template against {count} rules. Each answers *compliant*, *non-compliant* or "
        "*not applicable*, with the places in the template that prove it. A rule does not apply where the template "
        "has nothing that it speaks of, and where the template alone does not tell what decides: a parameter without "
        "a default, a resource of another template. What the template does not tell is never called compliant.",
        es="`workbook audit` compara una plantilla con {count} reglas. Cada una responde *conforme*, *no conforme* o "
        "*no aplicable*, con los lugares de la plantilla que lo prueban. Una regla no es aplicable cuando la "
        "plantilla no tiene nada de lo que trata, ni cuando la plantilla por sí sola no dice lo que decide: un "
        "parámetro sin valor por omisión, un recurso de otra plantilla. Lo que la plantilla no dice nunca se da por "
        "cumplido.",
    ),
    Text(
        en="A stack may say in its metadata, under `Workbook::Savings`, which guarantee a saving gives up. The rules "
        "that such a saving names stay non-compliant, and the report quotes the sentence:",
        es="Una pila puede decir en sus metadatos, bajo `Workbook::Savings`, a qué garantía renuncia un ahorro. Las "
        "reglas que nombra ese ahorro siguen sin cumplirse, y el informe cita la frase:",
    ),
    same(
        '```json\n{{"rules": ["DB-02"], "saving": {{"en": "…", "es": "…"}},\n "gives_up": {{"en": "…", "es": "…"}}, '
        '"undo": {{"en": "…", "es": "…"}}}}\n```'
    ),
    Text(en="## The brief, demand by demand", es="## El enunciado, exigencia por exigencia"),
)
_DEMAND = Text(en="Demand", es="Exigencia")
_RULES = Text(en="Rules", es="Reglas")
_REQUIREMENT = Text(en="Requirement:", es="Requisito:")
_WHY = Text(en="Why:", es="Por qué:")
_FIX = Text(en="Fix:", es="Arreglo:")
