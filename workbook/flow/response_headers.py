"""The headers that CloudFront puts on each answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.flow.behaviours import Behaviour
from workbook.flow.model import Finding, Header
from workbook.flow.named import items
from workbook.flow.policies import policy
from workbook.flow.step import holds
from workbook.graph.model import Graph
from workbook.lang import Text, same
from workbook.template.model import Resource, describe
from workbook.template.scalars import flag, number

_SECURITY = "ResponseHeadersPolicyConfig.SecurityHeadersConfig"
_CUSTOM = "ResponseHeadersPolicyConfig.CustomHeadersConfig.Items"
_CORS = "ResponseHeadersPolicyConfig.CorsConfig.AccessControlAllowOrigins.Items"


def response_headers(graph: Graph, behaviour: Behaviour) -> tuple[tuple[Header, ...], tuple[Finding, ...]]:
    """The headers that the policy of a behaviour sets, and the finding that it sets them."""
    found = policy(graph, behaviour.distribution, f"{behaviour.path}.ResponseHeadersPolicyId")
    if found is None:
        return (), ()
    proof = holds(_SETS.format(policy=found.name), found.evidence)
    return (() if found.resource is None else tuple(_headers(found.resource))), (proof,)


def _headers(policy_resource: Resource) -> Iterator[Header]:
    for path, (name, why) in _SECURITY_HEADERS.items():
        value = policy_resource.get(f"{_SECURITY}.{path}")
        if value is not None:
            yield Header(name, same(describe(value)), why, (policy_resource.evidence(f"{_SECURITY}.{path}"),))
    yield from _transport(policy_resource)
    yield from _sniffing(policy_resource)
    for path in items(policy_resource, _CUSTOM):
        name, text = describe(policy_resource.get(f"{path}.Header")), describe(policy_resource.get(f"{path}.Value"))
        why = _OWN if flag(policy_resource.get(f"{path}.Override")) is not False else _OWN_UNLESS
        yield Header(name, same(text), why, (policy_resource.evidence(path),))
    origins = policy_resource.get(_CORS)
    if isinstance(origins, tuple):
        allowed = same(", ".join(map(describe, origins)))
        yield Header("Access-Control-Allow-Origin", allowed, _CROSS_ORIGIN, (policy_resource.evidence(_CORS),))


def _transport(policy_resource: Resource) -> Iterator[Header]:
    path = f"{_SECURITY}.StrictTransportSecurity"
    age = number(policy_resource.get(f"{path}.AccessControlMaxAgeSec"))
    if age is None:
        return
    words = [f"max-age={age:.10g}"]
    words += ["includeSubDomains"] if flag(policy_resource.get(f"{path}.IncludeSubdomains")) else []
    words += ["preload"] if flag(policy_resource.get(f"{path}.Preload")) else []
    yield Header("Strict-Transport-Security", same("; ".join(words)), _ALWAYS_TLS, (policy_resource.evidence(path),))


def _sniffing(policy_resource: Resource) -> Iterator[Header]:
    path = f"{_SECURITY}.ContentTypeOptions"
    if policy_resource.get(path) is not None:
        yield Header("X-Content-Type-Options", same("nosniff"), _NO_GUESSING, (policy_resource.evidence(path),))


_SETS = Text(
    en="the response headers policy {policy} sets the same headers on every answer",
    es="la política de cabeceras de respuesta {policy} pone las mismas cabeceras en cada respuesta",
)
_SECURITY_HEADERS: Mapping[str, tuple[str, Text]] = {
    "ContentSecurityPolicy.ContentSecurityPolicy": (
        "Content-Security-Policy",
        Text(
            en="the browser loads and calls only what this list allows",
            es="el navegador solo carga y llama lo que permite esta lista",
        ),
    ),
    "FrameOptions.FrameOption": (
        "X-Frame-Options",
        Text(
            en="no other site may show the page in a frame",
            es="ningún otro sitio puede mostrar la página en un marco",
        ),
    ),
    "ReferrerPolicy.ReferrerPolicy": (
        "Referrer-Policy",
        Text(
            en="limits what the browser tells other sites about where the user comes from",
            es="limita lo que el navegador cuenta a otros sitios sobre la procedencia del usuario",
        ),
    ),
}
_ALWAYS_TLS = Text(
    en="from now on the browser asks for this name over HTTPS only",
    es="a partir de ahora el navegador solo pide este nombre por HTTPS",
)
_NO_GUESSING = Text(
    en="the browser takes each file for what its type says",
    es="el navegador toma cada archivo por lo que dice su tipo",
)
_OWN = Text(en="set by the template on every answer", es="la pone la plantilla en cada respuesta")
_OWN_UNLESS = Text(
    en="set by the template on each answer that comes without it",
    es="la pone la plantilla en cada respuesta que llega sin ella",
)
_CROSS_ORIGIN = Text(
    en="pages of these origins may read the answer",
    es="las páginas de estos orígenes pueden leer la respuesta",
)
