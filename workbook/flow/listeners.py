"""The listeners of a load balancer: which one answers a caller, where it forwards, and where its redirects end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.flow.model import Finding
from workbook.flow.named import property_path, resource_of
from workbook.flow.step import fails, holds
from workbook.graph.model import Edge, EdgeKind, Graph, NodeId, node_id
from workbook.lang import Text
from workbook.template.model import Resource, describe
from workbook.template.scalars import number

LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
RULE = "AWS::ElasticLoadBalancingV2::ListenerRule"
ENCRYPTED = frozenset({"HTTPS", "TLS"})


@dataclass(frozen=True, slots=True)
class Forward:
    """A target group that a listener forwards to, by itself or by one of its rules, with the rule's conditions."""

    listener: Resource
    rule: Resource | None
    edge: Edge

    @property
    def group(self) -> NodeId:
        """The target group."""
        return self.edge.target

    @property
    def conditions(self) -> str:
        """What a request has to match; empty where every request does."""
        return self.edge.note


def listeners(graph: Graph, balancer: Resource) -> tuple[Resource, ...]:
    """The listeners of a load balancer, the encrypted ones first, then by port."""
    nodes = graph.successors(node_id(balancer), EdgeKind.CONTAINS)
    found = [r for n in nodes if n.type == LISTENER and (r := resource_of(graph, n.id)) is not None]
    return tuple(sorted(found, key=lambda r: (protocol(r) not in ENCRYPTED, port(r) or 0)))


def protocol(listener: Resource) -> str:
    """The protocol of a listener as AWS writes it."""
    return describe(listener.get("Protocol")).upper()


def port(listener: Resource) -> int | None:
    """The port of a listener; None where a parameter gives it."""
    found = number(listener.get("Port"))
    return None if found is None else int(found)


def forwards(graph: Graph, listener: Resource) -> tuple[Forward, ...]:
    """The target groups behind a listener: its own first, then those of its rules; redirects are none."""
    holders = (None, *_rules(graph, listener))
    leading = ((r, e) for r in holders for e in graph.outgoing(node_id(r or listener), EdgeKind.FORWARDS_TO))
    return tuple(Forward(listener, rule, edge) for rule, edge in leading if not _is_redirect(edge))


def redirects(graph: Graph, listener: Resource) -> tuple[Edge, ...]:
    """The redirects that a listener answers every request with."""
    return tuple(e for e in graph.outgoing(node_id(listener), EdgeKind.FORWARDS_TO) if _is_redirect(e))


def redirect_findings(graph: Graph, balancer: Resource) -> Iterator[Finding]:
    """For each listener that redirects, where its callers end; a circle or a closed door is a fault."""
    for listener in listeners(graph, balancer):
        for edge in redirects(graph, listener):
            yield _end_of(graph, listener, edge)


def _end_of(graph: Graph, listener: Resource, edge: Edge) -> Finding:
    words = {"port": port(listener), "target": _target(listener, edge)}
    seen, proof, here = {listener.id}, [edge.evidence], edge
    while (following := resource_of(graph, here.target)) is not None:
        if following.id in seen:
            return fails(_CIRCLE.format(**words), *proof)
        if not _speaks(listener, here, following):
            return fails(_WRONG_PROTOCOL.format(**words), *proof)
        seen.add(following.id)
        onward = redirects(graph, following)
        if not onward:
            return holds(_REDIRECTS.format(**words), *proof)
        listener, here = following, onward[0]
        proof.append(here.evidence)
    if _leads_back(graph, listener, here):
        return fails(_CIRCLE.format(**words), *proof)
    if _leaves(listener, here) or _stays(listener, here):
        return holds(_REDIRECTS.format(**words), *proof)
    return fails(_NOBODY.format(**words), *proof)


def _rules(graph: Graph, listener: Resource) -> Iterator[Resource]:
    for node in graph.successors(node_id(listener), EdgeKind.CONTAINS):
        rule = resource_of(graph, node.id)
        if rule is not None and rule.type == RULE:
            yield rule


def _is_redirect(edge: Edge) -> bool:
    return property_path(edge).endswith("RedirectConfig")


def _setting(listener: Resource, edge: Edge, name: str) -> str:
    """What a redirect sets, or what it keeps of the request."""
    given = describe(listener.get(f"{property_path(edge)}.{name}"))
    return describe(listener.get(name)) if given in {"", f"#{{{name.lower()}}}"} else given


def _target(listener: Resource, edge: Edge) -> str:
    return f"{_setting(listener, edge, 'Protocol').lower()}:{_setting(listener, edge, 'Port')}"


def _speaks(listener: Resource, edge: Edge, following: Resource) -> bool:
    return _setting(listener, edge, "Protocol").upper() == protocol(following)


def _stays(listener: Resource, edge: Edge) -> bool:
    """Whether a redirect leads to the same listener again."""
    own = f"{protocol(listener).lower()}:{describe(listener.get('Port'))}"
    return not _leaves(listener, edge) and _target(listener, edge) == own


def _leads_back(graph: Graph, listener: Resource, edge: Edge) -> bool:
    """A redirect to the same listener is a circle, unless it changes the path and a rule there takes it up."""
    changes_path = describe(listener.get(f"{property_path(edge)}.Path")) not in {"", "/#{path}"}
    return _stays(listener, edge) and not (changes_path and forwards(graph, listener))


def _leaves(listener: Resource, edge: Edge) -> bool:
    """Whether a redirect leads to another host, which this walk does not follow."""
    return describe(listener.get(f"{property_path(edge)}.Host")) not in {"", "#{host}"}


_REDIRECTS = Text(
    en="a request on port {port} is answered with a redirect to {target} only",
    es="una petición por el puerto {port} solo recibe una redirección hacia {target}",
)
_CIRCLE = Text(
    en="a request on port {port} is redirected to {target} and ends where it began, without end",
    es="una petición por el puerto {port} se redirige hacia {target} y acaba donde empezó, sin fin",
)
_NOBODY = Text(
    en="a request on port {port} is redirected to {target}, where no listener answers",
    es="una petición por el puerto {port} se redirige hacia {target}, donde no responde ningún agente de escucha",
)
_WRONG_PROTOCOL = Text(
    en="a request on port {port} is redirected to {target}, where a listener speaks another protocol",
    es="una petición por el puerto {port} se redirige hacia {target}, donde un agente de escucha habla otro protocolo",
)
