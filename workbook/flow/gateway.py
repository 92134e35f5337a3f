"""The hops from an API, a function address or a classic load balancer to what works on the request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from workbook.flow.database import queries
from workbook.flow.documented import FUNCTION_RUN, HTTP_INTEGRATION, REST_INTEGRATION, Default
from workbook.flow.model import Place, Timeout
from workbook.flow.network import may_connect
from workbook.flow.places import outside, place
from workbook.flow.settings import setting
from workbook.flow.step import Answer, Step, fails, holds, nowhere, untold
from workbook.graph.model import Edge, EdgeKind, Graph, NodeId
from workbook.lang import Text
from workbook.template.model import Evidence

API_TYPES = frozenset(
    {
        "AWS::ApiGateway::RestApi",
        "AWS::ApiGatewayV2::Api",
        "AWS::AppSync::GraphQLApi",
        "AWS::Lambda::Url",
        "AWS::ElasticLoadBalancing::LoadBalancer",
    }
)
"""Entries that are followed by the edges behind them, whatever they are."""

Chain: TypeAlias = tuple[Edge, ...]

_LEADS = (EdgeKind.CONTAINS, EdgeKind.FORWARDS_TO, EdgeKind.INVOKES, EdgeKind.CONNECTS_TO)
_WORKERS = frozenset(
    {
        "AWS::Lambda::Function",
        "AWS::ECS::Service",
        "AWS::EC2::Instance",
        "AWS::AutoScaling::AutoScalingGroup",
        "AWS::DynamoDB::Table",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::StepFunctions::StateMachine",
    }
)


def enter(graph: Graph, caller: Place, entry: Edge) -> Step:
    """The hop from a caller on the internet to an API that AWS runs, or to a classic load balancer."""
    target = place(graph, entry.target)
    port = None if entry.ports is None else entry.ports.first
    findings = [holds(_PUBLIC.format(api=target.the), entry.evidence)]
    if graph.outgoing(entry.target, EdgeKind.PROTECTED_BY):
        findings += may_connect(graph, caller.id, entry.target, port)
    protocol = "HTTPS" if port == 443 else "HTTP" if port == 80 else "TCP"
    return Step(caller, target, _CALLS, protocol, port, tuple(findings), answer=Answer(_RETURNS))


def chains(graph: Graph, api: NodeId) -> tuple[Chain, ...]:
    """The shortest chain of edges from an API to each worker behind it, in the order of the graph."""
    found: list[Chain] = []
    frontier: list[Chain] = [(edge,) for edge in graph.outgoing(api, *_LEADS, EdgeKind.REFERS_TO)]
    seen = {api}
    while frontier:
        reached = [chain for chain in frontier if chain[-1].target not in seen]
        frontier = []
        for chain in reached:
            end = chain[-1].target
            if end in seen:
                continue
            seen.add(end)
            if graph.nodes[end].type in _WORKERS:
                found.append(chain)
            elif chain[-1].kind is not EdgeKind.REFERS_TO and not _is_aside(graph, end):
                frontier += [(*chain, edge) for edge in graph.outgoing(end, *_LEADS)]
    return tuple(found)


def _is_aside(graph: Graph, node: NodeId) -> bool:
    """Whether a node only decides about requests, as an authorizer does, and does not work on them."""
    return graph.nodes[node].type.endswith("::Authorizer")


def behind(graph: Graph, api: NodeId, chain: Chain | None) -> Iterator[Step]:
    """The hop along a chain to a worker, and the hops to its databases; without a chain, why there is none."""
    if chain is None:
        yield _nobody(graph, api)
        return
    yield _to_worker(graph, api, chain)
    yield from queries(graph, chain[-1].target)


def _to_worker(graph: Graph, api: NodeId, chain: Chain) -> Step:
    last = chain[-1]
    port = None if last.ports is None else last.ports.first
    on_network = graph.outgoing(last.target, EdgeKind.PROTECTED_BY) and graph.outgoing(api, EdgeKind.PROTECTED_BY)
    let_in = may_connect(graph, api, last.target, port) if on_network else ()
    return Step(
        source=place(graph, api),
        target=place(graph, last.target),
        does=_HANDS_ON,
        protocol="TCP" if on_network else "AWS API",
        port=port,
        via=tuple(place(graph, edge.target) for edge in chain[:-1]),
        findings=(holds(_CONNECTED, *(edge.evidence for edge in chain)), *let_in),
        timeouts=tuple(_waits(graph, chain)),
        answer=Answer(_ANSWERS),
    )


def _nobody(graph: Graph, api: NodeId) -> Step:
    """Nothing of the template stands behind the API: a fault, unless it has methods that call something outside."""
    source, calling = place(graph, api), tuple(_callings(graph, api))
    if calling:
        finding = untold(_OUTSIDE.format(api=source.the), *calling)
        return Step(source, outside("integration", "backend"), _HANDS_ON, "AWS API", None, (finding,))
    resource = graph.nodes[api].resource
    proof = () if resource is None else (resource.evidence(),)
    return nowhere(source, None, fails(_NOBODY.format(api=source.the), *proof))


def _callings(graph: Graph, api: NodeId) -> Iterator[Evidence]:
    """Where an API says what it calls: its methods, or a specification that it is made from."""
    for edge in graph.outgoing(api, EdgeKind.CONTAINS):
        if graph.nodes[edge.target].type.endswith(("::Method", "::Route", "::DataSource")):
            yield edge.evidence
    resource = graph.nodes[api].resource
    for path in ("Body", "BodyS3Location"):
        if resource is not None and resource.get(path) is not None:
            yield resource.evidence(path)


def _waits(graph: Graph, chain: Chain) -> Iterator[Timeout]:
    for node in dict.fromkeys(end for edge in chain for end in (edge.source, edge.target)):
        found = graph.nodes[node]
        if found.resource is not None and found.type in _TIMEOUTS:
            path, default, what, scale = _TIMEOUTS[found.type]
            yield setting(found.resource, path, default).timeout(what, scale=scale)


_CALLS = Text(
    en="opens a connection and sends the request",
    es="abre una conexión y envía la petición",
)
_PUBLIC = Text(
    en="{api} takes requests from the internet",
    es="{api} acepta peticiones desde internet",
)
_HANDS_ON = Text(
    en="hands the request on to what works on it",
    es="entrega la petición a quien la atiende",
)
_CONNECTED = Text(
    en="each link from one to the other stands in the template",
    es="cada eslabón entre ambos consta en la plantilla",
)
_OUTSIDE = Text(
    en="{api} calls something which is no resource of the template",
    es="{api} llama a algo que no es un recurso de la plantilla",
)
_NOBODY = Text(
    en="{api} leads to nothing that works on a request",
    es="{api} no lleva a nada que atienda una petición",
)
_ANSWERS = Text(
    en="gives the answer back",
    es="devuelve la respuesta",
)
_RETURNS = Text(
    en="sends the answer over the open connection",
    es="envía la respuesta por la conexión abierta",
)
_INTEGRATION_WAIT = Text(
    en="the API waits for the answer of what it calls",
    es="la API espera la respuesta de lo que llama",
)
_FUNCTION_WAIT = Text(
    en="the function may run",
    es="la función puede ejecutarse",
)
_TIMEOUTS: Mapping[str, tuple[str, Default, Text, float]] = {
    "AWS::ApiGateway::Method": ("Integration.TimeoutInMillis", REST_INTEGRATION, _INTEGRATION_WAIT, 0.001),
    "AWS::ApiGatewayV2::Integration": ("TimeoutInMillis", HTTP_INTEGRATION, _INTEGRATION_WAIT, 0.001),
    "AWS::Lambda::Function": ("Timeout", FUNCTION_RUN, _FUNCTION_WAIT, 1),
}
