"""Turn the edges of the graph into the arrows of a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbook.graph.model import Edge, NodeId, Ports
from workbook.lang import Lang, Text
from workbook.render.scene import Link, LinkKind
from workbook.render.views.cast import Cast
from workbook.render.views.steps import Steps

PROTOCOLS: Mapping[int, str] = {
    22: "SSH",
    53: "DNS",
    80: "HTTP",
    443: "HTTPS",
    1433: "SQL Server",
    1521: "Oracle",
    2049: "NFS",
    3306: "MySQL",
    5432: "PostgreSQL",
    5439: "Redshift",
    6379: "Redis",
    8182: "Neptune",
    9092: "Kafka",
    11211: "Memcached",
    27017: "MongoDB",
}
"""The protocol that usually speaks on a port, by the registry of service names (IANA) or the service's own guide."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between two items before it is merged with others between the same items."""

    source: str
    target: str
    kind: LinkKind
    edges: tuple[Edge, ...]
    label: Text | None = None
    steps_to: NodeId | None = None  # where the request goes that this arrow is the first part of


def merged(arrows: Iterable[Arrow], lang: Lang, cast: Cast, steps: Steps) -> tuple[Link, ...]:
    """One link for each pair of items and kind, with the labels and step numbers of all its arrows."""
    groups: dict[tuple[str, str, LinkKind], list[Arrow]] = {}
    for arrow in arrows:
        if arrow.source != arrow.target:
            groups.setdefault((arrow.source, arrow.target, arrow.kind), []).append(arrow)
    covers = {item.id: item.covers for items in cast.items.values() for item in items}
    links = []
    for (source, target, kind), group in groups.items():
        edges = tuple(dict.fromkeys(edge for arrow in group for edge in arrow.edges))
        words = _words([arrow.label[lang] for arrow in group if arrow.label is not None])
        ends = (*covers[target], *(arrow.steps_to for arrow in group if arrow.steps_to is not None))
        numbers = () if kind is LinkKind.CONTROL else steps.between(covers[source], ends)
        links.append(Link(source, target, kind, words, numbers, edges))
    return tuple(links)


def protocol(ports: Ports | None, spoken: str = "") -> str:
    """The ports as words: `HTTPS 443`, `TCP 8000–8010`, `HTTP 8000` where the protocol is known; empty for none."""
    if ports is None or (ports.first is None and not spoken):
        return ""
    if ports.first is None:
        return spoken
    last = ports.last or ports.first
    number = str(ports.first) if last == ports.first else f"{ports.first}–{last}"
    name = spoken or (PROTOCOLS.get(ports.first, "") if last == ports.first else "")
    return f"{name or ports.protocol.upper()} {number}"


def _words(labels: Sequence[str]) -> str:
    return ", ".join(sorted({label for label in labels if label}))
