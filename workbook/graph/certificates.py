"""Where a certificate lies, and which host names it stands for."""

from __future__ import annotations

from workbook.graph.model import Graph
from workbook.template.model import Resource, Value

EDGE_REGION = "us-east-1"
"""The only region from which CloudFront takes certificates (CloudFront Developer Guide)."""


def covers(pattern: str, host: str) -> bool:
    """Whether a name of a certificate stands for a host; `*` stands for exactly one label (RFC 6125).

    >>> covers("*.example.com", "api.example.com"), covers("*.example.com", "example.com")
    (True, False)
    """
    if not pattern.startswith("*."):
        return pattern == host
    label, _, rest = host.partition(".")
    return bool(label) and rest == pattern.removeprefix("*.")


def region_of(graph: Graph, value: Value, certificate: Resource | None) -> str | None:
    """The region of a certificate: that in its ARN, or that of the stack which declares it; None where none tells."""
    if isinstance(value, str) and value.startswith("arn:") and value.count(":") >= 5:
        return value.split(":")[3] or None
    return None if certificate is None else graph.assembly.stack(certificate.id.stack).region
