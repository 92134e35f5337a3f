"""What stands below security groups, roles and route tables: whom they protect, what they allow, where they lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook.graph.model import ANYTHING, EXTERNAL, GITHUB, EdgeKind, Graph, Node, NodeId
from workbook.lang import Text, same
from workbook.render.catalogue import KINDS, kind_of
from workbook.render.views.words import (
    ACTION_COUNT,
    ACTIONS,
    BOOTSTRAP_ROLES,
    EVERYTHING,
    LOCAL_ONLY,
    MORE,
    NO_GRANTS,
    PROTECTS,
    PROTECTS_NOTHING,
    ROUTE,
    SHORT_NAMES,
    TRUSTS,
)

_MOST_LINES = 4
_PREFIX_LIST = "prefix list of "


def route_lines(graph: Graph, nodes: Sequence[Node]) -> Iterator[Text]:
    """Where the routes of a table lead."""
    routes = [edge for node in nodes for edge in graph.outgoing(node.id, EdgeKind.ROUTES_TO)]
    for edge in routes[:_MOST_LINES]:
        destination = edge.note.removeprefix(_PREFIX_LIST)
        if destination != edge.note:
            destination = destination.rsplit(".", 1)[-1].upper()
        yield ROUTE.format(range=destination or "?", gateway=kind_of(graph.nodes[edge.target].type).name)
    if not routes:
        yield LOCAL_ONLY


def group_lines(graph: Graph, nodes: Sequence[Node]) -> Iterator[Text]:
    """Whom a security group protects."""
    members = [member.type for node in nodes for member in graph.predecessors(node.id, EdgeKind.PROTECTED_BY)]
    names = listed(members)
    yield PROTECTS.format(names=names) if names else PROTECTS_NOTHING


def role_lines(graph: Graph, nodes: Sequence[Node]) -> Iterator[Text]:
    """Who may assume a role, and what it grants on what."""
    for node in nodes[:1]:
        trusted = [edge.source for edge in graph.incoming(node.id, EdgeKind.ASSUMES)]
        names = _principals(graph, trusted)
        if names:
            yield TRUSTS.format(names=in_a_row(names))
        yield from _grants(graph, node.id)


def listed(types: Sequence[str]) -> Text | None:
    """The short names of these types in a row, each once; None where none has a name."""
    names = sorted({short_name(kind) for kind in types if kind in KINDS}, key=str)
    return in_a_row(names) if names else None


def action_words(notes: Sequence[str]) -> Text:
    """One action by its name, several by their number."""
    actions = sorted({action for note in notes for action in note.split(", ") if action})
    return same(actions[0]) if len(actions) == 1 else ACTION_COUNT.format(count=len(actions))


def _grants(graph: Graph, role: NodeId) -> Iterator[Text]:
    by_target: dict[Text, list[str]] = {}
    for edge in graph.outgoing(role, EdgeKind.GRANTS):
        by_target.setdefault(target_name(graph, edge.target), []).append(edge.note)
    lines = [ACTIONS.format(target=name, actions=action_words(notes)) for name, notes in by_target.items()]
    yield from sorted(lines, key=str)[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        yield MORE.format(count=len(lines) - _MOST_LINES)
    if not lines:
        yield NO_GRANTS


def target_name(graph: Graph, target: NodeId) -> Text:
    """What a permission is on, in few words."""
    if target == ANYTHING:
        return EVERYTHING
    if target.startswith(EXTERNAL):
        name = target.rpartition("/")[2]
        return BOOTSTRAP_ROLES if name.startswith("cdk-") else same(name)
    return short_name(graph.nodes[target].type)


def _principals(graph: Graph, trusted: Sequence[NodeId]) -> tuple[Text, ...]:
    """What in the template assumes the role, or where nothing does, the services and others that may."""
    inside = {short_name(graph.nodes[node].type) for node in trusted if not node.startswith(EXTERNAL)}
    outside = {_outsider(node) for node in trusted if node.startswith(EXTERNAL)}
    return tuple(sorted(inside or outside, key=str))


def _outsider(node: NodeId) -> Text:
    return same("GitHub Actions" if node == GITHUB else node.rpartition("/")[2].removesuffix(".amazonaws.com"))


def short_name(kind: str) -> Text:
    """What a type is called in a list."""
    return SHORT_NAMES.get(kind, kind_of(kind).name)


def in_a_row(names: Sequence[Text]) -> Text:
    """The names with commas between them."""
    return Text(en=", ".join(n.en for n in names), es=", ".join(n.es for n in names))
