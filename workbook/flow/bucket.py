"""The hop from CloudFront to a bucket: how the request is signed, and whether the bucket lets it in."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.flow.behaviours import Behaviour, keeps, parts
from workbook.flow.bucket_policies import admits_distribution, admits_everybody, admits_identity, of_missing_files
from workbook.flow.documented import ORIGIN_CONNECT, ORIGIN_RESPONSE
from workbook.flow.model import Finding, Header, Timeout, Verdict
from workbook.flow.named import named
from workbook.flow.places import place
from workbook.flow.settings import setting
from workbook.flow.step import Answer, Step, fails, holds, present, untold
from workbook.graph.model import Graph, node_id
from workbook.lang import Text, same
from workbook.template.model import Resource

_SIGNING = "OriginAccessControlConfig.SigningBehavior"
_PROTOCOL = "OriginAccessControlConfig.SigningProtocol"


def fetch(graph: Graph, behaviour: Behaviour, origin: str, bucket: Resource, port: int | None) -> Step:
    """The hop from a distribution to the bucket that is its origin."""
    distribution = behaviour.distribution
    whole = (behaviour, *parts(graph, behaviour))
    kept = same(", ".join(one.pattern for one in whole if keeps(graph, one)))
    chosen = (holds(_chosen(graph, one), distribution.evidence(f"{origin}.DomainName")) for one in whole)
    asks, answers = (_ASKS, _ANSWERS) if keeps(graph, behaviour) else (_ASKS_FOR, _KEEPS) if kept.en else _PASSES
    return Step(
        source=place(graph, node_id(distribution)),
        target=place(graph, node_id(bucket)),
        does=asks.format(patterns=kept),
        protocol="HTTP" if port == 80 else "HTTPS",
        port=port,
        findings=(*chosen, *_access(graph, distribution, origin, bucket)),
        timeouts=_waits(distribution, origin),
        headers=_headers(graph, distribution, origin),
        answer=_answer(bucket, answers.format(patterns=kept), _CACHE_CONTROL if kept.en else _BROWSER_CONTROL),
    )


def _chosen(graph: Graph, behaviour: Behaviour) -> Text:
    """Which requests go to the bucket, and whether all of them do."""
    for_all, for_some = _CHOSEN if keeps(graph, behaviour) else _ALWAYS_CHOSEN
    return for_all if behaviour.pattern == "*" else for_some.format(pattern=behaviour.pattern)


def _access(graph: Graph, distribution: Resource, origin: str, bucket: Resource) -> Iterator[Finding]:
    control_path, identity_path = f"{origin}.OriginAccessControlId", f"{origin}.S3OriginConfig.OriginAccessIdentity"
    if distribution.get(control_path):
        yield _signature(graph, distribution, control_path)
        admitted = admits_distribution(graph, bucket, distribution)
        yield admitted
        if admitted.verdict is Verdict.HOLDS:
            yield of_missing_files(graph, bucket, distribution)
    elif distribution.get(identity_path):
        yield holds(_SIGNS_AS_IDENTITY, distribution.evidence(identity_path))
        yield admits_identity(graph, bucket, named(graph, distribution.get(identity_path)))
    else:
        yield holds(_UNSIGNED, distribution.evidence(origin))
        yield admits_everybody(graph, bucket)


def _signature(graph: Graph, distribution: Resource, path: str) -> Finding:
    control = named(graph, distribution.get(path))
    if control is None:
        return untold(_CONTROL_OUTSIDE, distribution.evidence(path))
    if control.get(_SIGNING) == "never":
        return fails(_NEVER_SIGNS, distribution.evidence(path), control.evidence(_SIGNING))
    return holds(_SIGNS, distribution.evidence(path), control.evidence(_SIGNING))


def _waits(distribution: Resource, origin: str) -> tuple[Timeout, ...]:
    connect = setting(distribution, f"{origin}.ConnectionTimeout", ORIGIN_CONNECT)
    answer = setting(distribution, f"{origin}.S3OriginConfig.OriginReadTimeout", ORIGIN_RESPONSE)
    return connect.timeout(CONNECT_WAIT), answer.timeout(ANSWER_WAIT)


def _headers(graph: Graph, distribution: Resource, origin: str) -> tuple[Header, ...]:
    host = Header("Host", None, _HOST, (distribution.evidence(f"{origin}.DomainName"),))
    control = named(graph, distribution.get(f"{origin}.OriginAccessControlId"))
    if control is None or control.get(_SIGNING) == "never":
        return (host,)
    return host, Header("Authorization", same("AWS4-HMAC-SHA256 …"), _SIGNATURE, (control.evidence(_PROTOCOL),))


def _answer(bucket: Resource, does: Text, cache_control: Text) -> Answer:
    encrypted = "BucketEncryption.ServerSideEncryptionConfiguration"
    decrypts = holds(_DECRYPTS, bucket.evidence(encrypted)) if bucket.get(encrypted) else None
    headers = (Header("ETag", None, _ETAG), Header("Cache-Control", None, cache_control))
    return Answer(does, headers=headers, findings=present((decrypts,)))


CONNECT_WAIT = Text(
    en="CloudFront waits for a connection to the origin",
    es="CloudFront espera una conexión con el origen",
)
ANSWER_WAIT = Text(
    en="CloudFront waits for each packet of the answer",
    es="CloudFront espera cada paquete de la respuesta",
)
_CHOSEN = (
    Text(
        en="what no other behaviour takes goes to this bucket when the cache has no answer",
        es="lo que no toma ningún otro comportamiento va a este bucket cuando la caché no tiene respuesta",
    ),
    Text(
        en="requests that match {pattern} go to this bucket when the cache has no answer",
        es="las peticiones que coinciden con {pattern} van a este bucket cuando la caché no tiene respuesta",
    ),
)
_ALWAYS_CHOSEN = (
    Text(
        en="what no other behaviour takes goes to this bucket each time, past the cache",
        es="lo que no toma ningún otro comportamiento va a este bucket cada vez, sin pasar por la caché",
    ),
    Text(
        en="requests that match {pattern} go to this bucket each time, past the cache",
        es="las peticiones que coinciden con {pattern} van a este bucket cada vez, sin pasar por la caché",
    ),
)
_ASKS = Text(
    en="fetches the files that the cache does not hold",
    es="obtiene los archivos que la caché no tiene",
)
_ASKS_FOR = Text(
    en="fetches the page each time, and of what matches {patterns} the files that the cache does not hold",
    es="obtiene la página cada vez y, de lo que coincide con {patterns}, los archivos que la caché no tiene",
)
_KEEPS = Text(
    en="sends the file; CloudFront keeps what matches {patterns} for the next visitors, and passes the page on",
    es="envía el archivo; CloudFront conserva para los siguientes visitantes lo que coincide con {patterns}, y la "
    "página solo la pasa",
)
_PASSES = (
    Text(
        en="fetches the file each time, as the cache keeps none", es="obtiene el archivo cada vez: la caché no guarda"
    ),
    Text(
        en="sends the file, which CloudFront passes on and does not keep",
        es="envía el archivo, que CloudFront pasa sin conservarlo",
    ),
)
_SIGNS = Text(
    en="an origin access control makes CloudFront sign each request",
    es="un control de acceso de origen hace que CloudFront firme cada petición",
)
_NEVER_SIGNS = Text(
    en="the origin access control never signs, so the private bucket takes CloudFront for a stranger",
    es="el control de acceso de origen nunca firma, así que el bucket privado toma a CloudFront por un desconocido",
)
_CONTROL_OUTSIDE = Text(
    en="the origin access control is given from outside the template, so whether it signs is not told here",
    es="el control de acceso de origen viene de fuera de la plantilla, así que aquí no consta si firma",
)
_SIGNS_AS_IDENTITY = Text(
    en="CloudFront signs as an origin access identity, the way that origin access control replaced",
    es="CloudFront firma como identidad de acceso de origen, el método al que sustituyó el control de acceso de origen",
)
_UNSIGNED = Text(
    en="CloudFront asks without a signature, so only a bucket that anybody may read answers",
    es="CloudFront pide sin firma, así que solo responde un bucket que cualquiera pueda leer",
)
_HOST = Text(
    en="must name the bucket, or S3 answers for another one; the browser's own Host is not passed on",
    es="debe nombrar al bucket, o S3 respondería por otro; no se reenvía el Host del navegador",
)
_SIGNATURE = Text(
    en="the signature (Signature Version 4) by which S3 knows that CloudFront asks",
    es="la firma (Signature Version 4) por la que S3 sabe que quien pide es CloudFront",
)
_ANSWERS = Text(
    en="sends the file, which CloudFront keeps for the next visitors",
    es="envía el archivo, que CloudFront conserva para los siguientes visitantes",
)
_DECRYPTS = Text(
    en="the file lies encrypted in the bucket and is decrypted on the way out",
    es="el archivo está cifrado en el bucket y se descifra al salir",
)
_ETAG = Text(
    en="the fingerprint with which a browser asks later whether the file has changed",
    es="la huella con la que el navegador pregunta después si el archivo ha cambiado",
)
_BROWSER_CONTROL = Text(
    en="set on the file at upload; decides how long the browser keeps it",
    es="se fija en el archivo al subirlo; decide cuánto tiempo lo conserva el navegador",
)
_CACHE_CONTROL = Text(
    en="set on the file at upload; decides how long CloudFront and the browser keep it",
    es="se fija en el archivo al subirlo; decide cuánto tiempo lo conservan CloudFront y el navegador",
)
