"""What a template says about a static site: the distribution, its origins and behaviours, and the bucket behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from workbook.audit import tiers
from workbook.audit.model import Finding
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
from workbook.audit.statements import Statement, allows_anybody, resource_policy
from workbook.graph.edge import behaviors
from workbook.graph.index import entries
from workbook.graph.managed_policies import FORWARDS_HOST, MANAGED
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.model import Resource, Value, describe

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

Place = tuple[str, Mapping[str, Value]]


def sites(graph: Graph) -> Iterator[Resource]:
    """The distributions that serve files from a bucket unless a path says otherwise."""
    return (one for one in graph.resources(tiers.DISTRIBUTION) if _serves_bucket(graph, one, DEFAULT))


def serves_a_site(graph: Graph) -> Iterator[Finding]:
    """A distribution serves a bucket; a bucket that is its own web server has none in front."""
    found, distributions = tuple(sites(graph)), graph.resources(tiers.DISTRIBUTION)
    websites = [b for b in graph.resources(tiers.BUCKET) if b.get("WebsiteConfiguration") is not None]
    if found:
        yield holding(*(one.evidence(f"{DEFAULT}.TargetOriginId") for one in found))
    elif distributions:
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


def bucket_behaviors(graph: Graph, distribution: Resource) -> Iterator[Place]:
    """The behaviours of a distribution that lead to a bucket."""
    for place, _pattern, behavior in behaviors(distribution):
        if _serves_bucket(graph, distribution, place):
            yield place, behavior


def has_own_certificate(_: Graph, distribution: Resource) -> Iterator[Finding]:
    """A certificate of ACM and a name of its own."""
    for path in ("DistributionConfig.ViewerCertificate.AcmCertificateArn", "DistributionConfig.Aliases"):
        stated = distribution.get(path) not in (None, "", ())
        yield Finding(stated, (distribution.evidence(path),), None if stated else _NOT_STATED.format(path=path))


def signs_requests(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """Every bucket behind a distribution is called with signed requests of Origin Access Control."""
    for path, origin in origins(distribution):
        if not is_bucket(graph, origin):
            continue
        control = origin.get("OriginAccessControlId")
        evidence = distribution.evidence(f"{path}.OriginAccessControlId")
        if control in (None, ""):
            yield fault(_NO_CONTROL, evidence)
            continue
        found = resolve(graph, control)
        behavior = "OriginAccessControlConfig.SigningBehavior"
        if found is None:
            yield holding(evidence)
        else:
            yield decide(found.evidence(behavior), found.get(behavior), lambda text: text == "always", "always")


def is_read_by_it_alone(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """The policy of each bucket behind a distribution lets CloudFront in for this distribution only."""
    for _, origin in origins(distribution):
        bucket = resolve(graph, origin.get("DomainName")) if is_bucket(graph, origin) else None
        if bucket is not None and bucket.type == tiers.BUCKET:
            yield from _reading(graph, bucket, distribution)


def sends_security_headers(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """The policy of the default behaviour sets every header that protects a page."""
    path = f"{DEFAULT}.ResponseHeadersPolicyId"
    value = distribution.get(path)
    policy = resolve(graph, value)
    if policy is None:
        known = plain_text(value)
        yield (
            fault(_NO_CSP, distribution.evidence(path))
            if known is not None
            else undecided(distribution.evidence(path), value)
        )
        return
    inside = "ResponseHeadersPolicyConfig.SecurityHeadersConfig"
    for name in SECURITY_HEADERS:
        stated = policy.get(f"{inside}.{name}") is not None
        yield Finding(stated, (policy.evidence(f"{inside}.{name}"),), None if stated else _NO_HEADER.format(name=name))
    age = f"{inside}.StrictTransportSecurity.AccessControlMaxAgeSec"
    yield decide(policy.evidence(age), policy.get(age), reaching(ONE_YEAR), f"≥ {ONE_YEAR}")


def answers_deep_links(_: Graph, distribution: Resource) -> Iterator[Finding]:
    """A function rewrites the address of a page inside the application before the bucket is asked."""
    found = []
    for path, kinds in _REWRITERS.items():
        for place, link in entries(distribution.properties, f"{DEFAULT}.{path}.*"):
            if link.get("EventType") in kinds:
                found.append(distribution.evidence(place))
    yield holding(*found) if found else fault(_NO_REWRITE, distribution.evidence(f"{DEFAULT}.FunctionAssociations"))


def keeps_error_codes(_: Graph, distribution: Resource) -> Iterator[Finding]:
    """No error of any origin is turned into a success."""
    path = "DistributionConfig.CustomErrorResponses"
    masked = [
        distribution.evidence(place)
        for place, entry in entries(distribution.properties, f"{path}.*")
        if (plain_text(entry.get("ResponseCode")) or "").startswith("2")
    ]
    yield fault(_MASKED, *masked) if masked else holding(distribution.evidence(path))


def compresses(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """What comes from a bucket is compressed on its way."""
    for place, behavior in bucket_behaviors(graph, distribution):
        evidence = distribution.evidence(f"{place}.Compress")
        yield decide(evidence, behavior.get("Compress", False), lambda text: text.lower() == "true", "true")


def has_a_start_page(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """The bare name leads to a file, by the default root object or by a function that rewrites it."""
    path = "DistributionConfig.DefaultRootObject"
    if distribution.get(path) not in (None, ""):
        yield holding(distribution.evidence(path))
        return
    rewritten = all(finding.holds for finding in answers_deep_links(graph, distribution))
    yield Finding(None if rewritten else False, (distribution.evidence(path),), _NO_ROOT)


def keeps_own_host(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """A bucket is not asked with the Host header of the viewer."""
    for place, behavior in bucket_behaviors(graph, distribution):
        evidence = distribution.evidence(f"{place}.OriginRequestPolicyId")
        forwarded = MANAGED.get(describe(behavior.get("OriginRequestPolicyId"))) in FORWARDS_HOST
        yield fault(_FORWARDS_HOST, evidence) if forwarded else holding(evidence)


def calls_origins_over_tls(_: Graph, distribution: Resource) -> Iterator[Finding]:
    """Origins that are servers are called over HTTPS."""
    for path, origin in origins(distribution):
        if origin.get("CustomOriginConfig") is not None:
            where = f"{path}.CustomOriginConfig.OriginProtocolPolicy"
            value = distribution.get(where)
            yield decide(distribution.evidence(where), value, lambda text: text == "https-only", "https-only")


def keeps_old_files(_: Graph, deployment: Resource) -> Iterator[Finding]:
    """An upload of the site leaves the files of the version before in place."""
    evidence = deployment.evidence("Prune")
    yield fault(_PRUNES, evidence) if yes(deployment.get("Prune", True)) else holding(evidence)


def origins(distribution: Resource) -> Iterator[Place]:
    """The origins of a distribution with their places."""
    return entries(distribution.properties, "DistributionConfig.Origins.*")


def is_bucket(graph: Graph, origin: Mapping[str, Value]) -> bool:
    """Whether an origin is a bucket that is called through the API of S3, not through its website endpoint."""
    if origin.get("CustomOriginConfig") is not None:
        return False
    named = resolve(graph, origin.get("DomainName"))
    by_setting = origin.get("S3OriginConfig") is not None or bool(origin.get("OriginAccessControlId"))
    return by_setting or (named is not None and named.type == tiers.BUCKET)


def _serves_bucket(graph: Graph, distribution: Resource, place: str) -> bool:
    wanted = describe(distribution.get(f"{place}.TargetOriginId"))
    groups = entries(distribution.properties, "DistributionConfig.OriginGroups.Items.*")
    members = {
        describe(member.get("OriginId"))
        for _, group in groups
        if describe(group.get("Id")) == wanted
        for _, member in entries(group, "Members.Items.*")
    }
    names = members or {wanted}
    return any(describe(o.get("Id")) in names and is_bucket(graph, o) for _, o in origins(distribution))


def _reading(graph: Graph, bucket: Resource, distribution: Resource) -> Iterator[Finding]:
    statements = [one for one in resource_policy(graph, bucket) if one.allows]
    open_to_all = [one for one in statements if allows_anybody(one)]
    for one in open_to_all:
        yield fault(_ANYBODY, one.evidence)
    readers = [one for one in statements if _is_cloudfront(one) or "CanonicalUser" in one.principals]
    for one in readers:
        bound = "CanonicalUser" in one.principals or _names(graph, one, distribution)
        yield holding(one.evidence) if bound else fault(_UNBOUND, one.evidence)
    if not readers:
        yield fault(_NO_READER.format(bucket=bucket.id.logical_id), bucket.evidence())


def _is_cloudfront(statement: Statement) -> bool:
    return any(describe(name) == "cloudfront.amazonaws.com" for name in statement.principals.get("Service", ()))


def _names(graph: Graph, statement: Statement, distribution: Resource) -> bool:
    """Whether a condition on the source's ARN names the distribution, without a wildcard in its place."""
    values = statement.condition("aws:sourcearn")
    return bool(values) and all(resolve(graph, v) == distribution or _is_exact(v) for v in values)


