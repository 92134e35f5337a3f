"""What a template says about the listeners of load balancers: TLS, redirects and certificates."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.audit import tiers
from workbook.audit.model import Finding
from workbook.audit.predicates import contained, decide, fault, holding
from workbook.audit.vended import attribute_is
from workbook.graph.index import entries
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.model import Resource

RULE = "AWS::ElasticLoadBalancingV2::ListenerRule"
ACTIONS = {tiers.LISTENER: "DefaultActions", RULE: "Actions"}
STRICT_POLICIES = (
    "ELBSecurityPolicy-TLS13-1-2-",
    "ELBSecurityPolicy-TLS13-1-3-",
    "ELBSecurityPolicy-TLS-1-2-",
    "ELBSecurityPolicy-FS-1-2-",
)
"""How the names of the policies begin that take TLS 1.2 and newer only (ELB User Guide, security policies)."""


def ends_tls(graph: Graph, balancer: Resource) -> Iterator[Finding]:
    """A load balancer has a listener that speaks HTTPS with a certificate."""
    own = contained(graph, balancer, tiers.LISTENER)
    secure = [one for one in own if one.get("Protocol") == "HTTPS" and one.get("Certificates")]
    if secure:
        yield holding(*(one.evidence("Certificates") for one in secure))
    elif own:
        yield fault(_NO_HTTPS.format(name=balancer.id.logical_id), *(one.evidence("Protocol") for one in own))
    else:
        yield Finding(None, (balancer.evidence(),), _NO_LISTENER)


def only_redirects(graph: Graph, listener: Resource) -> Iterator[Finding]:
    """A listener for plain HTTP, with all its rules, answers by a redirect to HTTPS and nothing else."""
    if listener.get("Protocol") != "HTTP":
        return
    for holder in (listener, *contained(graph, listener, RULE)):
        for path, action in entries(holder.properties, f"{ACTIONS[holder.type]}.*"):
            protocol = holder.get(f"{path}.RedirectConfig.Protocol")
            evidence = holder.evidence(path)
            secure = action.get("Type") == "redirect" and protocol == "HTTPS"
            yield holding(evidence) if secure else fault(_NOT_REDIRECTED, evidence)


def uses_strict_tls(_: Graph, listener: Resource) -> Iterator[Finding]:
    """The security policy of an HTTPS listener takes TLS 1.2 and newer only."""
    if listener.get("Protocol") == "HTTPS":
        value = listener.get("SslPolicy", "ELBSecurityPolicy-2016-08")
        wanted = "ELBSecurityPolicy-TLS13-1-2-… | TLS13-1-3-…"
        yield decide(listener.evidence("SslPolicy"), value, lambda text: text.startswith(STRICT_POLICIES), wanted)


def drops_invalid_headers(_: Graph, balancer: Resource) -> Iterator[Finding]:
    """Headers whose names HTTP does not allow are not handed on."""
    key = "routing.http.drop_invalid_header_fields.enabled"
    yield attribute_is(balancer, key, "false", lambda text: text.lower() == "true", "true")


_NO_HTTPS = Text(
    en="no listener of {name} speaks HTTPS with a certificate",
    es="ningún agente de escucha de {name} habla HTTPS con un certificado",
)
_NO_LISTENER = Text(
    en="the listeners are declared outside the template", es="los agentes de escucha se declaran fuera de la plantilla"
)
_NOT_REDIRECTED = Text(
    en="plain HTTP is answered by something other than a redirect to HTTPS",
    es="HTTP sin cifrar se responde con algo distinto de una redirección a HTTPS",
)
