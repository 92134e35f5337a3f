"""The observability view: who writes which log, what each alarm watches, and who is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook.graph.model import Edge, EdgeKind, Graph, Node, NodeId
from workbook.lang import Lang, Text
from workbook.render.scene import Area, BoxKind, LinkKind, Scene
from workbook.render.views.arrows import Arrow
from workbook.render.views.cast import Cast, Spot, Style, cast
from workbook.render.views.compose import Plan, compose
from workbook.render.views.frames import around
from workbook.render.views.homes import homes
from workbook.render.views.identifiers import name_of
from workbook.render.views.kinds import View
from workbook.render.views.words import CLOUD, MORE, WATCH_LEGEND

_BOX, _TELLERS_ROW, _MOST_ROWS, _MOST_LINES = "observability", 9000, 14, 5
_LOGS, _SUBJECTS, _ALARMS, _TOPICS, _TOLD = range(5)
_ALARM_TYPES = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm", "AWS::RDS::EventSubscription")
_PLUMBING = ("AWS::Logs::Delivery", "AWS::Logs::DeliveryDestination", "AWS::Logs::DeliverySource")
_ALONE = (
    "AWS::CloudWatch::Dashboard",
    "AWS::Budgets::Budget",
    "AWS::CloudTrail::Trail",
    "AWS::CE::AnomalySubscription",
)


def observability(graph: Graph, lang: Lang) -> Scene:
    """The scene of logs and alarms; it has no items where nothing is watched."""
    watch = _watch(graph)
    players = cast(graph, lang, _spots(graph, watch), Style(dict.fromkeys(_ALARM_TYPES, _alarm_names), badges=False))
    box = around(_BOX, BoxKind.CLOUD, CLOUD[lang], players.items.get(_BOX, ()), ())
    boxes = (box,) if box is not None else ()
    arrows = _arrows(graph, players)
    return compose(graph, lang, players, Plan(View.OBSERVABILITY, boxes, arrows, meanings=WATCH_LEGEND))


def _watch(graph: Graph) -> dict[NodeId, tuple[list[Edge], list[Edge]]]:
    """Everything that is watched, with the logs that it writes and the alarms on it."""
    subjects: dict[NodeId, tuple[list[Edge], list[Edge]]] = {}
    owners = homes(graph, {n.id for n in graph.nodes.values() if n.type in _OWNERS})
    for edge in graph.edges:
        if edge.kind is EdgeKind.WRITES_LOGS_TO and graph.nodes[edge.source].type not in _PLUMBING:
            subjects.setdefault(owners.get(edge.source, edge.source), ([], []))[0].append(edge)
        elif edge.kind is EdgeKind.ALARMS_ON:
            subjects.setdefault(owners.get(edge.target, edge.target), ([], []))[1].append(edge)
    return subjects


_OWNERS = ("AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ECS::Service")


def _spots(graph: Graph, watch: dict[NodeId, tuple[list[Edge], list[Edge]]]) -> Iterator[Spot]:
    placed: set[NodeId] = set()
    order = sorted(watch, key=lambda node: (-len(watch[node][1]), -len(watch[node][0]), node))
    for row, subject in enumerate(order):
        cell = min(row, _MOST_ROWS)
        yield Spot(subject, _BOX, Area.cell(_SUBJECTS, cell))
        logs, alarms = watch[subject]
        for node, column in [*((e.target, _LOGS) for e in logs), *((e.source, _ALARMS) for e in alarms)]:
            if node not in placed and node not in watch:
                placed.add(node)
                yield Spot(node, _BOX, Area.cell(column, cell), together=column == _ALARMS)
    yield from _tellers(graph, placed, min(len(order), _MOST_ROWS + 1))


def _tellers(graph: Graph, placed: set[NodeId], row: int) -> Iterator[Spot]:
    """What notifies without watching a resource, the topics, and those who are told."""
    alone = [node for node in graph.of_type(*_ALARM_TYPES, *_ALONE) if node.id not in placed]
    for node in alone:
        column = _ALARMS if graph.outgoing(node.id, EdgeKind.NOTIFIES) else _SUBJECTS
        yield Spot(node.id, _BOX, Area.cell(column, row + 1), together=True)
    tellers = [*placed, *(node.id for node in alone)]
    topics = _told(graph, tellers)
    whole = max(0, row - 1)
    yield from (Spot(topic, _BOX, Area(_TOPICS, 0, _TOPICS, whole)) for topic in topics)
    yield from (Spot(end, "", Area(_TOLD, 0, _TOLD, whole)) for end in _told(graph, topics))


def _told(graph: Graph, tellers: Sequence[NodeId]) -> list[NodeId]:
    return sorted({edge.target for node in tellers for edge in graph.outgoing(node, EdgeKind.NOTIFIES)})


def _arrows(graph: Graph, players: Cast) -> Iterator[Arrow]:
    for edge in graph.edges:
        start, end = players.lead(edge.source), players.lead(edge.target)
        if edge.kind is EdgeKind.WRITES_LOGS_TO:
            yield from _arrow(start, end, LinkKind.CONTROL, edge)
        elif edge.kind is EdgeKind.ALARMS_ON:
            yield from _arrow(end, start, LinkKind.DATA, edge)
        elif edge.kind is EdgeKind.NOTIFIES:
            yield from _arrow(start, end, LinkKind.DATA, edge)


def _arrow(sources: Sequence[str], targets: Sequence[str], kind: LinkKind, edge: Edge) -> Iterator[Arrow]:
    for source, target in zip(sources, targets, strict=False):
        yield Arrow(source, target, kind, (edge,))


def _alarm_names(graph: Graph, nodes: Sequence[Node]) -> Iterator[Text]:
    del graph
    names = sorted((name_of(node) for node in nodes), key=str)
    yield from names[:_MOST_LINES]
    if len(names) > _MOST_LINES:
        yield MORE.format(count=len(names) - _MOST_LINES)