def _is_exact(value: Value) -> bool:
    text = describe(value)
    return isinstance(value, str) and ":distribution/" in text and "*" not in text


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
_NO_CONTROL = Text(
    en="the bucket is called without Origin Access Control", es="se llama al bucket sin Origin Access Control"
)
_NO_CSP = Text(
    en="no policy of the template sets the headers; the managed ones have no Content-Security-Policy",
    es="ninguna política de la plantilla pone las cabeceras; las gestionadas no llevan Content-Security-Policy",
)
_NO_HEADER = Text(en="{name} is not set", es="{name} no se pone")
_NO_REWRITE = Text(
    en="no function of the default behaviour rewrites deep links",
    es="ninguna función del comportamiento por omisión reescribe los enlaces profundos",
)
_MASKED = Text(
    en="errors of every origin are answered as success", es="los errores de todos los orígenes se responden como éxito"
)
_NO_ROOT = Text(
    en="no default root object is set, so the bare name asks the bucket for its list of files",
    es="no hay objeto raíz por omisión, así que el nombre a secas pide al bucket su lista de archivos",
)
_FORWARDS_HOST = Text(
    en="the viewer's Host header is forwarded to the bucket, which then looks for a bucket of that name",
    es="la cabecera Host del visitante se reenvía al bucket, y S3 busca entonces un bucket con ese nombre",
)
_PRUNES = Text(
    en="the upload deletes the files of the version before", es="la subida borra los archivos de la versión anterior"
)
_ANYBODY = Text(en="the policy lets anybody read the bucket", es="la política deja leer el bucket a cualquiera")
_UNBOUND = Text(
    en="the policy lets CloudFront in for any distribution, not for this one only",
    es="la política deja entrar a CloudFront para cualquier distribución, no solo para esta",
)
_NO_READER = Text(
    en="no policy lets CloudFront read {bucket}, so every request is answered with 403",
    es="ninguna política deja a CloudFront leer {bucket}, así que toda petición recibe un 403",
)
