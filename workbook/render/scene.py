"""What a picture shows, before anything has a place in pixels: boxes, items and links on a grid of tracks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbook.graph.model import Edge, NodeId


class BoxKind(StrEnum):
    """What a box stands for; decides its colours."""

    CLOUD = "cloud"
    REGION = "region"
    VPC = "vpc"
    ZONE = "zone"
    PUBLIC = "public"
    PRIVATE = "private"
    ISOLATED = "isolated"
    GROUP = "group"  # a stack, a role: anything without a frame of its own in AWS's drawings
    STRIP = "strip"  # operations: small icons in one line


class LinkKind(StrEnum):
    """What travels along an arrow; decides how loud it is drawn."""

    DATA = "data"
    LOOKUP = "lookup"
    REPLICATION = "replication"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Area:
    """The tracks of the grid that something covers, first and last included."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def cell(cls, column: int, row: int) -> Area:
        """A single cell."""
        return cls(column, row, column, row)

    def union(self, other: Area) -> Area:
        """The smallest area that covers both."""
        return Area(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Badge:
    """A small icon with a word or two below an item: the certificate that it presents, a function that it runs."""

    icon: str
    text: str
    covers: tuple[NodeId, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A figure below the name of an item, on a ground that is darker the higher the level, 0 to 4."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Item:
    """One icon with its name and details; `covers` are the nodes of the graph that it stands for."""

    id: str
    icon: str
    name: str
    area: Area
    details: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()
    covers: tuple[NodeId, ...] = ()
    small: bool = False
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A frame with a label around items and further boxes."""

    id: str
    kind: BoxKind
    label: str
    area: Area
    items: tuple[Item, ...] = ()
    boxes: tuple[Box, ...] = ()
    covers: tuple[NodeId, ...] = ()

    def walk(self) -> Iterator[Box]:
        """This box and every box inside, outer ones first."""
        yield self
        for inner in self.boxes:
            yield from inner.walk()


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow from item to item, with the edges of the graph that prove it."""

    source: str
    target: str
    kind: LinkKind
    label: str = ""
    steps: tuple[int, ...] = ()
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """One step of the request's way in words, under the number that its arrow wears."""

    step: int
    text: str


@dataclass(frozen=True, slots=True)
class Omission:
    """How many resources are not drawn for one reason."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What one kind of arrow means."""

    kind: LinkKind
    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture: everything that it says, in one language.

    `shown` holds every node that an item, badge or box stands for, and every detail that belongs to one of these.
    """

    title: str
    subtitle: str
    boxes: tuple[Box, ...] = ()
    items: tuple[Item, ...] = ()
    links: tuple[Link, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    captions: tuple[Caption, ...] = ()
    omissions: tuple[Omission, ...] = ()
    shown: frozenset[NodeId] = frozenset()
    footer: str = ""

    def all_boxes(self) -> Iterator[Box]:
        """Every box, outer ones first."""
        for box in self.boxes:
            yield from box.walk()

    def all_items(self) -> Iterator[Item]:
        """Every item, inside boxes or outside."""
        yield from self.items
        for box in self.all_boxes():
            yield from box.items
