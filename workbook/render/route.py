"""Find a way for every arrow: upright and level pieces, around icons and words, with few bends and crossings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbook.render.field import CLEARANCE, Field, Piece
from workbook.render.geometry import Point
from workbook.render.grid import Grid
from workbook.render.placed import PlacedItem, PlacedLink
from workbook.render.ports import Port, around, arrivals, departures
from workbook.render.scene import Link
from workbook.render.search import Mesh, Search
from workbook.render.theme import STROKES


def route(grid: Grid, links: Sequence[Link]) -> tuple[PlacedLink, ...]:
    """The way of every link, in the order given; a link for which there is no way is left out."""
    if not links:
        return ()
    items = {placed.item.id: placed for placed in grid.items}
    field = Field(grid)
    ways: dict[int, tuple[Point, ...]] = {}
    for index in sorted(range(len(links)), key=lambda i: (*_urgency(links[i], items), i)):
        link = links[index]
        way = _way(field, link, items[link.source], items[link.target], grid.items)
        if way:
            ways[index] = way
            field.draw(way, link)
    return tuple(PlacedLink(links[index], ways[index]) for index in sorted(ways))


def _urgency(link: Link, items: dict[str, PlacedItem]) -> tuple[int, float]:
    start, end = items[link.source].icon.center, items[link.target].icon.center
    return STROKES[link.kind].rank, abs(start.x - end.x) + abs(start.y - end.y)


def _way(
    field: Field, link: Link, source: PlacedItem, target: PlacedItem, items: tuple[PlacedItem, ...]
) -> tuple[Point, ...]:
    """The cheapest way over the lanes between tracks; where those do not lead, close around the items."""
    starts, goals = tuple(_open(field, link, departures(source))), tuple(_open(field, link, arrivals(target)))
    for beside in ((), (source, target), items):
        mesh = _mesh(field, [port for port, _ in (*starts, *goals)], beside)
        way = Search(field, link, mesh).run(starts, goals)
        if way:
            return way
    return ()


def _open(field: Field, link: Link, ports: Iterable[Port]) -> Iterator[tuple[Port, float]]:
    """The ports whose straight piece meets nothing but the item itself, with their cost."""
    for port in ports:
        if not field.blocked(Piece.between(_outside(port), port.stub)):
            yield port, port.cost + field.cost(Piece.between(port.at, port.stub), link)


def _outside(port: Port) -> Point:
    """Where the straight piece leaves the item's own clearance."""
    across, down = port.direction
    return Point(port.at.x + CLEARANCE * across, port.at.y + CLEARANCE * down)


def _mesh(field: Field, ports: Iterable[Port], beside: tuple[PlacedItem, ...]) -> Mesh:
    columns, rows = set(field.columns), set(field.rows)
    for port in ports:
        columns.add(port.stub.x)
        rows.add(port.stub.y)
    for item in beside:
        across, down = around(item)
        columns.update(across)
        rows.update(down)
    return Mesh(tuple(sorted(columns)), tuple(sorted(rows)))
