"""Reports as tables and sentences, for the terminal, a pipe, a notebook and a page alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from workbook.doctor.model import Check, DoctorReport
from workbook.doctor.model import Status as Presence
from workbook.graph.model import Coverage, Edge, Graph, Node, Ports, Status
from workbook.graph.reach import Verdict
from workbook.lang import RESOURCES, Lang, Text, counted, same
from workbook.render.edge_notes import note_in
from workbook.render.scene import Scene
from workbook.render.table import Page, Table
from workbook.template.model import Assembly, Evidence, describe

# A cell shows this many places; the JSON answer holds them all.
PLACES_SHOWN = 2
VALUE_SHOWN = 60


def coverage_line(coverage: Coverage, lang: Lang) -> str:
    """The line that ends every report: how many resources the engine understands."""
    numbers = (coverage.modelled, coverage.ignored, coverage.unsupported)
    parts = (counted(number, *forms)[lang] for number, forms in zip(numbers, _COUNTED_STATUS, strict=True))
    return f"{counted(coverage.total, *RESOURCES)[lang]}: {', '.join(parts)}"


def evidence_text(evidence: Iterable[Evidence], lang: Lang, shown: int = PLACES_SHOWN) -> str:
    """Places of a template, one a line: stack, path and what stands there; of many, the first and a count."""
    places = tuple(evidence)
    text = "\n".join(_place(place, lang) for place in places[:shown])
    return text if len(places) <= shown else f"{text} ({_MORE[lang].format(count=len(places) - shown)})"


def edge_table(edges: Iterable[Edge], lang: Lang) -> Table:
    """Edges one a line, each with its ports and its note, and with the place in the template that proves it."""
    return Table.of(_words(lang, _SOURCE, _KIND, _TARGET, _PROOF), (_edge(edge, lang) for edge in edges))


def resource_table(graph: Graph, lang: Lang) -> Page:
    """Every resource with how far it is understood: a count by type of what is modelled, then what is not, and why.

    What had to be assumed to read the templates comes last.
    """
    nodes = [node for node in graph.nodes.values() if node.resource is not None]
    modelled = Counter(node.type for node in nodes if node.status is Status.MODELLED)
    known = Table.of(_words(lang, _TYPE, _COUNT), sorted(modelled.items()), title=_MODELLED[lang])
    others = [_other(node, lang) for node in nodes if node.status is not Status.MODELLED]
    rest = Table.of(_words(lang, _RESOURCE, _TYPE, _STATUS, _REASON), others, title=_NOT_MODELLED[lang])
    tables = [table for table in (known, rest, assumption_table(graph.assembly, lang)) if table.rows]
    return Page((*tables, coverage_line(graph.coverage, lang)))


def assumption_table(assembly: Assembly, lang: Lang) -> Table:
    """What the reading of the templates assumed where they do not tell, and what CloudFormation would refuse."""
    rows = [(f"{stack.name}: {note.path}", note.text[lang]) for stack in assembly.stacks for note in stack.notes]
    return Table.of(_words(lang, _PLACE, _ASSUMED), rows, title=_ASSUMPTIONS[lang])


def with_assumptions(page: Page, assembly: Assembly, lang: Lang) -> Page:
    """The page with how much was assumed to read the templates, said before its last line."""
    count = sum(len(stack.notes) for stack in assembly.stacks)
    *parts, last = page.parts
    return Page((*parts, _ASSUMED_COUNT[lang].format(count=count), last)) if count else page


def doctor_table(report: DoctorReport, lang: Lang) -> Page:
    """What is there, what is missing, and how to get what is missing on each platform."""
    rows = [(_PRESENCE[check.status], check.title[lang], check.found[lang]) for check in report.checks]
    table = Table.of(_words(lang, same(""), _THING, _FOUND), rows)
    remedies = [row for check in report.checks for row in _remedies(check, lang)]
    how = Table.of(_words(lang, _THING, _PLATFORM, _HOW), remedies, title=_GET[lang])
    verdict = (_HEALTHY if report.healthy else _SICK)[lang]
    return Page((table, *((how,) if remedies else ()), verdict))


def drawn_line(scene: Scene, target: Path, lang: Lang) -> Page:
    """What was drawn, where it lies, and what was left out for which reason."""
    left_out = "\n".join(f"  {omission.count} × {omission.reason}" for omission in scene.omissions)
    heading = _DRAWN[lang].format(title=scene.title, target=target)
    return Page((f"{heading}\n{_LEFT_OUT[lang]}\n{left_out}" if left_out else heading,))


def synth_table(changed: Mapping[str, tuple[str, ...]], lang: Lang, *, checked: bool) -> Page:
    """Per profile, which files of the snapshot differ (checked) or were written anew."""
    state = _DIFFERS if checked else _WRITTEN
    rows = [(p, "\n".join(f"{state[lang]} {file}" for file in files) or _SAME[lang]) for p, files in changed.items()]
    return Page((Table.of(_words(lang, _PROFILE, _SNAPSHOT), rows),))


def _words(lang: Lang, *texts: Text) -> tuple[str, ...]:
    return tuple(text[lang] for text in texts)


def _place(evidence: Evidence, lang: Lang) -> str:
    resource = f"Resources.{evidence.logical_id}"
    # The name of the resource stands before; what is left is the way from it to the value.
    below = evidence.path.removeprefix(resource).removeprefix(".Properties").removeprefix(".")
    place = " ".join(part for part in (f"{evidence.stack}/{evidence.logical_id}", below) if part)
    if evidence.value is None:
        return _LEFT_OUT_PLACE[lang].format(place=place)
    value = describe(evidence.value)
    return f"{place} = {value if len(value) <= VALUE_SHOWN else f'{value[: VALUE_SHOWN - 1]}…'}"


def _edge(edge: Edge, lang: Lang) -> tuple[str, str, str, str]:
    lines = (edge.kind.label[lang], _ports(edge.ports, lang), note_in(edge.kind, edge.note, lang))
    kind = "\n".join(line for line in lines if line)
    return edge.source, kind, edge.target, f"{edge.evidence.stack}: {edge.evidence.path}"


def _ports(ports: Ports | None, lang: Lang) -> str:
    if ports is None or ports.protocol == "-1":
        return "" if ports is None else _EVERY_PORT[lang]
    if ports.first is None:
        return ports.protocol
    last = "" if ports.last in {None, ports.first} else f"–{ports.last}"
    return f"{ports.protocol} {ports.first}{last}"


def _other(node: Node, lang: Lang) -> tuple[str, str, str, str]:
    reason = node.reason[lang] if node.reason else ""
    return str(node.id), node.type, STATUS_NAMES[node.status][lang], reason


def _remedies(check: Check, lang: Lang) -> Iterable[tuple[str, str, str]]:
    """One row for each way to get it; platforms on which the way is the same share the row."""
    ways: dict[str, list[str]] = {}
    for platform, how in check.remedies.items():
        ways.setdefault(how[lang], []).append(platform.label)
    if len(ways) == 1:
        return [(check.title[lang], _ANYWHERE[lang], how) for how in ways]
    return [(check.title[lang], "; ".join(labels), how) for how, labels in ways.items()]


REACH_NAMES = {
    Verdict.YES: Text(en="yes", es="sí"),
    Verdict.NO: Text(en="no", es="no"),
    Verdict.UNKNOWN: Text(en="unknown", es="desconocido"),
}
STATUS_NAMES = {
    Status.MODELLED: Text(en="modelled", es="modelado"),
    Status.IGNORED: Text(en="ignored", es="ignorado"),
    Status.UNSUPPORTED: Text(en="unsupported", es="no admitido"),
}
_PRESENCE = {Presence.OK: "✔", Presence.MISSING: "✘", Presence.OPTIONAL: "–"}

_COUNTED_STATUS = (
    (Text(en="{count} modelled", es="{count} modelado"), Text(en="{count} modelled", es="{count} modelados")),
    (Text(en="{count} ignored", es="{count} ignorado"), Text(en="{count} ignored", es="{count} ignorados")),
    (
        Text(en="{count} unsupported", es="{count} no admitido"),
        Text(en="{count} unsupported", es="{count} no admitidos"),
    ),
)
_MORE = Text(en="and {count} more", es="y {count} más")
_LEFT_OUT_PLACE = Text(en="{place} is left out", es="{place} se omite")
_SOURCE = Text(en="from", es="desde")
_KIND = Text(en="edge", es="arista")
_TARGET = Text(en="to", es="hasta")
_EVERY_PORT = Text(en="every port", es="todos los puertos")
_TYPE = Text(en="type", es="tipo")
_COUNT = Text(en="count", es="cantidad")
_RESOURCE = Text(en="resource", es="recurso")
_STATUS = Text(en="status", es="estado")
_REASON = Text(en="reason", es="motivo")
_MODELLED = Text(en="Modelled", es="Modelados")
_NOT_MODELLED = Text(en="Not modelled", es="No modelados")
_ASSUMED_COUNT = Text(
    en="Assumptions made to read the templates: {count} (workbook resources lists them).",
    es="Supuestos hechos para leer las plantillas: {count} (workbook resources los enumera).",
)
_ASSUMPTIONS = Text(en="Assumptions", es="Supuestos")
_PLACE = Text(en="where", es="dónde")
_ASSUMED = Text(en="assumed or found", es="supuesto o hallado")
_PROOF = Text(en="proved by", es="lo prueba")
_THING = Text(en="what", es="qué")
_FOUND = Text(en="found", es="encontrado")
_PLATFORM = Text(en="on", es="en")
_ANYWHERE = Text(en="any system", es="cualquier sistema")
_HOW = Text(en="how to get it", es="cómo conseguirlo")
_GET = Text(en="What is not there", es="Lo que falta")
_HEALTHY = Text(en="All that is needed is there.", es="Está todo lo necesario.")
_SICK = Text(
    en="Something that is needed is missing (✘); begin with the first.",
    es="Falta algo necesario (✘); empiece por lo primero.",
)
_DRAWN = same("{title}: {target}")
_LEFT_OUT = Text(en="Not drawn:", es="Sin dibujar:")
_PROFILE = Text(en="profile", es="perfil")
_SNAPSHOT = Text(en="snapshot", es="instantánea")
_DIFFERS = Text(en="differs:", es="difiere:")
_WRITTEN = Text(en="written:", es="escrito:")
_SAME = Text(en="unchanged", es="sin cambios")
