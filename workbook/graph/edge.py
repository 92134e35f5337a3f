"""Edges of CloudFront and of the web application firewall: origins, functions, certificates, policies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.graph.dns import named_by_records
from workbook.graph.index import Index, entries, whole
from workbook.graph.model import USERS, Edge, EdgeKind, Ports, node_id
from workbook.graph.rules import Connectors, Rules, into, out
from workbook.template.model import Resource, Value, at, describe

CONFIGURES, FORWARDS_TO = EdgeKind.CONFIGURES, EdgeKind.FORWARDS_TO
DISTRIBUTION = "AWS::CloudFront::Distribution"

BEHAVIORS = ("DistributionConfig.DefaultCacheBehavior", "DistributionConfig.CacheBehaviors.*")
POLICIES = (
    "CachePolicyId",
    "OriginRequestPolicyId",
    "ResponseHeadersPolicyId",
    "RealtimeLogConfigArn",
    "TrustedKeyGroups.*",
)

RULES: Rules = {
    DISTRIBUTION: (
        out("DistributionConfig.ViewerCertificate.AcmCertificateArn", EdgeKind.PRESENTS, "certificate"),
        out("DistributionConfig.Logging.Bucket", EdgeKind.WRITES_LOGS_TO, "bucket", note="access logs"),
        into("DistributionConfig.WebACLId", CONFIGURES, "web-acl"),
        into("DistributionConfig.Origins.*.OriginAccessControlId", CONFIGURES, "origin-access-control"),
        into("DistributionConfig.Origins.*.S3OriginConfig.OriginAccessIdentity", CONFIGURES, "origin-access-identity"),
        into("DistributionConfig.Origins.*.VpcOriginConfig.VpcOriginId", CONFIGURES),
        *(into(f"{behavior}.{policy}", CONFIGURES) for behavior in BEHAVIORS for policy in POLICIES),
    ),
    "AWS::CloudFront::VpcOrigin": (out("VpcOriginEndpointConfig.Arn", FORWARDS_TO, "load-balancer"),),
    "AWS::CloudFront::MonitoringSubscription": (out("DistributionId", CONFIGURES),),
    "AWS::CloudFront::Function": (into("FunctionConfig.KeyValueStoreAssociations.*.KeyValueStoreARN", CONFIGURES),),
    "AWS::CloudFront::KeyGroup": (into("KeyGroupConfig.Items.*", CONFIGURES),),
    "AWS::WAFv2::LoggingConfiguration": (out("ResourceArn", CONFIGURES),),
    "AWS::WAFv2::WebACLAssociation": (into("WebACLArn", CONFIGURES),),
    "AWS::WAFRegional::WebACLAssociation": (into("WebACLId", CONFIGURES),),
}

DEFAULT_PATH = "*"
"""What the default behaviour of a distribution matches."""


def origins(distribution: Resource, index: Index) -> Iterator[Edge]:
    """A distribution forwards to the origin of each behaviour; the note is the path pattern, the ports the origin's."""
    places = {
        describe(o.get("Id")): (path, o) for path, o in entries(distribution.properties, "DistributionConfig.Origins.*")
    }
    for _, pattern, behavior in behaviors(distribution):
        for name in _members(distribution, describe(behavior.get("TargetOriginId"))):
            path, origin = places.get(name, ("", {}))
            domain = origin.get("DomainName")
            for end in named_by_records(domain, index) or index.ends(domain, distribution, "host"):
                evidence = distribution.evidence(f"{path}.DomainName")
                ports = origin_ports(_settings(origin, distribution, index))
                yield Edge(FORWARDS_TO, node_id(distribution), end, evidence, ports, pattern)


def behaviors(distribution: Resource) -> Iterator[tuple[str, str, Mapping[str, Value]]]:
    """The place, the path pattern and the settings of every cache behaviour, the default one last."""
    for path, behavior in entries(distribution.properties, BEHAVIORS[1]):
        yield path, describe(behavior.get("PathPattern")), behavior
    for path, behavior in entries(distribution.properties, BEHAVIORS[0]):
        yield path, DEFAULT_PATH, behavior


