"""The numbers of the request's steps for the arrows, and the steps in words below the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.flow.follow import follow_requests
from workbook.flow.model import Hop, Path, PathKind
from workbook.graph.model import Graph, NodeId
from workbook.lang import Lang
from workbook.render.scene import Caption


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a request: its number, the nodes at both ends, and what happens there."""

    number: int
    source: NodeId
    target: NodeId
    caption: Caption


def steps(graph: Graph, lang: Lang) -> tuple[Step, ...]:
    """The steps of the first path of each kind: of one page load and one call; a way taken before is not told again."""
    return tuple(_step(hop, lang) for path in _first_of_each_kind(graph) for hop in path.hops)


def _first_of_each_kind(graph: Graph) -> Iterator[Path]:
    kinds: set[PathKind] = set()
    ways: set[tuple[NodeId, NodeId]] = set()
    for path in follow_requests(graph).paths:
        way = {(hop.source.id, hop.target.id) for hop in path.hops}
        if path.kind not in kinds and not way <= ways:
            kinds.add(path.kind)
            ways |= way
            yield path


def _step(hop: Hop, lang: Lang) -> Step:
    who, what = hop.source.label[lang], hop.does[lang]
    return Step(hop.n, hop.source.id, hop.target.id, Caption(hop.n, f"{who[:1].upper()}{who[1:]}: {what}."))
