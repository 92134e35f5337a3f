"""The hops behind the address of a load balancer: its listener, a target group, the program, its databases."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.flow.balancing import enter
from workbook.flow.calls import Call
from workbook.flow.database import queries
from workbook.flow.listeners import port, redirects
from workbook.flow.named import items
from workbook.flow.places import place
from workbook.flow.step import Step, fails, nowhere
from workbook.flow.targets import forward
from workbook.graph.model import Graph, node_id
from workbook.lang import Text
from workbook.template.model import Resource


def through(graph: Graph, call: Call) -> Iterator[Step]:
    """The hops of a call from the load balancer's address to the databases that its program asks."""
    yield enter(graph, call)
    if call.chosen is not None:
        step = forward(graph, call, call.chosen)
        yield step
        if step.target is not None:
            yield from queries(graph, step.target.id)
    elif call.listener is not None and not _answers_itself(call.listener):
        yield _nowhere(graph, call.balancer, call.listener)


def _answers_itself(listener: Resource) -> bool:
    actions = items(listener, "DefaultActions")
    return any(listener.get(f"{action}.Type") == "fixed-response" for action in actions)


def _nowhere(graph: Graph, balancer: Resource, listener: Resource) -> Step:
    words = (_ENDLESS if redirects(graph, listener) else _NO_GROUP).format(port=port(listener))
    return nowhere(place(graph, node_id(balancer)), None, fails(words, listener.evidence("DefaultActions")))


_NO_GROUP = Text(
    en="the listener on port {port} forwards to no target group",
    es="el agente de escucha del puerto {port} no reenvía a ningún grupo de destino",
)
_ENDLESS = Text(
    en="the listener on port {port} answers with a redirect, which the caller follows back to the same place",
    es="el agente de escucha del puerto {port} responde con una redirección que devuelve al mismo lugar",
)
