"""Where a distribution gets what its cache does not hold: a bucket, a load balancer, an API, or a host outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbook.flow import bucket
from workbook.flow.balanced import through
from workbook.flow.balancing import answering
from workbook.flow.behaviours import Behaviour, origin_path
from workbook.flow.calls import Call, Caller
from workbook.flow.documented import ORIGIN_CONNECT, ORIGIN_KEEP_ALIVE, ORIGIN_RESPONSE
from workbook.flow.gateway import API_TYPES, behind, chains
from workbook.flow.listeners import ENCRYPTED, forwards, protocol
from workbook.flow.model import Finding, Header, Timeout
from workbook.flow.named import items, named, property_path, resource_of
from workbook.flow.places import host_of, outside, place
from workbook.flow.policies import policy
from workbook.flow.settings import setting
from workbook.flow.step import Answer, Step, fails, holds, nowhere, untold
from workbook.graph.managed_policies import FORWARDS_HOST
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.model import Resource, describe, walk

BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"


def onward(graph: Graph, behaviour: Behaviour, host: str | None) -> Iterator[Step]:
    """The hops from a distribution to the origin of one behaviour, and behind it."""
    distribution, path = behaviour.distribution, origin_path(behaviour)
    if path is None:
        yield _no_origin(graph, behaviour)
        return
    origin = _origin(graph, distribution, f"{path}.DomainName")
    if origin is not None and origin.type == "AWS::S3::Bucket":
        yield bucket.fetch(graph, behaviour, path, origin, _port(graph, behaviour))
    elif origin is not None and origin.type == BALANCER:
        yield from _to_balancer(graph, behaviour, path, origin, host)
    elif origin is not None and origin.type in API_TYPES:
        yield _to_host(graph, behaviour, path, origin)
        yield from behind(graph, node_id(origin), next(iter(chains(graph, node_id(origin))), None))
    else:
        yield _to_host(graph, behaviour, path, origin)


def _origin(graph: Graph, distribution: Resource, path: str) -> Resource | None:
    """The resource behind the domain name of an origin: named by a reference, or by a record of the template."""
    leading = (e for e in graph.outgoing(node_id(distribution), EdgeKind.FORWARDS_TO) if property_path(e) == path)
    by_record = (resource_of(graph, edge.target) for edge in leading)
    return named(graph, distribution.get(path)) or next((one for one in by_record if one is not None), None)


def forwards_host(graph: Graph, behaviour: Behaviour) -> bool:
    """Whether CloudFront passes the browser's Host on to the origin, by policy or by the older settings."""
    found = policy(graph, behaviour.distribution, f"{behaviour.path}.OriginRequestPolicyId")
    if found is not None and found.resource is None:
        return found.name in FORWARDS_HOST
    chosen = behaviour.get("ForwardedValues.Headers")
    if found is not None and found.resource is not None:
        chosen = found.resource.get("OriginRequestPolicyConfig.HeadersConfig")
    return any(str(leaf).lower() in {"host", "*", "allviewer"} for _, leaf in walk(chosen))


def _to_balancer(graph: Graph, behaviour: Behaviour, path: str, balancer: Resource, host: str | None) -> Iterator[Step]:
    """The hops through a load balancer; one behind a VPC origin is called inside the network."""
    distribution = behaviour.distribution
    inside = distribution.get(f"{path}.VpcOriginConfig") is not None
    caller = Caller(place(graph, node_id(distribution)), public=not inside)
    listener = answering(graph, balancer, _port(graph, behaviour))
    chosen = next(iter(forwards(graph, listener)), None) if listener is not None else None
    first, *rest = through(graph, Call(caller, balancer, listener, chosen, _host(graph, behaviour, path, host)))
    uncovered = _uncovered(graph, behaviour, path, listener)
    yield replace(
        first,
        findings=(*first.findings, *uncovered),
        timeouts=(*_waits(distribution, path), *first.timeouts),
        headers=(*first.headers, *_secret_headers(distribution, path)),
    )
    yield from rest


def _host(graph: Graph, behaviour: Behaviour, path: str, host: str | None) -> str | None:
    """The host that the origin is asked for."""
    if forwards_host(graph, behaviour):
        return host
    return host_of(behaviour.distribution.get(f"{path}.DomainName"))


