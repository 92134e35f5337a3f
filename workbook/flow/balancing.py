"""The hop into a load balancer: its address, its firewall, the listener that answers and what that presents."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.flow.calls import Call
from workbook.flow.certificates import server_certificate
from workbook.flow.documented import ALB_CLIENT_KEEP_ALIVE, ALB_IDLE, NLB_IDLE
from workbook.flow.listeners import ENCRYPTED, forwards, listeners, port, protocol, redirect_findings, redirects
from workbook.flow.model import Finding, Header, Place, Timeout, Verdict
from workbook.flow.named import items
from workbook.flow.network import may_connect, public_route
from workbook.flow.pages import call_findings, origin_headers
from workbook.flow.places import place
from workbook.flow.settings import attribute, attribute_path
from workbook.flow.step import Answer, Step, fails, holds, nowhere
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text, same
from workbook.template.model import Resource, describe
from workbook.template.scalars import flag

_ATTRIBUTES = "LoadBalancerAttributes"
_LISTENER_ATTRIBUTES = "ListenerAttributes"
_SETS = "routing.http.response."
_BEST_FIRST = (Verdict.HOLDS, Verdict.UNTOLD, Verdict.FAILS)


def enter(graph: Graph, call: Call) -> Step:
    """The hop from a caller to a listener of a load balancer."""
    balancer, listener = call.balancer, call.listener
    target = place(graph, node_id(balancer))
    if listener is None:
        return nowhere(call.caller.place, target, fails(_NO_LISTENER.format(balancer=target.the), balancer.evidence()))
    reached = _reached(graph, call.caller.place, balancer, listener) if call.caller.public else ()
    filters = (*_filters(graph, balancer, listener), *_from_pages(call, listener))
    return Step(
        source=call.caller.place,
        target=target,
        does=_CALLS if call.host is None else _CALLS_HOST.format(host=call.host),
        protocol=protocol(listener),
        port=port(listener),
        findings=(*reached, *_presents(graph, listener, call.host), *filters),
        timeouts=waits(balancer, listener),
        headers=_headers(call),
        answer=Answer(_RETURNS, timeouts=waits(balancer, listener), headers=tuple(_set_headers(listener))),
    )


def answering(graph: Graph, balancer: Resource, wanted: int | None = None) -> Resource | None:
    """The listener that works on requests: on a wanted port if one is given, else an encrypted one before others."""
    found = [x for x in listeners(graph, balancer) if wanted is None or port(x) == wanted]
    working = [x for x in found if forwards(graph, x) or not redirects(graph, x)]
    return next(iter(working or found), None)


def is_application(balancer: Resource) -> bool:
    """Whether a load balancer reads HTTP, rather than passing packets on."""
    return balancer.get("Type", "application") == "application"


def waits(balancer: Resource, listener: Resource) -> tuple[Timeout, ...]:
    """How long a load balancer keeps a connection: an idle one first, then the browser's own."""
    if not is_application(balancer):
        return (attribute(listener, _LISTENER_ATTRIBUTES, "tcp.idle_timeout.seconds", NLB_IDLE).timeout(_IDLE),)
    idle = attribute(balancer, _ATTRIBUTES, "idle_timeout.timeout_seconds", ALB_IDLE)
    kept = attribute(balancer, _ATTRIBUTES, "client_keep_alive.seconds", ALB_CLIENT_KEEP_ALIVE)
    return idle.timeout(_IDLE), kept.timeout(_KEPT)


def _reached(graph: Graph, caller: Place, balancer: Resource, listener: Resource) -> Iterator[Finding]:
    here = node_id(balancer)
    scheme = balancer.get("Scheme")
    if scheme is not None:
        yield (fails(_INTERNAL, balancer.evidence("Scheme")) if scheme == "internal" else _public(balancer))
    yield from public_route(graph, here)
    if is_application(balancer) or graph.outgoing(here, EdgeKind.PROTECTED_BY):
        yield from may_connect(graph, caller.id, here, port(listener))


def _public(balancer: Resource) -> Finding:
    return holds(_HAS_PUBLIC, balancer.evidence("Scheme"))


def _presents(graph: Graph, listener: Resource, host: str | None) -> Iterator[Finding]:
    yield holds(_LISTENS.format(protocol=protocol(listener), port=port(listener)), listener.evidence("Port"))
    if protocol(listener) not in ENCRYPTED:
        return
    shown = graph.outgoing(node_id(listener), EdgeKind.PRESENTS)
    if not shown:
        yield fails(_NO_CERTIFICATE.format(port=port(listener)), listener.evidence())
        return
    if host is not None:
        proofs = [server_certificate(graph, e.evidence.value, e.evidence, host) for e in shown]
        yield min(proofs, key=lambda proof: _BEST_FIRST.index(proof.verdict))
    policy = listener.get("SslPolicy")
    if policy is not None:
        yield holds(_TLS.format(policy=describe(policy)), listener.evidence("SslPolicy"))


