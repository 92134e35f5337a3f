"""Edges of load balancers: listeners, rules, target groups, and who may call them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.graph.index import Index, entries, expand, whole
from workbook.graph.model import USERS, Edge, EdgeKind, NodeId, Ports, external, node_id
from workbook.graph.rules import Connectors, Rules, out
from workbook.template.model import Resource, Value, describe

FORWARDS_TO, CONTAINS = EdgeKind.FORWARDS_TO, EdgeKind.CONTAINS

RULES: Rules = {
    "AWS::ElasticLoadBalancingV2::Listener": (
        out("Certificates.*.CertificateArn", EdgeKind.PRESENTS, "certificate"),
        out("DefaultActions.*.AuthenticateCognitoConfig.UserPoolArn", EdgeKind.INVOKES),
    ),
    "AWS::ElasticLoadBalancingV2::ListenerRule": (
        out("Actions.*.AuthenticateCognitoConfig.UserPoolArn", EdgeKind.INVOKES),
    ),
    "AWS::ElasticLoadBalancing::LoadBalancer": (
        out("Listeners.*.SSLCertificateId", EdgeKind.PRESENTS, "certificate"),
        out("AccessLoggingPolicy.S3BucketName", EdgeKind.WRITES_LOGS_TO, "bucket", note="access logs"),
    ),
}

LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
LAYER_4 = {"TCP": "tcp", "UDP": "udp", "TLS": "tcp", "HTTP": "tcp", "HTTPS": "tcp", "TCP_UDP": "tcp", "SSL": "tcp"}
"""The transport protocol under each protocol of a listener."""

LOG_ATTRIBUTES = {
    "access_logs.s3.bucket": "access logs",
    "connection_logs.s3.bucket": "connection logs",
    "health_check_logs.s3.bucket": "health check logs",
}

CONDITION_VALUES = {
    "path-pattern": "PathPatternConfig",
    "host-header": "HostHeaderConfig",
    "http-request-method": "HttpRequestMethodConfig",
    "source-ip": "SourceIpConfig",
}
"""Where a rule's condition keeps its values, besides the older plain `Values`."""


def contained(listener: Resource, index: Index) -> Iterator[Edge]:
    """A load balancer contains its listeners; the ports are those that each listens on."""
    for balancer in index.ends(listener.get("LoadBalancerArn"), listener, "load-balancer"):
        path = "LoadBalancerArn"
        yield Edge(CONTAINS, balancer, node_id(listener), listener.evidence(path), listener_ports(listener))


def listener_ports(listener: Resource) -> Ports:
    """The port that a listener listens on."""
    return _ports(listener.get("Protocol"), listener.get("Port"))


def default_actions(listener: Resource, index: Index) -> Iterator[Edge]:
    """A listener forwards to the target groups of its default actions, or redirects; the note tells which."""
    yield from _actions(listener, "DefaultActions.*", listener, "", index)


def rule_actions(rule: Resource, index: Index) -> Iterator[Edge]:
    """A listener contains its rules, and each rule forwards or redirects what its conditions (the note) match."""
    conditions = _conditions(rule)
    for end in index.ends(rule.get("ListenerArn"), rule, "listener"):
        note = f"priority {describe(rule.get('Priority'))}"
        yield Edge(CONTAINS, end, node_id(rule), rule.evidence("ListenerArn"), note=note)
    for listener in index.targets(rule.get("ListenerArn"), rule) or (None,):
        yield from _actions(rule, "Actions.*", listener, conditions, index)


def registered(group: Resource, index: Index) -> Iterator[Edge]:
    """A target group forwards to the instances, functions or addresses registered in it."""
    for path, entry in entries(group.properties, "Targets.*"):
        port = whole(entry.get("Port", group.get("Port")))
        ports = None if group.get("TargetType") == "lambda" else Ports("tcp", port, port)
        for end in index.ends(entry.get("Id"), group, "address"):
            yield Edge(FORWARDS_TO, node_id(group), end, group.evidence(f"{path}.Id"), ports)


def more_certificates(link: Resource, index: Index) -> Iterator[Edge]:
    """A listener also presents the certificates that are added to it one by one."""
    for listener in index.ends(link.get("ListenerArn"), link, "listener"):
        for path, value in expand(link.properties, "Certificates.*.CertificateArn"):
            for end in index.ends(value, link, "certificate"):
                yield Edge(EdgeKind.PRESENTS, listener, end, link.evidence(path))


def attribute_logs(balancer: Resource, index: Index) -> Iterator[Edge]:
    """A load balancer writes its logs to the buckets that its attributes name."""
    for path, entry in entries(balancer.properties, "LoadBalancerAttributes.*"):
        note = LOG_ATTRIBUTES.get(describe(entry.get("Key")))
        for end in index.ends(entry.get("Value"), balancer, "bucket") if note else ():
            evidence = balancer.evidence(f"{path}.Value")
            yield Edge(EdgeKind.WRITES_LOGS_TO, node_id(balancer), end, evidence, note=note or "")


