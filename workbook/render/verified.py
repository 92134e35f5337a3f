"""What came of the verification of a deployment: every resource against its template, and every act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbook.deploy.acceptance.model import Act, Outcome
from workbook.deploy.live.model import Answer, PropertyResult, Report, ResourceResult
from workbook.lang import Lang, Text
from workbook.render.table import Page, Table
from workbook.template.jsonable import jsonable
from workbook.template.model import describe


def verified_page(report: Report, acts: Sequence[Act], lang: Lang) -> Page:
    """The acts first, then the counts, then what differs."""
    rows = [(_OUTCOMES[act.outcome][lang], act.tried[lang], act.found[lang]) for act in acts]
    acted = Table.of([column[lang] for column in _ACTS], rows, title=_ACTED[lang])
    otherwise = (_OTHERWISE[lang],) if any(act.outcome is Outcome.NOT_HERE for act in acts) else ()
    return Page((acted, *otherwise, *drift_page(report, lang).parts))


def drift_page(report: Report, lang: Lang) -> Page:
    """The counts, the properties that differ, and why some cannot be read."""
    different = [row for resource in report.resources for row in _differences(resource, lang)]
    parts: list[Table | str] = [report.coverage[lang]]
    if different:
        parts.append(Table.of([column[lang] for column in _COLUMNS], different, title=_DIFFERENT[lang]))
    reasons = _reasons(report.resources, lang)
    if reasons:
        table = Table.of([column[lang] for column in _REASON_COLUMNS], reasons, title=_UNREADABLE[lang], numbers=(0,))
        parts.append(table)
    return Page(tuple(parts))


def verified_json(report: Report, acts: Sequence[Act], lang: Lang) -> Mapping[str, object]:
    """All of it in the form of docs/reference/json.md."""
    return {
        **drift_json(report, lang),
        "acts": [
            {
                "name": act.name,
                "tried": act.tried[lang],
                "outcome": act.outcome.value,
                "found": act.found[lang],
            }
            for act in acts
        ],
    }


def drift_json(report: Report, lang: Lang) -> Mapping[str, object]:
    """Every resource with every property in the form of docs/reference/json.md."""
    counts = report.resource_counts
    return {
        "schema": 1,
        "resources": [_resource_json(resource, lang) for resource in report.resources],
        "counts": {
            "total": counts.total,
            "equal": counts.equal,
            "different": counts.different,
            "unreadable": counts.unreadable,
        },
    }


def _resource_json(resource: ResourceResult, lang: Lang) -> Mapping[str, object]:
    return {
        "stack": resource.stack,
        "logical_id": resource.logical_id,
        "type": resource.type,
        "physical_id": resource.physical_id,
        "answer": resource.answer.value,
        "note": resource.note and resource.note[lang],
        "compared": [
            {
                "path": each.path,
                "answer": each.answer.value,
                "expected": jsonable(each.expected),
                "found": jsonable(each.found),
                "reason": each.reason and each.reason[lang],
            }
            for each in resource.properties
        ],
    }


def _differences(resource: ResourceResult, lang: Lang) -> Iterable[tuple[str, ...]]:
    if resource.answer is not Answer.DIFFERENT:
        return
    place = (resource.stack, resource.type.removeprefix("AWS::"), resource.logical_id)
    if resource.note is not None:
        yield (*place, "", "", resource.note[lang])
    for each in resource.of(Answer.DIFFERENT):
        yield (*place, each.path, describe(each.expected), describe(each.found))


def _reasons(resources: Iterable[ResourceResult], lang: Lang) -> list[tuple[str, ...]]:
    """How often each reason keeps a property from being read, and of which types."""
    held: dict[str, list[tuple[ResourceResult, PropertyResult | None]]] = {}
    for resource in resources:
        if resource.answer is Answer.UNREADABLE and resource.note is not None:
            held.setdefault(resource.note[lang], []).append((resource, None))
        for each in resource.of(Answer.UNREADABLE):
            if each.reason is not None:
                held.setdefault(each.reason[lang], []).append((resource, each))
    return [
        (str(len(found)), reason, ", ".join(sorted({_short(resource, each) for resource, each in found})))
        for reason, found in sorted(held.items())
    ]


def _short(resource: ResourceResult, each: PropertyResult | None) -> str:
    kind = resource.type.removeprefix("AWS::")
    return f"{kind} {each.path}" if each else kind


_ACTED = Text(en="Used as a user and an operator do", es="Usado como una persona y quien opera")
_ACTS = (Text(en="result", es="resultado"), Text(en="act", es="acto"), Text(en="found", es="hallado"))
_OUTCOMES = {
    Outcome.WORKS: Text(en="works", es="funciona"),
    Outcome.FAILS: Text(en="FAILS", es="FALLA"),
    Outcome.NOT_HERE: Text(en="not here", es="aquí no"),
}
_OTHERWISE = Text(
    en="What the local target does otherwise than AWS stands in docs/reference/local-vs-aws.md.",
    es="Lo que el destino local hace de otro modo que AWS está en docs/reference/local-vs-aws.md.",
)
_DIFFERENT = Text(en="Different from the template", es="Distinto de la plantilla")
_COLUMNS = (
    Text(en="stack", es="pila"),
    Text(en="type", es="tipo"),
    Text(en="resource", es="recurso"),
    Text(en="property", es="propiedad"),
    Text(en="template", es="plantilla"),
    Text(en="deployed", es="desplegado"),
)
_UNREADABLE = Text(en="Not readable here", es="No se puede leer aquí")
_REASON_COLUMNS = (
    Text(en="times", es="veces"),
    Text(en="reason", es="motivo"),
    Text(en="properties", es="propiedades"),
)
