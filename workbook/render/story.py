"""The flow report as a story: numbered hops, the way back, what breaks, and what happens when a part fails."""

from __future__ import annotations

from collections.abc import Iterable

from workbook.flow.model import Break, Consequence, Failure, FlowReport, Hop, Path, Return, Span
from workbook.lang import Lang, Text, same
from workbook.render.table import Page, Table
from workbook.render.tables import coverage_line, evidence_text


def flow_story(report: FlowReport, lang: Lang) -> Page:
    """Every path with its hops and its way back, then every failure, then the coverage line."""
    paths = [part for path in report.paths for part in path_story(path, lang).parts]
    failures = [failure_table(failure, lang) for failure in report.failures]
    nothing = [report.why_empty[lang]] if report.why_empty else []
    return Page((*nothing, *paths, *failures, coverage_line(report.coverage, lang)))


def path_story(path: Path, lang: Lang) -> Page:
    """One request there and back; a broken path ends with the hop that fails and why."""
    there = Table.of(_heads(lang, _N, _DOES), (_hop(hop, lang) for hop in path.hops), title=path.name[lang])
    if path.broken is not None:
        return Page((there, _broken(path.broken, lang)))
    back = Table.of(_heads(lang, same(""), _DOES), (_back(step, lang) for step in path.back), title=_BACK[lang])
    return Page((there, back) if path.back else (there,))


def failure_table(failure: Failure, lang: Lang) -> Table:
    """What follows when one part fails, with the seconds that the template decides."""
    rows = [_consequence(consequence, lang) for consequence in failure.consequences]
    verdict = (_SURVIVES if failure.survives else _STOPS)[lang]
    return Table.of(_heads(lang, _FOLLOWS, _TAKES, _PROOF), rows, title=failure.name[lang], note=verdict)


def _heads(lang: Lang, *texts: Text) -> tuple[str, ...]:
    return tuple(text[lang] for text in texts)


def _hop(hop: Hop, lang: Lang) -> tuple[str, str]:
    carried = hop.protocol if hop.port is None else f"{hop.protocol} {hop.port}"
    waits = [f"{t.what[lang]}: {_seconds(t.seconds)}" for t in hop.timeouts]
    notes = _bullets([*waits, *(f"{h.name}: {h.why[lang]}" for h in hop.headers)])
    proof = [f"{_PROOF[lang]}", *evidence_text(hop.evidence, lang).splitlines()]
    return str(hop.n), "\n".join([f"{_ends(hop, lang)}  [{carried}]", hop.does[lang], *notes, *proof, ""])


def _back(step: Return, lang: Lang) -> tuple[str, str]:
    headers = _bullets(f"{h.name}: {h.value[lang]}" if h.value else h.name for h in step.headers)
    return "←", "\n".join([_ends(step, lang), step.does[lang], *headers, ""])


def _bullets(lines: Iterable[str]) -> list[str]:
    return [f"  • {line}" for line in lines]


def _ends(step: Hop | Return, lang: Lang) -> str:
    return f"{step.source.label[lang]} → {step.target.label[lang]}"


def _broken(broken: Break, lang: Lang) -> str:
    reasons = "; ".join(reason.text[lang] for reason in broken.reasons)
    return _BREAKS[lang].format(n=broken.n, reasons=reasons) + f"\n{evidence_text(broken.evidence, lang)}"


def _consequence(consequence: Consequence, lang: Lang) -> tuple[str, str, str]:
    documents = "\n".join(f"{d.document} ({d.read})" for d in consequence.documented)
    proof = "\n".join(part for part in (evidence_text(consequence.evidence, lang), documents) if part)
    return consequence.text[lang], span_text(consequence.takes, lang), proof


def span_text(span: Span | None, lang: Lang) -> str:
    """A span of seconds in words; nothing where it cannot be told."""
    if span is None:
        return ""
    if span.longest is None:
        return _AT_LEAST[lang].format(seconds=_seconds(span.shortest))
    if span.shortest == span.longest:
        return _seconds(span.longest)
    return _BETWEEN[lang].format(shortest=f"{span.shortest:g}", longest=_seconds(span.longest))


def _seconds(seconds: float | None) -> str:
    return "?" if seconds is None else f"{seconds:g} s"


_N = Text(en="step", es="paso")
_DOES = Text(en="what happens", es="qué ocurre")
_PROOF = Text(en="proved by", es="lo prueba")
_BACK = Text(en="The way back", es="El camino de vuelta")
_BREAKS = Text(
    en="✘ The request stops at step {n}: {reasons}",
    es="✘ La petición se detiene en el paso {n}: {reasons}",
)
_FOLLOWS = Text(en="what follows", es="qué ocurre después")
_TAKES = Text(en="takes", es="tarda")
_SURVIVES = Text(en="✔ Users are served on without a human.", es="✔ El servicio sigue sin intervención humana.")
_STOPS = Text(en="✘ The service stops until a human acts.", es="✘ El servicio se detiene hasta que alguien interviene.")
_AT_LEAST = Text(en="at least {seconds}", es="al menos {seconds}")
_BETWEEN = Text(en="{shortest} to {longest}", es="de {shortest} a {longest}")
