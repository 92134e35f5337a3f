"""The security view: which security group lets whom in on which ports, and what each role may do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook.graph.model import Edge, EdgeKind, Graph, Node, Ports
from workbook.lang import Lang, Text, same
from workbook.render.scene import Area, Box, BoxKind, LinkKind, Scene
from workbook.render.views.arrows import Arrow, protocol
from workbook.render.views.cast import Cast, Spot, cast
from workbook.render.views.compose import Plan, compose
from workbook.render.views.frames import around
from workbook.render.views.kinds import View
from workbook.render.views.layers import columns, rows
from workbook.render.views.words import ALL_TRAFFIC, FIREWALLS, PERMISSIONS, RULE_LEGEND

_GROUPS = ("AWS::EC2::SecurityGroup", "External::SecurityGroup")
_GROUP_BOX, _ROLE_BOX = "groups", "roles"
_ROLE_ROW, _IDLE_ROW, _MOST_COLUMNS, _MOST_ROWS = 9000, 8000, 5, 12
_MOST_ROLES = 12


def security(graph: Graph, lang: Lang) -> Scene:
    """The scene of who may talk to whom; it has no items where there are neither groups nor roles."""
    rules = [edge for edge in graph.edges if edge.kind in (EdgeKind.ALLOWS, EdgeKind.ALLOWS_OUT)]
    players = cast(graph, lang, _spots(graph, rules))
    boxes, arrows = tuple(_boxes(players, lang)), _arrows(rules, players)
    return compose(graph, lang, players, Plan(View.SECURITY, boxes, arrows, meanings=RULE_LEGEND))


def _spots(graph: Graph, rules: Sequence[Edge]) -> Iterator[Spot]:
    """Groups and their peers in columns in the direction of the requests; idle groups and roles below."""
    allowed = [edge for edge in rules if edge.kind is EdgeKind.ALLOWS]
    pairs = [(edge.source, edge.target) for edge in allowed]
    nodes = list(dict.fromkeys(node for pair in pairs for node in pair))
    outward = [e.target for e in rules if e.kind is EdgeKind.ALLOWS_OUT and e.source in nodes]
    nodes += [node for node in dict.fromkeys(outward) if node not in nodes]
    column = columns(nodes, pairs, _MOST_COLUMNS)
    row = rows(column, pairs)
    for node in nodes:
        area = Area.cell(column[node], min(row[node], _MOST_ROWS))
        yield Spot(node, _GROUP_BOX if graph.nodes[node].type in _GROUPS else "", area)
    width = max(column.values(), default=0)
    idle = [n for n in graph.of_type(*_GROUPS) if n.id not in column]
    yield from (Spot(n.id, _GROUP_BOX, Area(min(1, width), _IDLE_ROW, width, _IDLE_ROW)) for n in idle)
    below = Area(0, _ROLE_ROW, max(1, width), _ROLE_ROW)
    for position, role in enumerate(_roles(graph)):
        yield Spot(role.id, _ROLE_BOX, below, alone=position < _MOST_ROLES)


def _roles(graph: Graph) -> tuple[Node, ...]:
    """Roles with most to say first."""
    found = graph.of_type("AWS::IAM::Role")
    return tuple(sorted(found, key=lambda n: (-len(graph.outgoing(n.id, EdgeKind.GRANTS)), n.id)))


def _boxes(players: Cast, lang: Lang) -> Iterator[Box]:
    for name, label in ((_GROUP_BOX, FIREWALLS), (_ROLE_BOX, PERMISSIONS)):
        box = around(name, BoxKind.GROUP, label[lang], players.items.get(name, ()), ())
        if box is not None:
            yield box


def _arrows(rules: Sequence[Edge], players: Cast) -> Iterator[Arrow]:
    """Whom a group lets in; whom it lets out to, where no rule of the other side says the same."""
    inward = {(edge.source, edge.target, edge.ports) for edge in rules if edge.kind is EdgeKind.ALLOWS}
    for edge in rules:
        if edge.kind is EdgeKind.ALLOWS:
            yield from _arrow(edge, LinkKind.DATA, players)
        elif (edge.source, edge.target, edge.ports) not in inward:
            yield from _arrow(edge, LinkKind.CONTROL, players)


def _arrow(edge: Edge, kind: LinkKind, players: Cast) -> Iterator[Arrow]:
    for source in players.lead(edge.source):
        for target in players.lead(edge.target):
            yield Arrow(source, target, kind, (edge,), _ports(edge.ports))


def _ports(ports: Ports | None) -> Text:
    if ports is None or ports.protocol == "-1":
        return ALL_TRAFFIC
    return same(protocol(ports) or ports.protocol.upper())
