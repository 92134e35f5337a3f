"""The delivery view: how a commit becomes a running service, and which role lets each step happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook.graph.model import GITHUB, Edge, EdgeKind, Graph, Node, NodeId
from workbook.graph.types import Category, category
from workbook.lang import Lang, Text, same
from workbook.render.scene import Area, BoxKind, LinkKind, Scene
from workbook.render.views.arrows import Arrow
from workbook.render.views.cast import Cast, Spot, Style, cast
from workbook.render.views.compose import Plan, compose
from workbook.render.views.details import plain_id
from workbook.render.views.frames import around
from workbook.render.views.kinds import View
from workbook.render.views.layers import columns, rows
from workbook.render.views.words import CLOUD, DELIVERY_LEGEND, DELIVERY_WORDS

_ROLE, _PROVIDER, _TASK = "AWS::IAM::Role", "AWS::IAM::OIDCProvider", "AWS::ECS::TaskDefinition"
_OUTSIDE = "External::Arn"
_BOX, _MOST_COLUMNS, _MOST_ROWS, _OUTSIDE_ROW = "delivery", 6, 14, 15
# What a grant lets a pipeline do, by how its actions start; the first that fits is said.
_DEEDS = ("ecr:Put", "s3:Put", "cloudfront:CreateInvalidation", "ecs:RunTask", "ecs:UpdateService", "sts:AssumeRole")
_TOOLS = (EdgeKind.INVOKES, EdgeKind.READS, EdgeKind.WRITES, EdgeKind.PULLS_FROM, EdgeKind.NOTIFIES)


def delivery(graph: Graph, lang: Lang) -> Scene:
    """The scene of the way to production; it has no items where the template declares none of it."""
    steps = tuple(dict.fromkeys([*_from_github(graph), *_tools(graph), *_images(graph)]))
    players = cast(graph, lang, _spots(graph, steps), Style({_ROLE: _trust, _OUTSIDE: _names}, badges=False))
    box = around(_BOX, BoxKind.CLOUD, CLOUD[lang], players.items.get(_BOX, ()), ())
    boxes = (box,) if box is not None else ()
    arrows = _arrows(graph, steps, players)
    return compose(graph, lang, players, Plan(View.DELIVERY, boxes, arrows, meanings=DELIVERY_LEGEND))


def _from_github(graph: Graph) -> Iterator[Edge]:
    """GitHub assumes roles; each is granted what it needs."""
    for assumed in graph.outgoing(GITHUB, EdgeKind.ASSUMES) if GITHUB in graph.nodes else ():
        yield assumed
        for grant in graph.outgoing(assumed.target, EdgeKind.GRANTS):
            if _deed(grant) is not None:
                yield grant


def _tools(graph: Graph) -> Iterator[Edge]:
    """Pipelines, builds and deployments, with what they use."""
    for edge in graph.edges:
        ends = {category(graph.nodes[end].type) for end in (edge.source, edge.target)}
        if edge.kind in _TOOLS and Category.DELIVERY in ends:
            yield edge


def _images(graph: Graph) -> Iterator[Edge]:
    """Task definitions pull images; services run them."""
    for definition in graph.of_type(_TASK):
        yield from (e for e in graph.outgoing(definition.id, EdgeKind.PULLS_FROM) if graph.nodes[e.target].resource)
        yield from graph.incoming(definition.id, EdgeKind.RUNS)


def _deed(grant: Edge) -> Text | None:
    actions = grant.note.split(", ")
    return next((DELIVERY_WORDS[d] for d in _DEEDS if any(a.startswith(d) for a in actions)), None)


def _spots(graph: Graph, steps: Sequence[Edge]) -> Iterator[Spot]:
    pairs = [_forwards(edge) for edge in steps]
    nodes = list(dict.fromkeys(node for pair in pairs for node in pair))
    column = columns(nodes, pairs, _MOST_COLUMNS)
    row = rows(column, pairs)
    for node in nodes:
        outside = graph.nodes[node].type == _OUTSIDE
        area = Area.cell(2 * column[node], _OUTSIDE_ROW if outside else min(row[node], _MOST_ROWS))
        yield Spot(node, "" if node == GITHUB else _BOX, area, together=outside)
    for provider in graph.of_type(_PROVIDER) if GITHUB in nodes else ():
        yield Spot(provider.id, _BOX, Area.cell(1, 0))


def _trust(graph: Graph, nodes: Sequence[Node]) -> Iterator[Text]:
    """The condition under which a role is assumed: the repository and its environment or branch."""
    for edge in graph.incoming(nodes[0].id, EdgeKind.ASSUMES):
        for subject in edge.note.split(", ") if edge.note else ():
            repository, _, condition = subject.removeprefix("repo:").partition(":")
            yield from map(same, filter(None, (repository, condition)))


def _names(graph: Graph, nodes: Sequence[Node]) -> Iterator[Text]:
    del graph
    yield from map(same, sorted(plain_id(node) for node in nodes)[:3])


def _forwards(edge: Edge) -> tuple[NodeId, NodeId]:
    """The two ends in the order in which a release passes them: an image before the task that runs it."""
    turned = edge.kind in (EdgeKind.PULLS_FROM, EdgeKind.RUNS)
    return (edge.target, edge.source) if turned else (edge.source, edge.target)


def _arrows(graph: Graph, steps: Sequence[Edge], players: Cast) -> Iterator[Arrow]:
    for edge in steps:
        if edge.kind is EdgeKind.ASSUMES:
            yield from _assumed(graph, edge, players)
        else:
            label = _deed(edge) if edge.kind is EdgeKind.GRANTS else DELIVERY_WORDS.get(edge.kind)
            kind = LinkKind.CONTROL if edge.kind in (EdgeKind.PULLS_FROM, EdgeKind.RUNS) else LinkKind.DATA
            yield from _arrow(players.lead(edge.source), players.lead(edge.target), kind, edge, label)


def _assumed(graph: Graph, edge: Edge, players: Cast) -> Iterator[Arrow]:
    """GitHub shows its token to the provider that the role trusts."""
    providers = [item for provider in graph.of_type(_PROVIDER) for item in players.lead(provider.id)]
    start, end = players.lead(edge.source), players.lead(edge.target)
    if not providers:
        yield from _arrow(start, end, LinkKind.DATA, edge, DELIVERY_WORDS[EdgeKind.ASSUMES])
        return
    yield from _arrow(start, providers[:1], LinkKind.DATA, edge, DELIVERY_WORDS["token"])
    yield from _arrow(providers[:1], end, LinkKind.DATA, edge, DELIVERY_WORDS[EdgeKind.ASSUMES])


def _arrow(
    sources: Sequence[str], targets: Sequence[str], kind: LinkKind, edge: Edge, label: Text | None
) -> Iterator[Arrow]:
    for source, target in zip(sources, targets, strict=False):
        yield Arrow(source, target, kind, (edge,), label)
