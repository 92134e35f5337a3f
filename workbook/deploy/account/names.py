"""Whether the world asks the name servers of a zone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import dns.exception
import dns.resolver

from workbook.deploy.account import words
from workbook.errors import DeployError

Servers = Callable[[str], Iterable[str]]
"""The name servers that the world asks for a zone."""


def public_servers(zone: str) -> list[str]:
    """What the resolver of this machine says; nothing where it finds none."""
    try:
        return [str(each.target) for each in dns.resolver.resolve(zone, "NS")]
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.resolver.NoNameservers, dns.exception.Timeout):
        return []


def check_delegation(zone: str, wanted: Iterable[str], servers: Servers = public_servers) -> None:
    """Whether the registrar sends the world to one of the name servers of our zone.

    Raises:
        DeployError: it does not yet.
    """
    ours = {each.rstrip(".").lower() for each in wanted}
    if not ours & {each.rstrip(".").lower() for each in servers(zone)}:
        raise DeployError(words.NOT_DELEGATED.format(zone=zone, servers=", ".join(sorted(ours))))