def _filters(graph: Graph, balancer: Resource, listener: Resource) -> Iterator[Finding]:
    yield from redirect_findings(graph, balancer)
    plain = [x for x in listeners(graph, balancer) if protocol(x) == "HTTP" and protocol(listener) in ENCRYPTED]
    for other in plain:
        if forwards(graph, other):
            yield holds(_ALSO_PLAIN.format(port=port(other)), other.evidence("Protocol"))
    for edge in graph.incoming(node_id(balancer), EdgeKind.CONFIGURES):
        if graph.nodes[edge.source].type.endswith("::WebACL"):
            yield holds(_FIREWALL, edge.evidence)
    path = attribute_path(balancer, _ATTRIBUTES, "routing.http.drop_invalid_header_fields.enabled")
    if path and flag(balancer.get(path)):
        yield holds(_DROPS_INVALID, balancer.evidence(path))


def _from_pages(call: Call, listener: Resource) -> Iterator[Finding]:
    """What browsers let the pages of the one frontend do; of several frontends, any may be meant."""
    yield from call_findings(call.pages, call.host)
    if len(call.pages) == 1 and protocol(listener) == "HTTP":
        yield fails(_MIXED.format(page=call.pages[0].host), listener.evidence("Protocol"))


def _set_headers(listener: Resource) -> Iterator[Header]:
    """The headers that a listener puts on every answer."""
    for path in items(listener, _LISTENER_ATTRIBUTES):
        key = describe(listener.get(f"{path}.Key"))
        if key.startswith(_SETS) and key.endswith(".header_value"):
            name = key.removeprefix(_SETS).removesuffix(".header_value").replace("_", "-").title()
            value = same(describe(listener.get(f"{path}.Value")))
            yield Header(name, value, _BY_LISTENER, (listener.evidence(f"{path}.Value"),))


def _headers(call: Call) -> tuple[Header, ...]:
    if not is_application(call.balancer):
        return ()
    host = Header("Host", same(call.host) if call.host else None, _HOST)
    return (host, *origin_headers(call.pages), Header("Cookie", None, _COOKIE))


_CALLS = Text(
    en="opens a connection to one of the addresses of the load balancer and sends the request",
    es="abre una conexión con una de las direcciones del balanceador y envía la petición",
)
_CALLS_HOST = Text(
    en="opens a connection to one of the addresses of the load balancer and sends the request for {host}",
    es="abre una conexión con una de las direcciones del balanceador y envía la petición para {host}",
)
_NO_LISTENER = Text(
    en="{balancer} has no listener, so nothing answers",
    es="{balancer} no tiene ningún agente de escucha, así que nada responde",
)
_INTERNAL = Text(
    en="the load balancer is internal: its addresses are private, so no browser on the internet reaches it",
    es="el balanceador es interno: sus direcciones son privadas, así que ningún navegador de internet llega a él",
)
_HAS_PUBLIC = Text(
    en="the load balancer has public addresses",
    es="el balanceador tiene direcciones públicas",
)
_LISTENS = Text(
    en="a listener takes {protocol} on port {port}",
    es="un agente de escucha acepta {protocol} por el puerto {port}",
)
_NO_CERTIFICATE = Text(
    en="the listener on port {port} presents no certificate, so no encrypted connection comes about",
    es="el agente de escucha del puerto {port} no presenta ningún certificado, así que no hay conexión cifrada",
)
_TLS = Text(
    en="the policy {policy} sets the TLS versions and ciphers that are accepted",
    es="la política {policy} fija las versiones de TLS y los cifrados que se aceptan",
)
_MIXED = Text(
    en="pages of {page} come over HTTPS, and browsers do not let such pages call an unencrypted address",
    es="las páginas de {page} llegan por HTTPS, y los navegadores no les permiten llamar a una dirección sin cifrar",
)
_ALSO_PLAIN = Text(
    en="the listener on port {port} forwards unencrypted requests as well",
    es="el agente de escucha del puerto {port} también reenvía peticiones sin cifrar",
)
_FIREWALL = Text(
    en="a web application firewall looks at each request first",
    es="un cortafuegos de aplicaciones web examina antes cada petición",
)
_DROPS_INVALID = Text(
    en="headers with invalid names are dropped before the program sees them",
    es="las cabeceras con nombres no válidos se descartan antes de que el programa las vea",
)
_IDLE = Text(
    en="the load balancer keeps a connection on which nothing moves",
    es="el balanceador conserva una conexión por la que no pasa nada",
)
_KEPT = Text(
    en="the load balancer keeps the browser's connection for further requests",
    es="el balanceador conserva la conexión del navegador para más peticiones",
)
_HOST = Text(
    en="listener rules choose by it, and the program checks it; the load balancer passes it on unchanged",
    es="por ella eligen las reglas y la comprueba el programa; el balanceador la reenvía sin cambios",
)
_COOKIE = Text(
    en="carries the session of the user who is logged in",
    es="lleva la sesión del usuario que ha iniciado sesión",
)
_BY_LISTENER = Text(
    en="the listener puts it on every answer",
    es="el agente de escucha la pone en cada respuesta",
)
_RETURNS = Text(
    en="sends the answer over the browser's open connection",
    es="envía la respuesta por la conexión abierta del navegador",
)
