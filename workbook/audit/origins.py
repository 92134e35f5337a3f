"""The origins of a distribution, and the buckets among them: how they are called and who may read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.audit import tiers
from workbook.audit.model import Finding
from workbook.audit.predicates import decide, fault, holding, plain_text, resolve, undecided
from workbook.audit.statements import Statement, allows_anybody, covers, refuses, resource_policy
from workbook.graph.caching import keeps_answers, lets_compress
from workbook.graph.edge import behaviors
from workbook.graph.index import entries
from workbook.graph.managed_policies import FORWARDS_HOST, MANAGED
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.model import Resource, Value, describe

Place = tuple[str, Mapping[str, Value]]

CLOUDFRONT = "cloudfront.amazonaws.com"
READ = "s3:GetObject"
_SIGNING = {"OriginAccessControlOriginType": "s3", "SigningBehavior": "always"}


def bucket_behaviors(graph: Graph, distribution: Resource) -> Iterator[Place]:
    """The behaviours of a distribution that lead to a bucket."""
    for place, _pattern, behavior in behaviors(distribution):
        if serves_bucket(graph, distribution, place):
            yield place, behavior


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
        if found is None:
            yield holding(evidence) if plain_text(control) else undecided(evidence, control)
        else:
            yield from (_is_set(found, setting, wanted) for setting, wanted in _SIGNING.items())


def _is_set(control: Resource, setting: str, wanted: str) -> Finding:
    path = f"OriginAccessControlConfig.{setting}"
    return decide(control.evidence(path), control.get(path), lambda text: text == wanted, wanted)


def is_read_by_it_alone(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """The policy of each bucket behind a distribution lets CloudFront in for this distribution only."""
    for _, origin in origins(distribution):
        bucket = resolve(graph, origin.get("DomainName")) if is_bucket(graph, origin) else None
        if bucket is not None and bucket.type == tiers.BUCKET:
            yield from _reading(graph, bucket, distribution)


def compresses(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """What comes from a bucket is compressed on its way, except for what the cache does not keep beside the rest.

    CloudFront cannot compress what it does not keep. A small page may well come that way, a whole site may not.
    """
    found = list(bucket_behaviors(graph, distribution))
    kept = [one for one in found if keeps_answers(graph, distribution, one[0]) is not False]
    for place, behavior in kept or found:
        evidence = distribution.evidence(f"{place}.Compress")
        if lets_compress(graph, distribution, place) is False:
            yield fault(_NO_FORM, distribution.evidence(f"{place}.CachePolicyId"))
        else:
            yield decide(evidence, behavior.get("Compress", False), lambda text: text.lower() == "true", "true")


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


def serves_bucket(graph: Graph, distribution: Resource, place: str) -> bool:
    """Whether the behaviour at a place leads to a bucket, by itself or by a group of origins."""
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
    policy = tuple(resource_policy(graph, bucket))
    yield from (fault(_ANYBODY, one.evidence) for one in policy if allows_anybody(one))
    yield from (fault(_REFUSED, one.evidence) for one in policy if refuses(one, READ, CLOUDFRONT))
    readers = [one for one in policy if one.allows and covers(one, READ) and _is_cloudfront(one)]
    others = [one for one in policy if one.allows and one not in readers and _is_named(one)]
    yield from (_bound(graph, one, distribution) for one in (*readers, *others))
    if not readers:
        yield fault(_NO_READER.format(bucket=bucket.id.logical_id), bucket.evidence())


def _is_cloudfront(statement: Statement) -> bool:
    """Whether a statement speaks of CloudFront: as a service, by an origin access identity, or among everybody."""
    return _is_named(statement) or "CanonicalUser" in statement.principals or _is_for_everybody(statement)


def _is_named(statement: Statement) -> bool:
    """Whether a statement names CloudFront as a service, whatever it lets it do, such as list the bucket."""
    return CLOUDFRONT in map(describe, statement.principals.get("Service", ()))


def _is_for_everybody(statement: Statement) -> bool:
    return any(describe(value) == "*" for values in statement.principals.values() for value in values)


def _bound(graph: Graph, statement: Statement, distribution: Resource) -> Finding:
    """Whether a statement that lets CloudFront read does so for the distribution only."""
    if "CanonicalUser" in statement.principals:
        return holding(statement.evidence)
    if _is_for_everybody(statement):
        return fault(_NARROWED if statement.conditions else _ANYBODY, statement.evidence)
    values = statement.condition("aws:sourcearn")
    named = [resolve(graph, value) == distribution for value in values]
    if not values or not all(known or _is_exact(value) for value, known in zip(values, named, strict=True)):
        return fault(_UNBOUND, statement.evidence)
    return holding(statement.evidence) if any(named) else Finding(None, (statement.evidence,), _ARN_UNTOLD)


def _is_exact(value: Value) -> bool:
    """Whether an ARN is written out without a wildcard in place of the distribution."""
    text = describe(value)
    return isinstance(value, str) and ":distribution/" in text and "*" not in text


_NO_CONTROL = Text(
    en="the bucket is called without Origin Access Control", es="se llama al bucket sin Origin Access Control"
)
_NO_FORM = Text(
    en="the cache policy keeps no compressed form of the files, so that CloudFront compresses none of them",
    es="la política de caché no conserva ninguna forma comprimida de los archivos, así que CloudFront no comprime "
    "ninguno",
)
_FORWARDS_HOST = Text(
    en="the viewer's Host header is forwarded to the bucket, which then looks for a bucket of that name",
    es="la cabecera Host del visitante se reenvía al bucket, y S3 busca entonces un bucket con ese nombre",
)
_ANYBODY = Text(
    en="the policy lets everybody in, without a condition",
    es="la política deja entrar a cualquiera, sin condición",
)
_NARROWED = Text(
    en="the policy names everybody as principal, and only a condition narrows it",
    es="la política nombra a cualquiera como principal, y solo una condición lo limita",
)
_REFUSED = Text(
    en="the policy denies CloudFront the files, and a denial outweighs every permission",
    es="la política niega los archivos a CloudFront, y una denegación pesa más que cualquier permiso",
)
_ARN_UNTOLD = Text(
    en="the policy names a distribution by its ARN, and only the deployment tells whether it is this one",
    es="la política nombra una distribución por su ARN, y solo el despliegue dice si es esta",
)
_UNBOUND = Text(
    en="the policy lets CloudFront in for any distribution, not for this one only",
    es="la política deja entrar a CloudFront para cualquier distribución, no solo para esta",
)
_NO_READER = Text(
    en="no policy lets CloudFront read {bucket}, so every request is answered with 403",
    es="ninguna política deja a CloudFront leer {bucket}, así que toda petición recibe un 403",
)
