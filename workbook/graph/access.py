"""What a program does with the resources that its settings name, told by the actions that its role is granted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.graph.model import Edge, EdgeKind, Graph, NodeId
from workbook.graph.stores import PROGRAMS

EXECUTION_ROLE = "execution role"
"""The note of the role that starts a task; the program itself never acts with it."""

VERBS: Mapping[str, EdgeKind] = {
    **dict.fromkeys(("Get", "List", "Query", "Scan", "BatchGet", "Receive", "Subscribe", "Decrypt"), EdgeKind.READS),
    **dict.fromkeys(("Put", "Delete", "Update", "BatchWrite", "Send", "Write", "PutRecord"), EdgeKind.WRITES),
    **dict.fromkeys(("Publish",), EdgeKind.NOTIFIES),
    **dict.fromkeys(("Invoke", "StartExecution", "RunTask", "StartSync"), EdgeKind.INVOKES),
}
"""What an action whose name starts so does to its resource."""

METADATA = ("GetQueueAttributes", "GetQueueUrl", "GetBucket", "ListBucket", "ListTables", "GetTopicAttributes")
"""Actions that read about a resource, not what it holds."""


def accesses(graph: Graph) -> Iterator[Edge]:
    """A program reads, writes, notifies or invokes a resource that its settings name and its role grants so.

    The evidence is the setting, the note the actions.
    """
    for program in graph.of_type(*PROGRAMS):
        granted = _granted(graph, program.id)
        for setting in graph.outgoing(program.id, EdgeKind.REFERS_TO):
            for kind, actions in granted.get(setting.target, {}).items():
                note = ", ".join(sorted(actions))
                yield Edge(kind, program.id, setting.target, setting.evidence, note=note)


def _granted(graph: Graph, program: NodeId) -> dict[NodeId, dict[EdgeKind, set[str]]]:
    found: dict[NodeId, dict[EdgeKind, set[str]]] = {}
    for assumed in graph.outgoing(program, EdgeKind.ASSUMES):
        if assumed.note == EXECUTION_ROLE:
            continue
        for grant in graph.outgoing(assumed.target, EdgeKind.GRANTS):
            for action in grant.note.split(", "):
                kind = _kind(action)
                if kind:
                    found.setdefault(grant.target, {}).setdefault(kind, set()).add(action)
    return found


def _kind(action: str) -> EdgeKind | None:
    name = action.partition(":")[2]
    if name.startswith(METADATA):
        return None
    return next((kind for verb, kind in VERBS.items() if name.startswith(verb)), None)
