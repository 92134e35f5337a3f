"""What a template says about a static site: its distribution, headers, pages and errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook.audit import tiers
from workbook.audit.model import Finding
from workbook.audit.origins import bucket_behaviors, serves_bucket
from workbook.audit.predicates import (
    Predicate,
    Subjects,
    decide,
    fault,
    holding,
    missing,
    plain_text,
    reaching,
    resolve,
    undecided,
    yes,
)
from workbook.graph.edge import behaviors
from workbook.graph.index import entries
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.model import Resource

DEFAULT = "DistributionConfig.DefaultCacheBehavior"
SECURITY_HEADERS = (
    "StrictTransportSecurity",
    "ContentSecurityPolicy",
    "ContentTypeOptions",
    "FrameOptions",
    "ReferrerPolicy",
)
ONE_YEAR = 31_536_000
"""Shortest `max-age` of HSTS, in seconds, that the preload list of browsers accepts."""


def sites(graph: Graph) -> Iterator[Resource]:
    """The distributions that serve files from a bucket unless a path says otherwise."""
    return (one for one in graph.resources(tiers.DISTRIBUTION) if serves_bucket(graph, one, DEFAULT))


def serves_a_site(graph: Graph) -> Iterator[Finding]:
    """A distribution serves a bucket; a bucket that is its own web server has none in front."""
    found, distributions = tuple(sites(graph)), graph.resources(tiers.DISTRIBUTION)
    websites = [b for b in graph.resources(tiers.BUCKET) if b.get("WebsiteConfiguration") is not None]
    for one in found:
        off = (plain_text(one.get("DistributionConfig.Enabled")) or "").lower() == "false"
        place = "DistributionConfig.Enabled" if off else f"{DEFAULT}.TargetOriginId"
        yield fault(_SWITCHED_OFF, one.evidence(place)) if off else holding(one.evidence(place))
    if found:
        return
    if distributions:
        yield fault(_NO_BUCKET, *(one.evidence(f"{DEFAULT}.TargetOriginId") for one in distributions))
    elif websites:
        yield fault(_NO_DISTRIBUTION, *(bucket.evidence("WebsiteConfiguration") for bucket in websites))
    else:
        yield missing(tiers.DISTRIBUTIONS)


def each_behavior(path: str, test: Callable[[str], bool], wanted: str, *, default: str = "") -> Predicate:
    """A setting of every behaviour of a distribution must pass a test."""

    def predicate(_: Graph, distribution: Resource) -> Iterator[Finding]:
        for place, _pattern, _behavior in behaviors(distribution):
            where = f"{place}.{path}"
            yield decide(distribution.evidence(where), distribution.get(where, default), test, wanted)

    return predicate


def has_own_certificate(_: Graph, distribution: Resource) -> Iterator[Finding]:
    """A certificate of ACM and a name of its own."""
    for path in ("DistributionConfig.ViewerCertificate.AcmCertificateArn", "DistributionConfig.Aliases"):
        stated = distribution.get(path) not in (None, "", ())
        yield Finding(stated, (distribution.evidence(path),), None if stated else _NOT_STATED.format(path=path))


def sends_security_headers(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """The policy of every behaviour of the bucket sets each header that protects a page.

    Behaviours of pictures and scripts are no exception, since a browser opens what it is given the address of.
    """
    judged = set()
    for place, _ in bucket_behaviors(graph, distribution):
        path = f"{place}.ResponseHeadersPolicyId"
        value = distribution.get(path)
        policy = resolve(graph, value)
        if policy is None:
            evidence = distribution.evidence(path)
            yield undecided(evidence, value) if plain_text(value) is None else fault(_NO_CSP, evidence)
        elif policy.id not in judged:
            judged.add(policy.id)
            yield from _sets_headers(policy)


def _sets_headers(policy: Resource) -> Iterator[Finding]:
    inside = "ResponseHeadersPolicyConfig.SecurityHeadersConfig"
    for name in SECURITY_HEADERS:
        stated = policy.get(f"{inside}.{name}") is not None
        yield Finding(stated, (policy.evidence(f"{inside}.{name}"),), None if stated else _NO_HEADER.format(name=name))
    age = f"{inside}.StrictTransportSecurity.AccessControlMaxAgeSec"
    yield decide(policy.evidence(age), policy.get(age), reaching(ONE_YEAR), f"≥ {ONE_YEAR}")


def answers_deep_links(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """A function rewrites the address of a page inside the application before the bucket is asked."""
    found, idle = [], []
    for path, kinds in _REWRITERS.items():
        for place, link in entries(distribution.properties, f"{DEFAULT}.{path}.*"):
            called = resolve(graph, link.get("FunctionARN")) if link.get("EventType") in kinds else None
            if called is not None and _leaves_addresses(called):
                idle.append(called.evidence("FunctionCode"))
            elif link.get("EventType") in kinds:
                found.append(distribution.evidence(place))
    if found or not idle:
        lacking = fault(_NO_REWRITE, distribution.evidence(f"{DEFAULT}.FunctionAssociations"))
        yield holding(*found) if found else lacking
    else:
        yield fault(_IDLE, *idle)


def _leaves_addresses(function: Resource) -> bool:
    """Whether the code of a function stands in the template and names no page that an address could become."""
    code = plain_text(function.get("FunctionCode"))
    return bool(code) and ".html" not in str(code)


def keeps_error_codes(_: Graph, distribution: Resource) -> Iterator[Finding]:
    """No error of any origin is turned into a success."""
    path = "DistributionConfig.CustomErrorResponses"
    masked = [
        distribution.evidence(place)
        for place, entry in entries(distribution.properties, f"{path}.*")
        if (plain_text(entry.get("ResponseCode")) or "").startswith("2")
    ]
    yield fault(_MASKED, *masked) if masked else holding(distribution.evidence(path))


def has_a_start_page(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """The bare name leads to a file, by the default root object or by a function that rewrites it."""
    path = "DistributionConfig.DefaultRootObject"
    if distribution.get(path) not in (None, ""):
        yield holding(distribution.evidence(path))
        return
    rewritten = all(finding.holds for finding in answers_deep_links(graph, distribution))
    evidence = distribution.evidence(path)
    yield Finding(None, (evidence,), _ROOT_BY_FUNCTION) if rewritten else fault(_NO_ROOT, evidence)


def keeps_old_files(_: Graph, deployment: Resource) -> Iterator[Finding]:
    """An upload of the site leaves the files of the version before in place."""
    evidence = deployment.evidence("Prune")
    yield fault(_PRUNES, evidence) if yes(deployment.get("Prune", True)) else holding(evidence)


_REWRITERS = {
    "FunctionAssociations": ("viewer-request",),
    "LambdaFunctionAssociations": ("viewer-request", "origin-request"),
}
SITES = Subjects(
    Text(en="CloudFront distribution in front of a bucket", es="distribución de CloudFront delante de un bucket"), sites
)
_NO_BUCKET = Text(
    en="no distribution serves files from a bucket by default",
    es="ninguna distribución sirve por omisión archivos de un bucket",
)
_NO_DISTRIBUTION = Text(
    en="the bucket is a website of its own, without CloudFront in front of it",
    es="el bucket es un sitio web por sí mismo, sin CloudFront delante",
)
_NOT_STATED = Text(en="{path} is not stated", es="{path} no se indica")
_NO_CSP = Text(
    en="no policy of the template sets the headers; the managed ones have no Content-Security-Policy",
    es="ninguna política de la plantilla pone las cabeceras; las gestionadas no llevan Content-Security-Policy",
)
_NO_HEADER = Text(en="{name} is not set", es="{name} no se pone")
_NO_REWRITE = Text(
    en="no function of the default behaviour rewrites deep links",
    es="ninguna función del comportamiento por omisión reescribe los enlaces profundos",
)
_IDLE = Text(
    en="the function of the default behaviour names no page that a deep link could become",
    es="la función del comportamiento por omisión no nombra ninguna página en la que convertir un enlace profundo",
)
_SWITCHED_OFF = Text(
    en="the distribution is switched off, so it answers no request",
    es="la distribución está desactivada, así que no responde a ninguna petición",
)
_ROOT_BY_FUNCTION = Text(
    en="no default root object is set; the template does not tell whether the function answers the bare name",
    es="no hay objeto raíz por omisión; la plantilla no dice si la función responde al nombre a secas",
)
_MASKED = Text(
    en="errors of every origin are answered as success", es="los errores de todos los orígenes se responden como éxito"
)
_NO_ROOT = Text(
    en="no default root object is set, so the bare name asks the bucket for its list of files",
    es="no hay objeto raíz por omisión, así que el nombre a secas pide al bucket su lista de archivos",
)
_PRUNES = Text(
    en="the upload deletes the files of the version before", es="la subida borra los archivos de la versión anterior"
)