def _uncovered(graph: Graph, behaviour: Behaviour, path: str, listener: Resource | None) -> Iterator[Finding]:
    """No certificate covers the name that AWS gives to a load balancer, so HTTPS to that name fails."""
    own_name = not isinstance(behaviour.distribution.get(f"{path}.DomainName"), str)
    encrypted = listener is not None and protocol(listener) in ENCRYPTED
    if own_name and encrypted and not forwards_host(graph, behaviour):
        yield fails(_UNCOVERED, behaviour.distribution.evidence(f"{path}.DomainName"))


def _to_host(graph: Graph, behaviour: Behaviour, path: str, origin: Resource | None) -> Step:
    distribution = behaviour.distribution
    domain, port = distribution.get(f"{path}.DomainName"), _port(graph, behaviour)
    proof = distribution.evidence(f"{path}.DomainName")
    known = origin is not None
    return Step(
        source=place(graph, node_id(distribution)),
        target=place(graph, node_id(origin)) if origin is not None else outside("host", describe(domain)),
        does=_CALLS,
        protocol="HTTPS" if port == 443 else "HTTP",
        port=port,
        findings=((holds if known else untold)(_CHOSEN.format(pattern=behaviour.pattern), proof),),
        timeouts=_waits(distribution, path),
        headers=(Header("Host", None, _HOST, (proof,)), *_secret_headers(distribution, path)),
        answer=Answer(_ANSWERS),
    )


def _no_origin(graph: Graph, behaviour: Behaviour) -> Step:
    words = _NO_ORIGIN.format(origin=describe(behaviour.get("TargetOriginId")), pattern=behaviour.pattern)
    return nowhere(
        place(graph, node_id(behaviour.distribution)), None, fails(words, behaviour.evidence("TargetOriginId"))
    )


def _port(graph: Graph, behaviour: Behaviour) -> int | None:
    """The port on which CloudFront calls the origin of a behaviour."""
    leading = graph.outgoing(node_id(behaviour.distribution), EdgeKind.FORWARDS_TO)
    found = (edge.ports for edge in leading if edge.note == behaviour.pattern)
    return next((ports.first for ports in found if ports is not None), None)


def _waits(distribution: Resource, path: str) -> tuple[Timeout, ...]:
    config = "VpcOriginConfig" if distribution.get(f"{path}.VpcOriginConfig") is not None else "CustomOriginConfig"
    return (
        setting(distribution, f"{path}.ConnectionTimeout", ORIGIN_CONNECT).timeout(bucket.CONNECT_WAIT),
        setting(distribution, f"{path}.{config}.OriginReadTimeout", ORIGIN_RESPONSE).timeout(bucket.ANSWER_WAIT),
        setting(distribution, f"{path}.{config}.OriginKeepaliveTimeout", ORIGIN_KEEP_ALIVE).timeout(_KEPT),
    )


def _secret_headers(distribution: Resource, path: str) -> tuple[Header, ...]:
    own = [f"{p}.HeaderName" for p in items(distribution, f"{path}.OriginCustomHeaders")]
    return tuple(Header(describe(distribution.get(p)), None, _OWN_HEADER, (distribution.evidence(p),)) for p in own)


_CALLS = Text(
    en="asks the origin for what the cache does not hold",
    es="pide al origen lo que la caché no tiene",
)
_CHOSEN = Text(
    en="requests that match {pattern} go to this origin",
    es="las peticiones que coinciden con {pattern} van a este origen",
)
_NO_ORIGIN = Text(
    en="requests that match {pattern} go to the origin {origin}, which the distribution does not have",
    es="las peticiones que coinciden con {pattern} van al origen {origin}, que la distribución no tiene",
)
_UNCOVERED = Text(
    en="CloudFront asks over HTTPS for the name that AWS gave to the load balancer, which no certificate covers",
    es="CloudFront pide por HTTPS el nombre que AWS dio al balanceador, que ningún certificado cubre",
)
_HOST = Text(
    en="names the origin, unless a policy passes on what the browser sent",
    es="nombra al origen, salvo que una política reenvíe lo que envió el navegador",
)
_OWN_HEADER = Text(
    en="put on by CloudFront, so that the origin can refuse callers that come another way",
    es="la añade CloudFront, para que el origen pueda rechazar a quien llegue por otro camino",
)
_KEPT = Text(
    en="CloudFront keeps the connection to the origin for further requests",
    es="CloudFront conserva la conexión con el origen para más peticiones",
)
_ANSWERS = Text(
    en="answers CloudFront, which keeps the answer if its cache policy lets it",
    es="responde a CloudFront, que conserva la respuesta si su política de caché lo permite",
)
