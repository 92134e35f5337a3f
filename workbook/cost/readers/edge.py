"""Distributions, names, firewalls, APIs and functions: what stands between users and programs."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Unpriced
from workbook.cost.meters import distributions, dns, serverless
from workbook.cost.meters.firewall import WebAcl, web_acl
from workbook.cost.meters.transfer import to_internet
from workbook.cost.number import GIB, Number
from workbook.cost.readers.context import DEFAULT_REGION, Context, Readers
from workbook.cost.readers.network import fronted
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.model import Resource, Value, at, describe, references
from workbook.template.scalars import number
from workbook.workload.model import Workload

DISTRIBUTION, PLAN, WEB_ACL = (
    "AWS::CloudFront::Distribution",
    "AWS::PricingPlanManager::Subscription",
    "AWS::WAFv2::WebACL",
)
CHEAPEST = "PriceClass_100"
"""The price class without South America, whose users are then served from North America."""
MILLISECONDS_DEFAULT = 100.0
"""Assumed time of a Lambda function for a request, where nobody says it."""

Found = Iterator[Component | Unpriced]


def distribution(resource: Resource, context: Context) -> Found:
    """A distribution by its usage, unless a flat-rate plan pays for it."""
    if covered(resource, context.graph):
        return
    traffic, workload = context.requests(resource), context.workload(resource)
    count = traffic.api_requests + traffic.asset_requests
    gb = (traffic.api_bytes_out + traffic.asset_bytes_out) / GIB
    for edge, share in _edges(resource, workload, context).items():
        yield from distributions.delivered(edge, gb * share)
        yield from distributions.requests(edge, count * share)
        if context.share(resource).api:
            yield from distributions.to_origin(edge, traffic.api_bytes_in / GIB * share)
    if _has_functions(resource):
        yield from distributions.functions(count, "DistributionConfig.DefaultCacheBehavior.FunctionAssociations")
    yield from distributions.invalidations(workload.deploys_per_month * workload.invalidation_paths_per_deploy)


def subscription(resource: Resource, context: Context) -> Found:
    """A flat-rate plan."""
    del context
    tier = describe(resource.get("PlanTier")).lower()
    if tier in distributions.PLANS:
        yield from distributions.plan(tier, "PlanTier")
    else:
        yield Unpriced(_NO_PLAN.format(tier=tier), "PlanTier")


def covered(resource: Resource, graph: Graph) -> bool:
    """Whether a flat-rate plan names a resource, and so pays for it."""
    plans = graph.resources(PLAN)
    return any(each.target == resource.id for plan in plans for _, each in references(plan.get("ResourceArns")))


def firewall(resource: Resource, context: Context) -> Found:
    """A web ACL with the requests of what it protects; one that a flat-rate plan covers costs nothing."""
    if covered(resource, context.graph):
        return
    rules = resource.get("Rules")
    kinds = [_kind(rule) for rule in (rules if isinstance(rules, tuple) else ())]
    acl = WebAcl(
        own_rules=kinds.count("rule"),
        managed_groups=kinds.count("managed"),
        own_groups=kinds.count("group"),
        rules_in_own_groups=_rules_in_groups(resource, context.graph),
        bot_control="AWSManagedRulesBotControlRuleSet" in str(rules),
    )
    protected = context.graph.outgoing(node_id(resource), EdgeKind.CONFIGURES)
    traffic = context.requests(resource)
    count: Number | None = traffic.api_requests + traffic.asset_requests if protected else None
    at_edge = resource.get("Scope") == "CLOUDFRONT"
    yield from web_acl(acl, count, "Rules" if kinds else "", DEFAULT_REGION if at_edge else None)


def hosted_zone(resource: Resource, context: Context) -> Found:
    """A zone, and the queries for names in it that are no aliases."""
    yield from dns.zones()
    if not _has_names_of_its_own(resource, context.graph):
        return
    traffic, workload = context.traffic(resource), context.workload(resource)
    yield from dns.queries("simple", traffic.sessions * workload.dns_queries_per_session)


def private_names(resource: Resource, context: Context) -> Found:
    """A namespace of Cloud Map, which is a hosted zone."""
    del resource, context
    yield from dns.zones()


def health_check(resource: Resource, context: Context) -> Found:
    """A health check; without an endpoint of AWS in sight it counts as one elsewhere."""
    del context
    in_aws = any(True for _ in references(resource.get("HealthCheckConfig")))
    yield from dns.health_checks(in_aws=in_aws, path="HealthCheckConfig")


def http_api(resource: Resource, context: Context) -> Found:
    """An HTTP API of API Gateway with its answers to the internet."""
    yield from _api("http", resource, context)


def rest_api(resource: Resource, context: Context) -> Found:
    """A REST API of API Gateway with its answers to the internet."""
    yield from _api("rest", resource, context)


def function(resource: Resource, context: Context) -> Found:
    """A Lambda function that answers requests; for one that something else calls the rates are shown."""
    memory = number(resource.get("MemorySize", 128)) or 128
    arm = "arm64" in str(resource.get("Architectures"))
    calls = context.requests(resource).api_requests if context.share(resource).api else None
    seconds = MILLISECONDS_DEFAULT / 1000
    yield from serverless.function(calls, seconds, memory / 1024, "arm" if arm else "x86", "MemorySize")


READERS: Readers = {
    DISTRIBUTION: distribution,
    PLAN: subscription,
    WEB_ACL: firewall,
    "AWS::Route53::HostedZone": hosted_zone,
    "AWS::Route53::HealthCheck": health_check,
    "AWS::ServiceDiscovery::PrivateDnsNamespace": private_names,
    "AWS::ServiceDiscovery::PublicDnsNamespace": private_names,
    "AWS::ApiGatewayV2::Api": http_api,
    "AWS::ApiGateway::RestApi": rest_api,
    "AWS::Lambda::Function": function,
}


def _api(kind: str, resource: Resource, context: Context) -> Found:
    requests = context.requests(resource)
    yield from serverless.api(kind, requests.api_requests)
    if not fronted(resource, context.graph):
        yield from to_internet(requests.api_bytes_out / GIB)


def _edges(resource: Resource, workload: Workload, context: Context) -> dict[str, Number]:
    """The part of the users near each edge; as a default all are near the region of the stacks."""
    named = {
        "edge:US": workload.edge_us_share,
        "edge:EU": workload.edge_eu_share,
        "edge:SA": workload.edge_sa_share,
    }
    near = _near(context.region(resource))
    if workload.edge_us_share == 1 and near != "edge:US":
        named = {edge: float(edge == near) for edge in named}
    if resource.get("DistributionConfig.PriceClass") == CHEAPEST:
        named["edge:US"] = named["edge:US"] + named.pop("edge:SA")
    return {edge: share for edge, share in named.items() if share != 0}


def _near(region: str) -> str:
    return {"eu": "edge:EU", "sa": "edge:SA"}.get(region.partition("-")[0], "edge:US")


def _has_functions(resource: Resource) -> bool:
    rules = resource.get("DistributionConfig.CacheBehaviors")
    behaviours = (resource.get("DistributionConfig.DefaultCacheBehavior"), *(rules if isinstance(rules, tuple) else ()))
    return any(at(behaviour, "FunctionAssociations") for behaviour in behaviours)


def _kind(rule: Value) -> str:
    if at(rule, "Statement.ManagedRuleGroupStatement") is not None:
        return "managed"
    return "group" if at(rule, "Statement.RuleGroupReferenceStatement") is not None else "rule"


def _rules_in_groups(resource: Resource, graph: Graph) -> int:
    named = {each.target for _, each in references(resource.get("Rules"))}
    groups = (group for group in graph.resources("AWS::WAFv2::RuleGroup") if group.id in named)
    return sum(len(rules) for group in groups if isinstance(rules := group.get("Rules"), tuple))


def _has_names_of_its_own(zone: Resource, graph: Graph) -> bool:
    """Whether a zone holds records that are no aliases, which Route 53 answers for money."""
    records = (edge.target for edge in graph.outgoing(node_id(zone), EdgeKind.CONTAINS))
    found = (graph.nodes[record].resource for record in records)
    return any(each is not None and each.get("AliasTarget") is None for each in found)


_NO_PLAN = Text(
    en="the price book knows no flat-rate plan {tier}",
    es="el libro de precios no conoce el plan de tarifa plana {tier}",
)
