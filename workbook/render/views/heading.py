"""What is said about a picture as a whole: title, subtitle, legend and what is not drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from workbook.graph.model import Graph, NodeId
from workbook.lang import RESOURCES, Lang, Text, counted
from workbook.render.scene import LegendEntry, Link, LinkKind, Omission
from workbook.render.views.kinds import View
from workbook.render.views.reasons import omissions
from workbook.render.views.words import (
    COUNTS,
    FOOTER,
    FOOTER_ALL,
    FOOTER_ONE,
    FOOTER_VIEW,
    LEGEND,
    OMITTED,
    SNAPSHOT,
    STACKS,
    SUBTITLE_PROFILE,
    SUBTITLE_SOURCE,
)
from workbook.template.model import Value, at

_PROFILE = "Workbook::Profile"
_DIGEST = 12


def subject(graph: Graph) -> str:
    """What the picture is of: the project that the resources are tagged with, or the name of the source."""
    for resource in graph.assembly.resources():
        for tag in _tags(resource.get("Tags")):
            if at(tag, "Key") == "project" and isinstance(value := at(tag, "Value"), str):
                return value[:1].upper() + value[1:]
    return graph.assembly.name


def subtitle(graph: Graph, lang: Lang) -> str:
    """Profile or source, what it counts, and the hash that names the snapshot."""
    assembly = graph.assembly
    parts = [_source(graph)]
    stacks, resources = counted(len(assembly.stacks), *STACKS), counted(graph.coverage.total, *RESOURCES)
    parts.append(COUNTS.format(stacks=stacks, resources=resources))
    parts.append(SNAPSHOT.format(digest=assembly.digest[:_DIGEST]))
    line = " · ".join(part[lang] for part in parts)
    return line[:1].upper() + line[1:]


def legend(links: Iterable[Link], lang: Lang, words: Mapping[LinkKind, Text] = LEGEND) -> tuple[LegendEntry, ...]:
    """One entry for each kind of arrow in the picture."""
    used = {link.kind for link in links}
    return tuple(LegendEntry(kind, words[kind][lang]) for kind in LinkKind if kind in used)


def left_out(graph: Graph, shown: Collection[NodeId], lang: Lang) -> tuple[Omission, ...]:
    """How many resources are not drawn, by reason."""
    return tuple(Omission(reason[lang], count) for reason, count in omissions(graph, shown))


def footer(graph: Graph, view: View, shown: Collection[NodeId], lang: Lang) -> str:
    """The same in a sentence; the reasons only where the picture is of the whole."""
    total = graph.coverage.total
    missing = omissions(graph, shown)
    if view is not View.OVERVIEW:
        return FOOTER_VIEW.format(drawn=total - sum(count for _, count in missing), total=total)[lang]
    if not missing:
        return (FOOTER_ONE if total == 1 else FOOTER_ALL.format(total=total))[lang]
    listed = ", ".join(OMITTED.format(count=count, reason=reason)[lang] for reason, count in missing)
    return FOOTER.format(drawn=total - sum(count for _, count in missing), total=total, omissions=listed)[lang]


def _source(graph: Graph) -> Text:
    assembly = graph.assembly
    titles = {str(at(stack.metadata, f"{_PROFILE}.title.{lang}", "")) for stack in assembly.stacks for lang in Lang}
    if assembly.profile is None and titles == {""}:
        return SUBTITLE_SOURCE.format(name=assembly.name)
    stack = next((s for s in assembly.stacks if _PROFILE in s.metadata), assembly.stacks[0])
    words = Text(**{lang.value: str(at(stack.metadata, f"{_PROFILE}.title.{lang}", "")) for lang in Lang})
    name = assembly.profile or str(at(stack.metadata, f"{_PROFILE}.name", ""))
    return SUBTITLE_PROFILE.format(profile=name, title=words)


def _tags(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else ()
