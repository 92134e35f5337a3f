"""The pages of the template's frontends as callers of its APIs: what their policy and the program let them do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.flow.behaviours import BUCKET, aliases, behaviours, origin_type
from workbook.flow.model import Finding, Header
from workbook.flow.policies import policy
from workbook.flow.step import fails, holds
from workbook.graph.model import Graph
from workbook.lang import Text, same
from workbook.template.model import Evidence

_CONTENT_POLICY = "ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy"


@dataclass(frozen=True, slots=True)
class Page:
    """A frontend by its name, with the policy that its pages come with and the place of it."""

    host: str
    named_by: Evidence
    content_policy: str | None
    policy_evidence: Evidence | None

    @property
    def origin(self) -> str:
        """What the browser writes into `Origin` when a page of this frontend calls."""
        return f"https://{self.host}"

    def may_call(self, host: str) -> bool:
        """Whether the policy of the page lets it call a host; without a policy it may."""
        if self.content_policy is None or host == self.host:
            return True
        return any(_covers(source, host) for source in _connect_sources(self.content_policy))


def pages(graph: Graph) -> tuple[Page, ...]:
    """The frontends of the template: distributions with a name, in front of a bucket."""
    return tuple(_pages(graph))


def call_findings(callers: tuple[Page, ...], host: str | None) -> Iterator[Finding]:
    """Whether the one frontend of a template lets its pages call this host; of several, any may be meant."""
    if host is None or len(callers) != 1 or callers[0].policy_evidence is None:
        return
    page, evidence = callers[0], callers[0].policy_evidence
    words = {"page": page.host, "host": host}
    yield (
        holds(_MAY_CALL.format(**words), evidence) if page.may_call(host) else fails(_MAY_NOT.format(**words), evidence)
    )


def origin_headers(callers: tuple[Page, ...]) -> tuple[Header, ...]:
    """The header by which the program knows the calling page."""
    if len(callers) != 1:
        return (Header("Origin", None, _ORIGIN),)
    return (Header("Origin", same(callers[0].origin), _ORIGIN, (callers[0].named_by,)),)


def _pages(graph: Graph) -> Iterator[Page]:
    for distribution in graph.resources("AWS::CloudFront::Distribution"):
        default = behaviours(distribution)[0]
        if origin_type(graph, default) != BUCKET:
            continue
        found = policy(graph, distribution, f"{default.path}.ResponseHeadersPolicyId")
        own = None if found is None else found.resource
        text = None if own is None else own.get(_CONTENT_POLICY)
        proof = own.evidence(_CONTENT_POLICY) if own is not None and isinstance(text, str) else None
        for host, evidence in aliases(distribution):
            yield Page(host, evidence, text if isinstance(text, str) else None, proof)


def _connect_sources(content_policy: str) -> tuple[str, ...]:
    """The sources of `connect-src`, or of `default-src` where there is none; everything where there is neither."""
    directives = [d.split() for d in content_policy.lower().split(";")]
    named = {words[0]: tuple(words[1:]) for words in directives if words}
    return named.get("connect-src", named.get("default-src", ("*",)))


def _covers(source: str, host: str) -> bool:
    name = source.removeprefix("https://").rstrip("/")
    return source in {"*", "https:"} or name == host or (name.startswith("*.") and host.endswith(name[1:]))


_MAY_CALL = Text(
    en="the Content-Security-Policy of {page} lets its pages call {host}",
    es="la Content-Security-Policy de {page} permite a sus páginas llamar a {host}",
)
_MAY_NOT = Text(
    en="the Content-Security-Policy of {page} does not let its pages call {host}, so the browser refuses",
    es="la Content-Security-Policy de {page} no permite a sus páginas llamar a {host}, así que el navegador se niega",
)
_ORIGIN = Text(
    en="the browser names the page that calls; the program answers only pages that it trusts",
    es="el navegador nombra la página que llama; el programa solo responde a las páginas en las que confía",
)
