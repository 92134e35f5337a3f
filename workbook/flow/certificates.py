"""Whether the certificate that a browser is shown is one that it accepts for the name it asked for."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.flow.model import Finding
from workbook.flow.named import named
from workbook.flow.places import host_of
from workbook.flow.step import fails, holds, untold
from workbook.graph.certificates import EDGE_REGION, covers, region_of
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.model import Evidence, Resource, Value


def edge_certificate(graph: Graph, value: Value, evidence: Evidence, host: str) -> Finding:
    """What the certificate of a distribution proves; CloudFront takes one from its own region only."""
    region = region_of(graph, value, named(graph, value))
    if region is not None and region != EDGE_REGION:
        return fails(_WRONG_REGION.format(host=host, region=region, wanted=EDGE_REGION), evidence)
    return server_certificate(graph, value, evidence, host)


def server_certificate(graph: Graph, value: Value, evidence: Evidence, host: str) -> Finding:
    """What a certificate proves for one host name."""
    certificate = named(graph, value)
    if certificate is None:
        return untold(_FROM_OUTSIDE.format(host=host), evidence)
    names = tuple(_names(certificate))
    listed = ", ".join(name for name, _ in names)
    proof = next((e for name, e in names if covers(name, host)), None)
    if proof is not None:
        return holds(_COVERS.format(host=host), evidence, proof)
    if not names:
        return untold(_FROM_OUTSIDE.format(host=host), evidence)
    return fails(_OTHER_NAMES.format(host=host, names=listed), evidence, *(e for _, e in names))


def _names(certificate: Resource) -> Iterator[tuple[str, Evidence]]:
    others = certificate.get("SubjectAlternativeNames")
    count = len(others) if isinstance(others, tuple) else 0
    for path in ("DomainName", *(f"SubjectAlternativeNames.{i}" for i in range(count))):
        name = host_of(certificate.get(path))
        if name:
            yield name, certificate.evidence(path)


_COVERS = Text(en="the certificate covers {host}", es="el certificado cubre {host}")
_FROM_OUTSIDE = Text(
    en="the certificate is given from outside the template, so whether it covers {host} is not told here",
    es="el certificado viene de fuera de la plantilla, así que aquí no consta si cubre {host}",
)
_OTHER_NAMES = Text(
    en="the certificate covers {names} and not {host}, so the browser refuses the connection",
    es="el certificado cubre {names} y no {host}, así que el navegador rechaza la conexión",
)
_WRONG_REGION = Text(
    en="the certificate for {host} lies in {region}, and CloudFront takes certificates from {wanted} only",
    es="el certificado de {host} está en {region}, y CloudFront solo admite certificados de {wanted}",
)
