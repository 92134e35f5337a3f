"""The network view: subnets with their routes, gateways, endpoints, and what stands at the border."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.graph.model import INTERNET, EdgeKind, Graph, NodeId
from workbook.graph.queries import DEFAULT_ROUTES, INTERNET_GATEWAYS
from workbook.lang import Lang
from workbook.render.catalogue import Part, kind_of
from workbook.render.scene import Area, LinkKind, Scene
from workbook.render.views.arrows import Arrow
from workbook.render.views.cast import Cast, Spot, cast
from workbook.render.views.compose import Plan, compose
from workbook.render.views.frames import frames
from workbook.render.views.kinds import View
from workbook.render.views.names import Aspect
from workbook.render.views.sites import Plot, Site
from workbook.render.views.terrain import USERS_COLUMN, Ground, gateway_spots, ground, subnet_box
from workbook.render.views.words import ROUTE_LEGEND

_TABLE = "AWS::EC2::RouteTable"


def network(graph: Graph, lang: Lang) -> Scene:
    """The scene of the network; it has no items where there is no VPC."""
    land = ground(graph)
    players = cast(graph, lang, _spots(graph, land))
    boxes = frames(graph, land, lang, players.items)
    arrows = _arrows(graph, land, players)
    return compose(graph, lang, players, Plan(View.NETWORK, boxes, arrows, meanings=ROUTE_LEGEND))


def _spots(graph: Graph, land: Ground) -> Iterator[Spot]:
    for site in land.sites:
        for plot in site.plots:
            for table in graph.successors(plot.subnet, EdgeKind.ROUTES_WITH):
                area = Area.cell(land.column(plot), land.row(site, plot.zone))
                yield Spot(table.id, subnet_box(plot.subnet), area, Aspect.COPY)
    for node in graph.nodes.values():
        if kind_of(node.type).part is Part.GATEWAY:
            yield from gateway_spots(graph, land, node)
    if INTERNET in graph.nodes and land.sites:
        yield Spot(INTERNET, "", Area.cell(USERS_COLUMN, land.row(land.sites[0], None)))


def _arrows(graph: Graph, land: Ground, players: Cast) -> Iterator[Arrow]:
    for site in land.sites:
        for plot in site.plots:
            yield from _routes(graph, players, plot)
        yield from _to_internet(graph, players, site)


def _routes(graph: Graph, players: Cast, plot: Plot) -> Iterator[Arrow]:
    """From each subnet's route table to where its routes lead, and from a NAT gateway on with its own subnet's."""
    inside = {node: item.id for item in players.items.get(subnet_box(plot.subnet), ()) for node in item.covers[:1]}
    for association in graph.outgoing(plot.subnet, EdgeKind.ROUTES_WITH):
        for route in graph.outgoing(association.target, EdgeKind.ROUTES_TO):
            kind = LinkKind.DATA if route.note in DEFAULT_ROUTES else LinkKind.CONTROL
            for source, target in zip(_table(inside, association.target), players.lead(route.target), strict=False):
                yield Arrow(source, target, kind, (association, route))


def _table(inside: dict[NodeId, str], table: NodeId) -> tuple[str, ...]:
    return (inside[table],) if table in inside else ()


def _to_internet(graph: Graph, players: Cast, site: Site) -> Iterator[Arrow]:
    """An internet gateway leads to the internet where a route of the VPC says so."""
    for gateway in graph.successors(site.vpc, EdgeKind.CONTAINS):
        if gateway.type in INTERNET_GATEWAYS:
            edges = tuple(e for e in graph.incoming(gateway.id, EdgeKind.ROUTES_TO) if e.note in DEFAULT_ROUTES)
            for source, target in zip(players.lead(gateway.id), players.lead(INTERNET), strict=False):
                if edges:
                    yield Arrow(source, target, LinkKind.DATA, edges)
