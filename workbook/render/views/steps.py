"""The numbers of the request's steps for the arrows, and the steps in words below the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from workbook.flow.follow import follow_requests
from workbook.flow.model import Hop, Path, PathKind
from workbook.flow.report import step_numbers
from workbook.graph.model import Graph, NodeId
from workbook.lang import Lang
from workbook.render.scene import Caption


@dataclass(frozen=True, slots=True)
class Steps:
    """The numbers by the nodes at both ends of a step, and each step in words."""

    numbers: Mapping[tuple[NodeId, NodeId], tuple[int, ...]] = field(default_factory=dict)
    captions: tuple[Caption, ...] = ()

    def between(self, sources: Iterable[NodeId], targets: Iterable[NodeId]) -> tuple[int, ...]:
        """The numbers of the steps from one of the sources to one of the targets."""
        ends = tuple(targets)
        found = {n for source in sources for target in ends for n in self.numbers.get((source, target), ())}
        return tuple(sorted(found))


def steps(graph: Graph, lang: Lang) -> Steps:
    """The steps of one page load and one call; a way taken before is not told again."""
    report = follow_requests(graph)
    paths = tuple(_first_of_each_kind(report.paths))
    captions = tuple(_caption(hop, lang) for path in paths for hop in path.hops)
    return Steps(step_numbers(replace(report, paths=paths)), captions)


def _first_of_each_kind(paths: Iterable[Path]) -> Iterator[Path]:
    kinds: set[PathKind] = set()
    ways: set[tuple[NodeId, NodeId]] = set()
    for path in paths:
        way = {(hop.source.id, hop.target.id) for hop in path.hops}
        if path.kind not in kinds and not way <= ways:
            kinds.add(path.kind)
            ways |= way
            yield path


def _caption(hop: Hop, lang: Lang) -> Caption:
    who, what = hop.source.label[lang], hop.does[lang]
    return Caption(hop.n, f"{who[:1].upper()}{who[1:]}: {what}.")
