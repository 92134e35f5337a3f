"""The flow report as a story: numbered hops, the way back, what breaks, and what happens when a part fails."""

from __future__ import annotations

from collections.abc import Iterable

from workbook.flow.model import (
    Break,
    Consequence,
    Documented,
    Failure,
    Finding,
    FlowReport,
    Header,
    Hop,
    Outcome,
    Path,
    Return,
    Span,
    Timeout,
    Verdict,
)
from workbook.lang import Lang, Text, same
from workbook.render.table import Page, Table
from workbook.render.tables import coverage_line, evidence_text

Row = tuple[str, str, str]


def flow_story(report: FlowReport, lang: Lang) -> Page:
    """Every path with its hops and its way back, then every failure, then the coverage line."""
    paths = [part for path in report.paths for part in path_story(path, lang).parts]
    failures = [failure_table(failure, lang) for failure in report.failures]
    nothing = [report.why_empty[lang]] if report.why_empty else []
    return Page((*nothing, *paths, *failures, coverage_line(report.coverage, lang)))


def path_story(path: Path, lang: Lang) -> Page:
    """One request: its steps at a glance, each hop closely, and the way back or the step at which it stops."""
    hops = [hop_table(hop, lang) for hop in path.hops]
    last = [break_table(path.broken, lang)] if path.broken else []
    back = [back_table(path, lang)] if path.back else []
    return Page((step_table(path, lang), *hops, *last, *back))


def step_table(path: Path, lang: Lang) -> Table:
    """The steps of one request at a glance; of a broken one, the last row is the step that fails."""
    rows = [_step(hop, lang) for hop in path.hops]
    rows += [_stop(path.broken, lang)] if path.broken else []
    return Table.of(_heads(lang, _N, _ENDS, _CARRIED, _DOES), rows, title=_title(path.name, lang))


def hop_table(hop: Hop, lang: Lang) -> Table:
    """One hop closely: what has to hold for it, how long each side waits, and which headers decide."""
    carried = f" ({carried})" if (carried := _carried(hop)) else ""
    title = f"{_STEP.format(n=hop.n)[lang]}: {_ends(hop, lang)}{carried}"
    return Table.of(_heads(lang, same(""), _WHAT, _PROOF), [_goes(hop, lang), *_details(hop, lang)], title=title)


def condition_table(step: Hop | Return, lang: Lang) -> Table:
    """What has to hold for a step, each condition with the places that prove it."""
    return Table.of(_heads(lang, same(""), _HOLDS, _PROOF), [_condition(f, lang) for f in step.findings])


def timeout_table(step: Hop | Return, lang: Lang) -> Table:
    """How long each side of a step waits, and whether a property says so or a documented default."""
    return Table.of(_heads(lang, _TIME, _WAITS, _PROOF), [_wait(t, lang) for t in step.timeouts])


def header_table(step: Hop | Return, lang: Lang) -> Table:
    """The headers that decide something on a step; where the caller or the program chooses a value, none is shown."""
    rows = [(h.name, h.value[lang] if h.value else "", h.why[lang]) for h in step.headers]
    return Table.of(_heads(lang, _HEADER, _VALUE, _WHY), rows)


def back_table(path: Path, lang: Lang) -> Table:
    """The way back of one request: what happens on each step, and what the response carries."""
    rows = [row for step in path.back for row in (_returns(step, lang), *_details(step, lang))]
    return Table.of(_heads(lang, same(""), _DOES, _PROOF), rows, title=_BACK[lang])


def break_table(broken: Break, lang: Lang) -> Table:
    """Why a request stops: each reason with the places that show the fault."""
    where = f": {broken.source.label[lang]} → {broken.target.label[lang]}" if broken.target else ""
    rows = [("✘", reason.text[lang], evidence_text(reason.evidence, lang)) for reason in broken.reasons]
    title = f"{_STOPS_AT.format(n=broken.n)[lang]}{where}"
    return Table.of(_heads(lang, same(""), _WHY, _PROOF), rows, title=title)


def failure_table(failure: Failure, lang: Lang) -> Table:
    """What follows when one part fails, with the seconds that the template decides, and how it ends for the users."""
    rows = [_consequence(consequence, lang) for consequence in failure.consequences]
    title, note = _title(failure.name, lang), OUTCOMES[failure.outcome][lang]
    return Table.of(_heads(lang, _FOLLOWS, _TIME, _PROOF), rows, title=title, note=note)


def span_text(span: Span | None, lang: Lang) -> str:
    """A span of seconds in words; nothing where it cannot be told."""
    if span is None:
        return ""
    if span.longest is None:
        return _AT_LEAST[lang].format(seconds=_seconds(span.shortest))
    if span.shortest == span.longest:
        return _seconds(span.longest)
    return _BETWEEN[lang].format(shortest=f"{span.shortest:g}", longest=_seconds(span.longest))


def _heads(lang: Lang, *texts: Text) -> tuple[str, ...]:
    return tuple(text[lang] for text in texts)


