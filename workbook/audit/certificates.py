"""Where certificates live, and whether they cover the names that they are shown for."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.audit.model import Finding
from workbook.audit.predicates import fault, holding, resolve, undecided
from workbook.graph.certificates import EDGE_REGION, region_of
from workbook.graph.index import expand
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.model import Evidence, Resource, Value

VIEWER_CERTIFICATE = "DistributionConfig.ViewerCertificate.AcmCertificateArn"


def edge_certificate_is_global(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """The certificate of a distribution lies in the one region from which CloudFront takes certificates."""
    value = distribution.get(VIEWER_CERTIFICATE)
    if value is not None:
        yield _in_region(graph, value, EDGE_REGION, distribution.evidence(VIEWER_CERTIFICATE))


def listener_certificate_is_local(graph: Graph, listener: Resource) -> Iterator[Finding]:
    """The certificates of a listener lie in the listener's own region."""
    region = graph.assembly.stack(listener.id.stack).region
    for path, value in expand(listener.properties, "Certificates.*.CertificateArn"):
        certificate, evidence = resolve(graph, value), listener.evidence(path)
        if certificate is not None and certificate.id.stack == listener.id.stack:
            yield holding(evidence)
        elif region is None:
            there = region_of(graph, value, certificate)
            untold = Finding(None, (evidence,), _REGION_UNTOLD.format(region=there))
            yield untold if there is not None else undecided(evidence, value)
        else:
            yield _in_region(graph, value, region, evidence)


def _in_region(graph: Graph, value: Value, wanted: str, evidence: Evidence) -> Finding:
    region = region_of(graph, value, resolve(graph, value))
    if region is None:
        return undecided(evidence, value)
    return holding(evidence) if region == wanted else fault(_ELSEWHERE.format(region=region, wanted=wanted), evidence)


_REGION_UNTOLD = Text(
    en="the certificate lies in {region}, and the template does not tell its own region",
    es="el certificado está en {region}, y la plantilla no dice cuál es su propia región",
)
_ELSEWHERE = Text(
    en="the certificate lies in {region}, expected {wanted}", es="el certificado está en {region}; se esperaba {wanted}"
)
