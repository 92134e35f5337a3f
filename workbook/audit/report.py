"""An audit as JSON, in the schema that tools rely on."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.audit.model import AuditReport, RuleResult, Saving
from workbook.lang import Lang
from workbook.template.jsonable import evidence_json

SCHEMA = 1


def to_json(report: AuditReport, lang: Lang) -> dict[str, object]:
    """The report in schema 1; sentences are in the language asked for, states and ids are not translated."""
    coverage = report.coverage
    return {
        "schema": SCHEMA,
        "source": report.source,
        "counts": {str(outcome): count for outcome, count in report.counts.items()},
        "rules": [_rule(result, lang) for result in report.results],
        "coverage": {
            "total": coverage.total,
            "modelled": coverage.modelled,
            "ignored": coverage.ignored,
            "unsupported": coverage.unsupported,
        },
    }


def _rule(result: RuleResult, lang: Lang) -> dict[str, object]:
    rule, verdict = result.rule, result.verdict
    return {
        "id": rule.id,
        "group": str(rule.group),
        "title": rule.title[lang],
        "requirement": rule.requirement[lang],
        "status": str(verdict.outcome),
        "evidence": [evidence_json(evidence) for evidence in verdict.evidence],
        "reason": verdict.reason[lang] if verdict.reason is not None else None,
        "why": rule.why[lang],
        "fix": rule.fix[lang],
        "saving": _saving(result.saving, lang),
    }


def _saving(saving: Saving | None, lang: Lang) -> Mapping[str, str] | None:
    if saving is None:
        return None
    return {"saving": saving.saving[lang], "gives_up": saving.gives_up[lang], "undo": saving.undo[lang]}
