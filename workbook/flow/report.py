"""The flow report as JSON, and the numbers of its hops for whoever draws them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from workbook.flow.model import (
    Break,
    Consequence,
    Documented,
    Failure,
    Finding,
    FlowReport,
    Header,
    Hop,
    Path,
    Return,
    Span,
    Timeout,
)
from workbook.graph.model import NodeId
from workbook.lang import Lang, Text
from workbook.template.jsonable import Json, evidence_json
from workbook.template.model import Evidence

SCHEMA = 1


def to_json(report: FlowReport, lang: Lang) -> dict[str, Json]:
    """The report in the shape of `docs/reference/flow.md`, its sentences in one language."""
    coverage = report.coverage
    return {
        "schema": SCHEMA,
        "source": report.source,
        "digest": report.digest,
        "paths": [_path(path, lang) for path in report.paths],
        "failures": [_failure(failure, lang) for failure in report.failures],
        "why_empty": _text(report.why_empty, lang),
        "coverage": {
            "total": coverage.total,
            "modelled": coverage.modelled,
            "ignored": coverage.ignored,
            "unsupported": coverage.unsupported,
        },
    }


def step_numbers(report: FlowReport) -> Mapping[tuple[NodeId, NodeId], tuple[int, ...]]:
    """The numbers of the hops between two nodes: the two ends of a hop, and each pair of neighbours on its way."""
    numbers: dict[tuple[NodeId, NodeId], list[int]] = {}
    for path in report.paths:
        for hop in path.hops:
            for pair in dict.fromkeys(_pairs(hop)):
                numbers.setdefault(pair, []).append(hop.n)
    return {pair: tuple(found) for pair, found in sorted(numbers.items())}


def _pairs(hop: Hop) -> Iterable[tuple[NodeId, NodeId]]:
    stations = [place.id for place in (hop.source, *hop.via, hop.target)]
    return ((hop.source.id, hop.target.id), *pairwise(stations))


def _path(path: Path, lang: Lang) -> dict[str, Json]:
    return {
        "kind": path.kind.value,
        "name": path.name[lang],
        "steps": [_hop(hop, lang) for hop in path.hops],
        "complete": path.complete,
        "broken_at": path.broken.n if path.broken else None,
        "broken_because": "; ".join(r.text[lang] for r in path.broken.reasons) if path.broken else None,
        "broken_hop": _break(path.broken, lang) if path.broken else None,
        "back": [_return(step, lang) for step in path.back],
    }


def _hop(hop: Hop, lang: Lang) -> dict[str, Json]:
    return {
        "n": hop.n,
        **_ends(hop, lang),
        "via": [place.id for place in hop.via],
        "does": hop.does[lang],
        "protocol": hop.protocol,
        "port": hop.port,
        "timeouts": [_timeout(t, lang) for t in hop.timeouts],
        "headers": [_header(h, lang) for h in hop.headers],
        "because": [_finding(f, lang) for f in hop.findings],
        "untold": [f.text[lang] for f in hop.untold],
        "evidence": _proofs(hop.evidence),
    }


def _return(step: Return, lang: Lang) -> dict[str, Json]:
    return {
        **_ends(step, lang),
        "does": step.does[lang],
        "protocol": step.protocol,
        "timeouts": [_timeout(t, lang) for t in step.timeouts],
        "headers": [_header(h, lang) for h in step.headers],
        "because": [_finding(f, lang) for f in step.findings],
        "evidence": _proofs(step.evidence),
    }


def _break(broken: Break, lang: Lang) -> dict[str, Json]:
    return {
        "n": broken.n,
        "from": broken.source.id,
        "from_label": broken.source.label[lang],
        "to": broken.target.id if broken.target else None,
        "to_label": broken.target.label[lang] if broken.target else None,
        "because": [_finding(f, lang) for f in broken.reasons],
        "evidence": _proofs(broken.evidence),
    }


def _ends(step: Hop | Return, lang: Lang) -> dict[str, Json]:
    return {
        "from": step.source.id,
        "from_label": step.source.label[lang],
        "to": step.target.id,
        "to_label": step.target.label[lang],
    }


def _failure(failure: Failure, lang: Lang) -> dict[str, Json]:
    return {
        "kind": failure.kind.value,
        "name": failure.name[lang],
        "subject": failure.subject.id,
        "subject_label": failure.subject.label[lang],
        "outcome": failure.outcome.name.lower(),
        "survives": failure.survives,
        "consequences": [_consequence(c, lang) for c in failure.consequences],
    }


def _consequence(consequence: Consequence, lang: Lang) -> dict[str, Json]:
    return {
        "text": consequence.text[lang],
        "seconds": _span(consequence.takes),
        "evidence": _proofs(consequence.evidence),
        "documented": [_documented(d) for d in consequence.documented],
    }


def _finding(finding: Finding, lang: Lang) -> dict[str, Json]:
    return {
        "verdict": finding.verdict.value,
        "text": finding.text[lang],
        "evidence": _proofs(finding.evidence),
    }


def _timeout(timeout: Timeout, lang: Lang) -> dict[str, Json]:
    told = isinstance(timeout.source, Evidence)
    return {
        "what": timeout.what[lang],
        "seconds": timeout.seconds,
        "evidence": evidence_json(timeout.source) if isinstance(timeout.source, Evidence) else None,
        "documented": None if isinstance(timeout.source, Evidence) else _documented(timeout.source),
        "default": not told,
    }


def _header(header: Header, lang: Lang) -> dict[str, Json]:
    return {
        "name": header.name,
        "value": _text(header.value, lang),
        "why": header.why[lang],
        "evidence": _proofs(header.evidence),
    }


def _documented(documented: Documented) -> dict[str, Json]:
    return {"document": documented.document, "read": documented.read}


def _span(span: Span | None) -> dict[str, Json] | None:
    return None if span is None else {"shortest": span.shortest, "longest": span.longest}


def _text(text: Text | None, lang: Lang) -> str | None:
    return None if text is None else text[lang]


def _proofs(evidence: Iterable[Evidence]) -> list[Json]:
    return [evidence_json(e) for e in evidence]