def _title(name: Text, lang: Lang) -> str:
    return name[lang][:1].upper() + name[lang][1:]


def _step(hop: Hop, lang: Lang) -> tuple[str, ...]:
    return str(hop.n), _ends(hop, lang), _carried(hop), hop.does[lang]


def _stop(broken: Break, lang: Lang) -> tuple[str, ...]:
    ends = [broken.source.label[lang], *([broken.target.label[lang]] if broken.target else [])]
    return f"✘ {broken.n}", " → ".join(ends), "", "; ".join(reason.text[lang] for reason in broken.reasons)


def _ends(step: Hop | Return, lang: Lang) -> str:
    return f"{step.source.label[lang]} → {step.target.label[lang]}"


def _carried(hop: Hop) -> str:
    return hop.protocol if hop.port is None else f"{hop.protocol} {hop.port}"


def _goes(hop: Hop, lang: Lang) -> Row:
    through = _THROUGH[lang].format(stations=", ".join(place.label[lang] for place in hop.via))
    return "→", "\n".join([hop.does[lang], *([through] if hop.via else [])]), ""


def _details(step: Hop | Return, lang: Lang) -> list[Row]:
    waits = [_wait(timeout, lang) for timeout in step.timeouts]
    return [*(_condition(f, lang) for f in step.findings), *waits, *(_header(h, lang) for h in step.headers)]


def _condition(finding: Finding, lang: Lang) -> Row:
    return _MARKS[finding.verdict], finding.text[lang], evidence_text(finding.evidence, lang)


def _wait(timeout: Timeout, lang: Lang) -> Row:
    source = timeout.source
    if isinstance(source, Documented):
        return _seconds(timeout.seconds), timeout.what[lang], _documents([source], _DEFAULT[lang])
    return _seconds(timeout.seconds), timeout.what[lang], evidence_text([source], lang)


def _header(header: Header, lang: Lang) -> Row:
    line = f"{header.name}: {header.value[lang]}" if header.value else header.name
    return "•", f"{line}\n{header.why[lang]}", evidence_text(header.evidence, lang)


def _returns(step: Return, lang: Lang) -> Row:
    return "←", f"{_ends(step, lang)}: {step.does[lang]}", ""


def _consequence(consequence: Consequence, lang: Lang) -> Row:
    proofs = (evidence_text(consequence.evidence, lang), _documents(consequence.documented, _DOCUMENT[lang]))
    return consequence.text[lang], span_text(consequence.takes, lang), "\n".join(p for p in proofs if p)


def _documents(documented: Iterable[Documented], words: str) -> str:
    return "\n".join(words.format(document=d.document, read=d.read) for d in documented)


def _seconds(seconds: float | None) -> str:
    return "?" if seconds is None else f"{seconds:g} s"


OUTCOMES = {
    Outcome.SERVED_ON: Text(
        en="✔ Somebody answers throughout.",
        es="✔ Siempre hay quien responda.",
    ),
    Outcome.INTERRUPTED: Text(
        en="! Requests fail for a while; then the system comes back by itself.",
        es="! Durante un tiempo fallan peticiones; después el sistema se recupera solo.",
    ),
    Outcome.STOPPED: Text(
        en="✘ The service stops until a human acts.",
        es="✘ El servicio se detiene hasta que alguien interviene.",
    ),
}
"""How a failure ends for the users."""

_MARKS = {Verdict.HOLDS: "✔", Verdict.UNTOLD: "?", Verdict.FAILS: "✘"}
_N = Text(en="step", es="paso")
_STEP = Text(en="Step {n}", es="Paso {n}")
_ENDS = Text(en="from → to", es="de → a")
_CARRIED = Text(en="over", es="por")
_DOES = Text(en="what happens", es="qué ocurre")
_WHAT = Text(en="what happens, and what decides it", es="qué ocurre y qué lo decide")
_THROUGH = Text(en="by way of: {stations}", es="pasando por: {stations}")
_HOLDS = Text(en="what has to hold", es="qué debe cumplirse")
_WAITS = Text(en="who waits for what", es="quién espera qué")
_HEADER = Text(en="header", es="cabecera")
_VALUE = Text(en="value", es="valor")
_WHY = Text(en="why", es="por qué")
_PROOF = Text(en="proved by", es="lo prueba")
_BACK = Text(en="The way back", es="El camino de vuelta")
_STOPS_AT = Text(en="✘ The request stops at step {n}", es="✘ La petición se detiene en el paso {n}")
_FOLLOWS = Text(en="what follows", es="qué ocurre después")
_TIME = Text(en="time", es="tiempo")
_DEFAULT = Text(en="default: {document} ({read})", es="por omisión: {document} ({read})")
_DOCUMENT = same("{document} ({read})")
_AT_LEAST = Text(en="at least {seconds}", es="al menos {seconds}")
_BETWEEN = Text(en="{shortest} to {longest}", es="de {shortest} a {longest}")
