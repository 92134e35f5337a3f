"""Edge rules as data: which property of which resource type makes which edge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from workbook.graph.index import Index, expand
from workbook.graph.model import Edge, EdgeKind, node_id
from workbook.template.model import Resource, Value

Connector: TypeAlias = Callable[[Resource, Index], Iterator[Edge]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One property that makes edges.

    `inward` turns the arrow round: from what the property names to the resource that holds it. `outside` is the kind of
    external node that stands for a value naming no resource of the assembly; without it, such a value gives no edge.
    """

    path: str
    kind: EdgeKind
    inward: bool = False
    outside: str = ""
    note: str = ""

    def edges(self, holder: Resource, index: Index) -> Iterator[Edge]:
        """The edges that this rule finds in one resource."""
        for path, value in expand(holder.properties, self.path):
            yield from self.at(holder, path, value, index)

    def at(self, holder: Resource, path: str, value: Value, index: Index) -> Iterator[Edge]:
        """The edges of a value that stands at a place which this rule covers."""
        here = node_id(holder)
        for end in index.ends(value, holder, self.outside):
            source, target = (end, here) if self.inward else (here, end)
            if source != target:
                yield Edge(self.kind, source, target, holder.evidence(path), note=self.note)


Rules: TypeAlias = Mapping[str, tuple[Rule, ...]]
Connectors: TypeAlias = Mapping[str, tuple[Connector, ...]]


def out(path: str, kind: EdgeKind, outside: str = "", note: str = "") -> Rule:
    """A rule whose edge leaves the resource that holds the property."""
    return Rule(path, kind, outside=outside, note=note)


def into(path: str, kind: EdgeKind, outside: str = "", note: str = "") -> Rule:
    """A rule whose edge arrives at the resource that holds the property."""
    return Rule(path, kind, inward=True, outside=outside, note=note)
