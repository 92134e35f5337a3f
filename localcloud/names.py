"""Names of the deployment as a browser of this machine reaches them: `app.example.com.localhost:8443`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LOCAL = ".localhost"
"""Browsers take every name that ends so for this machine."""

Headers = list[tuple[bytes, bytes]]

# In these a server reads, or tells, addresses of the deployment.
_ASKED = {b"origin", b"referer"}
_ANSWERED = {
    b"access-control-allow-origin",
    b"content-security-policy",
    b"content-security-policy-report-only",
    b"location",
}


@dataclass(frozen=True, slots=True)
class Names:
    """How addresses are written outside and inside."""

    http: int
    https: int

    def inside(self, host: str) -> str | None:
        """The deployed name that a host of a browser stands for, or None where it is no such host."""
        name = host.partition(":")[0].lower()
        return name.removesuffix(LOCAL) if name.endswith(LOCAL) and "." in name.removesuffix(LOCAL) else None

    def asked(self, headers: Headers) -> Headers:
        """Headers of a request, with the addresses that the deployment knows."""
        pattern = re.compile(rb"^(https?)://([a-z0-9.-]+)" + re.escape(LOCAL.encode()) + rb":\d+", re.IGNORECASE)
        return [(name, pattern.sub(rb"\1://\2", value) if name in _ASKED else value) for name, value in headers]

    def answered(self, headers: Iterable[tuple[bytes, bytes]], deployed: Iterable[str]) -> Headers:
        """Headers of an answer, with addresses that a browser of this machine reaches."""
        addresses = self._addresses(deployed)
        return [(name, _replaced(value, addresses) if name.lower() in _ANSWERED else value) for name, value in headers]

    def _addresses(self, deployed: Iterable[str]) -> Mapping[bytes, bytes]:
        ports = {"http": self.http, "https": self.https}
        return {
            f"{scheme}://{name}".encode(): f"{scheme}://{name}{LOCAL}:{port}".encode()
            for name in deployed
            for scheme, port in ports.items()
        }


def _replaced(value: bytes, addresses: Mapping[bytes, bytes]) -> bytes:
    if not addresses:
        return value
    # A load balancer names its port in redirects.
    known = b"|".join(re.escape(address) for address in addresses)
    pattern = re.compile(b"(" + known + rb")(?::443|:80)?(?![\w.:-])", re.IGNORECASE)
    return pattern.sub(lambda found: addresses[found[1].lower()], value)
