"""Which drawn resource a detail belongs to: a listener to its load balancer, a task definition to its service."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from workbook.graph.model import EdgeKind, Graph, Node, NodeId
from workbook.render.catalogue import Part, kind_of

# Where to look for what a detail belongs to, best first; True follows edges against their arrow.
_LEADS = (
    (EdgeKind.CONTAINS, True),
    (EdgeKind.PRESENTS, True),
    (EdgeKind.RUNS, True),
    (EdgeKind.FORWARDS_TO, True),
    (EdgeKind.INVOKES, True),
    (EdgeKind.SCALES, False),
    (EdgeKind.CONFIGURES, False),
    (EdgeKind.CONTAINS, False),
    (EdgeKind.INVOKES, False),
    (EdgeKind.CONFIGURES, True),
)


def homes(graph: Graph, drawn: Collection[NodeId]) -> Mapping[NodeId, NodeId]:
    """Every drawn node under itself, and every detail under the drawn node that it belongs to."""
    found = {node: node for node in drawn}
    lost: set[NodeId] = set()
    for detail in [n.id for n in graph.nodes.values() if n.id not in drawn and is_detail(n)]:
        home, seen = _search(graph, detail, found, lost)
        if home is None:
            lost |= seen
        else:
            found[detail] = home
    return found


def is_detail(node: Node) -> bool:
    """Whether a node is never drawn on its own where there is something that it belongs to."""
    created = node.resource is None or node.resource.included
    return created and kind_of(node.type).part is Part.DETAIL


def _search(
    graph: Graph, detail: NodeId, found: Mapping[NodeId, NodeId], lost: Collection[NodeId]
) -> tuple[NodeId | None, set[NodeId]]:
    """Depth first over details, best lead first, to the first node that has a home; with what was looked at."""
    seen: set[NodeId] = set()
    stack = [detail]
    while stack:
        here = stack.pop()
        if here in found:
            return found[here], seen
        if here not in seen and here not in lost and is_detail(graph.nodes[here]):
            seen.add(here)
            stack += reversed([n.id for n in _neighbours(graph, here)])
    return None, seen


def _neighbours(graph: Graph, node: NodeId) -> Iterator[Node]:
    for kind, against in _LEADS:
        yield from graph.predecessors(node, kind) if against else graph.successors(node, kind)
