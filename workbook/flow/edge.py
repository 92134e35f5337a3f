"""The hop from the browser into CloudFront: names, encryption, redirects, functions and cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from workbook.flow.behaviours import Behaviour, aliases, parts
from workbook.flow.caching import cache_finding, compression
from workbook.flow.certificates import edge_certificate
from workbook.flow.model import Finding, Header, Place
from workbook.flow.named import items, named
from workbook.flow.places import place
from workbook.flow.response_headers import response_headers
from workbook.flow.step import Answer, Step, fails, holds, present, untold
from workbook.graph.caching import lets_compress
from workbook.graph.model import Graph, node_id
from workbook.lang import Text, same
from workbook.template.model import describe
from workbook.template.scalars import flag

_CONFIG = "DistributionConfig"
_CERTIFICATES = (f"{_CONFIG}.ViewerCertificate.AcmCertificateArn", f"{_CONFIG}.ViewerCertificate.IamCertificateId")
_OLDEST_TLS = f"{_CONFIG}.ViewerCertificate.MinimumProtocolVersion"
_VERSIONS = {"http1.1": "HTTP/1.1", "http2": "HTTP/2", "http3": "HTTP/3", "http2and3": "HTTP/2, HTTP/3"}


def enter(graph: Graph, caller: Place, behaviour: Behaviour, host: str | None) -> Step:
    """The hop from a browser to the nearest location of a distribution."""
    named_host = (_answers_to(behaviour, host), *_encryption(graph, behaviour, host)) if host else ()
    shared = (_enabled(behaviour), *named_host, _versions(behaviour), _firewall(behaviour))
    return Step(
        source=caller,
        target=place(graph, node_id(behaviour.distribution)),
        does=_ASKS if host is None else _ASKS_HOST.format(host=host),
        protocol="HTTPS",
        port=443,
        findings=(*present(shared), *_with_parts(graph, behaviour, _settings)),
        headers=_headers(graph, behaviour, host),
        answer=_answer(graph, behaviour),
    )


Told = Callable[[Graph, Behaviour], tuple[Finding, ...]]


def _coding(graph: Graph, behaviour: Behaviour) -> tuple[Finding, ...]:
    """How one behaviour compresses an answer, and which headers it puts on it."""
    _, findings = response_headers(graph, behaviour)
    return present((compression(graph, behaviour), *findings))


def _settings(graph: Graph, behaviour: Behaviour) -> tuple[Finding, ...]:
    """What one behaviour does with a request."""
    return present((_plain_http(behaviour), *_functions(graph, behaviour), cache_finding(graph, behaviour)))


def _with_parts(graph: Graph, behaviour: Behaviour, told: Told) -> Iterator[Finding]:
    """What is told of a behaviour, then how the parts of the same page differ."""
    known = told(graph, behaviour)
    yield from known
    for part in parts(graph, behaviour):
        if behaviour.get("FunctionAssociations") and told is _settings and not any(_functions(graph, part)):
            yield holds(_NO_FUNCTION.format(pattern=part.pattern), part.evidence("PathPattern"))
        for finding in told(graph, part):
            if finding.text not in {one.text for one in known}:
                yield replace(finding, text=_FOR.format(pattern=part.pattern, finding=finding.text))


def _enabled(behaviour: Behaviour) -> Finding | None:
    path = f"{_CONFIG}.Enabled"
    if flag(behaviour.distribution.get(path)) is not False:
        return None
    return fails(_DISABLED, behaviour.distribution.evidence(path))


def _answers_to(behaviour: Behaviour, host: str) -> Finding:
    distribution = behaviour.distribution
    own = next((evidence for name, evidence in aliases(distribution) if _matches(name, host)), None)
    if own is not None:
        return holds(_LISTED.format(host=host), own)
    listed = distribution.get(f"{_CONFIG}.Aliases")
    if listed is None or (isinstance(listed, tuple) and all(isinstance(name, str) for name in listed)):
        return fails(_NOT_LISTED.format(host=host), distribution.evidence())
    return untold(_MAYBE_LISTED.format(host=host), distribution.evidence(f"{_CONFIG}.Aliases"))


def _matches(alias: str, host: str) -> bool:
    return alias == host or (alias.startswith("*.") and host.endswith(alias[1:]))


def _encryption(graph: Graph, behaviour: Behaviour, host: str) -> Iterator[Finding]:
    distribution = behaviour.distribution
    path = next((p for p in _CERTIFICATES if distribution.get(p) is not None), None)
    if path is None:
        yield fails(_NO_CERTIFICATE.format(host=host), distribution.evidence())
        return
    yield edge_certificate(graph, distribution.get(path), distribution.evidence(path), host)
    oldest = distribution.get(_OLDEST_TLS)
    if oldest is not None:
        yield holds(_TLS.format(policy=describe(oldest)), distribution.evidence(_OLDEST_TLS))


def _versions(behaviour: Behaviour) -> Finding | None:
    path = f"{_CONFIG}.HttpVersion"
    words = _VERSIONS.get(str(behaviour.distribution.get(path)).lower())
    return holds(_SPEAKS.format(versions=words), behaviour.distribution.evidence(path)) if words else None


def _plain_http(behaviour: Behaviour) -> Finding | None:
    words = _PLAIN_HTTP.get(str(behaviour.get("ViewerProtocolPolicy")))
    return holds(words, behaviour.evidence("ViewerProtocolPolicy")) if words else None


def _firewall(behaviour: Behaviour) -> Finding | None:
    path = f"{_CONFIG}.WebACLId"
    return holds(_FIREWALL, behaviour.distribution.evidence(path)) if behaviour.distribution.get(path) else None


def _functions(graph: Graph, behaviour: Behaviour) -> Iterator[Finding]:
    for kind, arn in (("FunctionAssociations", "FunctionARN"), ("LambdaFunctionAssociations", "LambdaFunctionARN")):
        for path in items(behaviour.distribution, f"{behaviour.path}.{kind}"):
            yield _function(graph, behaviour, path, arn)


def _function(graph: Graph, behaviour: Behaviour, path: str, arn: str) -> Finding:
    """A function that runs on each request; one that names index.html is the fallback of a single-page app."""
    distribution = behaviour.distribution
    called = named(graph, distribution.get(f"{path}.{arn}"))
    event = str(distribution.get(f"{path}.EventType"))
    label = same(describe(distribution.get(f"{path}.{arn}"))) if called is None else place(graph, node_id(called)).the
    words = _RUNS.format(function=label, event=event)
    proof = (distribution.evidence(f"{path}.{arn}"),)
    if called is not None and event.endswith("-request") and "index.html" in describe(called.get("FunctionCode")):
        return holds(_FALLBACK.format(runs=words), *proof, called.evidence("FunctionCode"))
    return holds(words, *proof)


def _headers(graph: Graph, behaviour: Behaviour, host: str | None) -> tuple[Header, ...]:
    named_by = tuple(evidence for name, evidence in aliases(behaviour.distribution) if name == host)
    compressing = tuple(
        one.evidence("Compress")
        for one in (behaviour, *parts(graph, behaviour))
        if flag(one.get("Compress")) and lets_compress(graph, one.distribution, one.path) is not False
    )
    return (
        Header("Host", same(host) if host else None, _HOST, named_by),
        *((Header("Accept-Encoding", None, _ENCODINGS, compressing),) if compressing else ()),
    )


def _answer(graph: Graph, behaviour: Behaviour) -> Answer:
    headers, _ = response_headers(graph, behaviour)
    return Answer(_ANSWERS, headers=headers, findings=tuple(_with_parts(graph, behaviour, _coding)))


_ASKS = Text(
    en="opens an encrypted connection to the nearest CloudFront location and asks for the page",
    es="abre una conexión cifrada con la ubicación de CloudFront más cercana y pide la página",
)
_ASKS_HOST = Text(
    en="opens an encrypted connection to the nearest CloudFront location and asks for https://{host}/",
    es="abre una conexión cifrada con la ubicación de CloudFront más cercana y pide https://{host}/",
)
_DISABLED = Text(
    en="the distribution is switched off, so it answers no request",
    es="la distribución está desactivada, así que no responde a ninguna petición",
)
_LISTED = Text(
    en="the distribution answers to the name {host}",
    es="la distribución responde al nombre {host}",
)
_NOT_LISTED = Text(
    en="the distribution does not list {host} among its names, so CloudFront refuses requests for it",
    es="la distribución no incluye {host} entre sus nombres, así que CloudFront rechaza las peticiones dirigidas a él",
)
_MAYBE_LISTED = Text(
    en="the names of the distribution are given from outside the template, so whether {host} is one is not told here",
    es="los nombres de la distribución vienen de fuera de la plantilla, así que aquí no consta si {host} es uno de "
    "ellos",
)
_NO_CERTIFICATE = Text(
    en="the distribution has the name {host} and presents no certificate for it, which CloudFront refuses",
    es="la distribución tiene el nombre {host} y no presenta ningún certificado para él, lo que CloudFront rechaza",
)
_TLS = Text(
    en="the policy {policy} sets the oldest TLS version that is accepted",
    es="la política {policy} fija la versión de TLS más antigua que se acepta",
)
_SPEAKS = Text(
    en="the browser may speak {versions}",
    es="el navegador puede hablar {versions}",
)
_PLAIN_HTTP = {
    "redirect-to-https": Text(
        en="a request on port 80 is answered with a redirect to HTTPS only",
        es="una petición por el puerto 80 solo recibe una redirección hacia HTTPS",
    ),
    "https-only": Text(
        en="a request on port 80 is refused",
        es="una petición por el puerto 80 se rechaza",
    ),
    "allow-all": Text(
        en="a request on port 80 is answered as well, unencrypted",
        es="una petición por el puerto 80 también se responde, sin cifrar",
    ),
}
_FIREWALL = Text(
    en="a web application firewall looks at each request first",
    es="un cortafuegos de aplicaciones web examina antes cada petición",
)
_RUNS = Text(
    en="{function} runs at each {event}",
    es="se ejecuta {function} en cada {event}",
)
_FALLBACK = Text(
    en="{runs}: it turns the addresses of the single-page app into index.html",
    es="{runs}: convierte las direcciones de la aplicación de una sola página en index.html",
)
_NO_FUNCTION = Text(
    en="for {pattern}: no function runs, so that an address is a file or an error",
    es="para {pattern}: no se ejecuta ninguna función, así que una dirección es un archivo o un error",
)
_FOR = Text(en="for {pattern}: {finding}", es="para {pattern}: {finding}")
_HOST = Text(
    en="tells CloudFront which distribution is meant, as many share one address",
    es="indica a CloudFront de qué distribución se trata, pues muchas comparten una dirección",
)
_ENCODINGS = Text(
    en="says which compressions the browser understands, so that CloudFront may send one",
    es="indica qué compresiones entiende el navegador, para que CloudFront pueda enviar una",
)
_ANSWERS = Text(
    en="sends the answer over the open connection and puts its own headers on it",
    es="envía la respuesta por la conexión abierta y le añade sus propias cabeceras",
)