def entry_points(balancer: Resource, index: Index) -> Iterator[Edge]:
    """Users connect to the listeners of a load balancer that faces the internet, the default scheme of AWS."""
    if balancer.get("Scheme", "internet-facing") != "internet-facing":
        return
    evidence = balancer.evidence("Scheme") if "Scheme" in balancer.properties else balancer.evidence()
    for listener in index.holders(balancer, LISTENER, "LoadBalancerArn"):
        yield Edge(EdgeKind.CONNECTS_TO, USERS, node_id(balancer), evidence, listener_ports(listener))
    for _, entry in entries(balancer.properties, "Listeners.*"):
        ports = _ports(entry.get("Protocol"), entry.get("LoadBalancerPort"))
        yield Edge(EdgeKind.CONNECTS_TO, USERS, node_id(balancer), evidence, ports)


def classic_instances(balancer: Resource, index: Index) -> Iterator[Edge]:
    """A classic load balancer forwards to its instances, on the instance port of each of its listeners."""
    for path, value in expand(balancer.properties, "Instances.*"):
        for end in index.ends(value, balancer, "instance"):
            for _, entry in entries(balancer.properties, "Listeners.*"):
                ports = _ports(entry.get("InstanceProtocol", entry.get("Protocol")), entry.get("InstancePort"))
                yield Edge(FORWARDS_TO, node_id(balancer), end, balancer.evidence(path), ports)


def _actions(
    holder: Resource, pattern: str, listener: Resource | None, conditions: str, index: Index
) -> Iterator[Edge]:
    here = node_id(holder)
    for path, action in entries(holder.properties, pattern):
        for inner in ("TargetGroupArn", "ForwardConfig.TargetGroups.*.TargetGroupArn"):
            for place, value in expand(action, inner):
                for end in index.ends(value, holder, "target-group"):
                    yield Edge(FORWARDS_TO, here, end, holder.evidence(f"{path}.{place}"), note=conditions)
        redirect = action.get("RedirectConfig")
        if isinstance(redirect, Mapping):
            target, words = _redirect(redirect, listener, index)
            note = f"{words}, {conditions}" if conditions else words
            yield Edge(FORWARDS_TO, here, target, holder.evidence(f"{path}.RedirectConfig"), note=note)


def _redirect(redirect: Mapping[str, Value], listener: Resource | None, index: Index) -> tuple[NodeId, str]:
    code = describe(redirect.get("StatusCode")).removeprefix("HTTP_")
    protocol = _given(redirect, "Protocol", listener).lower()
    port = _given(redirect, "Port", listener)
    host = describe(redirect.get("Host"))
    address = f"{protocol}:{port}"
    words = f"redirect {code} {address}"
    if host and host != "#{host}":
        return external("address", f"{host}:{port}"), f"{words} {host}"
    sibling = _sibling(listener, port, index)
    return sibling or external("address", address), words


def _given(redirect: Mapping[str, Value], name: str, listener: Resource | None) -> str:
    text = describe(redirect.get(name))
    own = describe(listener.get(name)) if listener else ""
    return own if text in {"", f"#{{{name.lower()}}}"} else text


def _sibling(listener: Resource | None, port: str, index: Index) -> NodeId | None:
    balancers = index.targets(listener.get("LoadBalancerArn"), listener) if listener else ()
    for balancer in balancers:
        for other in index.holders(balancer, LISTENER, "LoadBalancerArn"):
            if describe(other.get("Port")) == port and other is not listener:
                return node_id(other)
    return None


def _conditions(rule: Resource) -> str:
    words = []
    for _, entry in entries(rule.properties, "Conditions.*"):
        field = describe(entry.get("Field"))
        inner = entry.get(CONDITION_VALUES.get(field, ""))
        values = inner.get("Values") if isinstance(inner, Mapping) else entry.get("Values")
        listed = values if isinstance(values, tuple) else (values,)
        words.append(f"{field} {' or '.join(map(describe, listed))}".strip())
    return ", ".join(words)


def _ports(protocol: Value, port: Value) -> Ports:
    number = whole(port)
    return Ports(LAYER_4.get(describe(protocol).upper(), "tcp"), number, number)


CONNECTORS: Connectors = {
    LISTENER: (contained, default_actions),
    "AWS::ElasticLoadBalancingV2::ListenerRule": (rule_actions,),
    "AWS::ElasticLoadBalancingV2::ListenerCertificate": (more_certificates,),
    "AWS::ElasticLoadBalancingV2::TargetGroup": (registered,),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": (attribute_logs, entry_points),
    "AWS::ElasticLoadBalancing::LoadBalancer": (entry_points, classic_instances),
}