def origin_ports(settings: Mapping[str, Value]) -> Ports:
    """The port on which CloudFront calls an origin with these settings: that of HTTPS unless only HTTP is spoken."""
    if settings.get("OriginProtocolPolicy") == "http-only":
        port = whole(settings.get("HTTPPort")) or 80
    else:
        port = whole(settings.get("HTTPSPort")) or 443
    return Ports("tcp", port, port)


def functions(distribution: Resource, index: Index) -> Iterator[Edge]:
    """A behaviour invokes its functions; the note is the event and the path pattern."""
    for path, pattern, behavior in behaviors(distribution):
        for list_name, arn in (
            ("FunctionAssociations", "FunctionARN"),
            ("LambdaFunctionAssociations", "LambdaFunctionARN"),
        ):
            for place, entry in entries(behavior, f"{list_name}.*"):
                note = f"{describe(entry.get('EventType'))} {pattern}"
                for end in index.ends(entry.get(arn), distribution, "function"):
                    evidence = distribution.evidence(f"{path}.{place}.{arn}")
                    yield Edge(EdgeKind.INVOKES, node_id(distribution), end, evidence, note=note)


def viewers(distribution: Resource, index: Index) -> Iterator[Edge]:
    """Users connect to a distribution over HTTPS, and over HTTP where a behaviour accepts or redirects it."""
    del index
    for path, _, behavior in behaviors(distribution):
        policy = describe(behavior.get("ViewerProtocolPolicy"))
        evidence = distribution.evidence(f"{path}.ViewerProtocolPolicy")
        for port in (443,) if policy == "https-only" else (80, 443):
            note = policy if port == 80 else ""
            yield Edge(EdgeKind.CONNECTS_TO, USERS, node_id(distribution), evidence, Ports("tcp", port, port), note)


def firewall(link: Resource, index: Index) -> Iterator[Edge]:
    """An association puts a web ACL in front of a load balancer, API or user pool."""
    for acl in index.ends(link.get("WebACLArn", link.get("WebACLId")), link, "web-acl"):
        for end in index.ends(link.get("ResourceArn"), link):
            yield Edge(CONFIGURES, acl, end, link.evidence("ResourceArn"))


def firewall_logs(link: Resource, index: Index) -> Iterator[Edge]:
    """A web ACL writes its logs to the destinations of its logging configuration."""
    for acl in index.ends(link.get("ResourceArn"), link, "web-acl"):
        path = "LogDestinationConfigs"
        for end in index.ends(link.get(path), link, "log-group"):
            yield Edge(EdgeKind.WRITES_LOGS_TO, acl, end, link.evidence(path))


def _settings(origin: Mapping[str, Value], distribution: Resource, index: Index) -> Mapping[str, Value]:
    """How an origin is called: its own settings, or those of its VPC origin; a bucket has none."""
    vpc_origin = index.targets(at(origin, "VpcOriginConfig.VpcOriginId"), distribution)
    value = vpc_origin[0].get("VpcOriginEndpointConfig") if vpc_origin else origin.get("CustomOriginConfig")
    return value if isinstance(value, Mapping) else {}


def _members(distribution: Resource, origin: str) -> tuple[str, ...]:
    for _, group in entries(distribution.properties, "DistributionConfig.OriginGroups.Items.*"):
        if describe(group.get("Id")) == origin:
            return tuple(describe(m.get("OriginId")) for _, m in entries(group, "Members.Items.*"))
    return (origin,)


CONNECTORS: Connectors = {
    DISTRIBUTION: (origins, functions, viewers),
    "AWS::WAFv2::WebACLAssociation": (firewall,),
    "AWS::WAFRegional::WebACLAssociation": (firewall,),
    "AWS::WAFv2::LoggingConfiguration": (firewall_logs,),
}
