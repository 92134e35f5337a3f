"""How the edge is paid for, and what passes it."""

from __future__ import annotations

from workbook.cost.whatif.changes.draft import Draft
from workbook.cost.whatif.changes.model import Alternative, Change, Topic
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.model import Resource
from workbook.template.raw import Raw

DISTRIBUTION = "AWS::CloudFront::Distribution"
BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
SUBSCRIPTION = "AWS::PricingPlanManager::Subscription"
NO_CACHE = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
"""The managed cache policy CachingDisabled."""
ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
"""The managed origin request policy AllViewerExceptHostHeader."""


def flat_rate(tier: str) -> Change:
    """A change of every distribution to a flat-rate plan, with the web ACL that a plan demands."""

    def change(draft: Draft) -> Text | None:
        taken = draft.graph.resources(SUBSCRIPTION)
        found = draft.graph.resources(DISTRIBUTION)
        if taken or not found:
            return _NO_DISTRIBUTION
        for number, distribution in enumerate(found, start=1):
            _subscribe(draft, distribution, tier, number)
        return None

    return change


def one_name(draft: Draft) -> Text | None:
    """Send API calls through the distribution of the site, below `/api/`."""
    sites = [d for d in draft.graph.resources(DISTRIBUTION) if _has_bucket(draft.graph, d)]
    balancers = draft.graph.resources(BALANCER)
    if len(sites) != 1 or len(balancers) != 1 or _fronts(draft.graph, sites[0], balancers[0]):
        return _NO_PAIR
    (site,), (balancer,) = sites, balancers
    stack = site.id.stack
    origins = site.get("DistributionConfig.Origins", ())
    rules = site.get("DistributionConfig.CacheBehaviors", ())
    origin: dict[str, Raw] = {
        "Id": "WhatIfApi",
        "DomainName": draft.name(balancer, stack, "DNSName"),
        "CustomOriginConfig": {"OriginProtocolPolicy": "https-only", "OriginSSLProtocols": ["TLSv1.2"]},
    }
    behaviour: dict[str, Raw] = {
        "PathPattern": "/api/*",
        "TargetOriginId": "WhatIfApi",
        "ViewerProtocolPolicy": "https-only",
        "AllowedMethods": ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
        "CachePolicyId": NO_CACHE,
        "OriginRequestPolicyId": ALL_BUT_HOST,
    }
    draft.put(site, f"DistributionConfig.Origins.{len(origins) if isinstance(origins, tuple) else 0}", origin)
    if isinstance(rules, tuple) and rules:
        draft.put(site, f"DistributionConfig.CacheBehaviors.{len(rules)}", behaviour)
    else:
        draft.put(site, "DistributionConfig.CacheBehaviors", [behaviour])
    for record in _names_of(draft.graph, balancer):
        draft.remove(record)
    return None


def _subscribe(draft: Draft, distribution: Resource, tier: str, number: int) -> None:
    stack = distribution.id.stack
    covered: list[Raw] = [_arn(draft.name(distribution, stack))]
    if distribution.get("DistributionConfig.WebACLId") is None:
        shown: dict[str, Raw] = {
            "SampledRequestsEnabled": True,
            "CloudWatchMetricsEnabled": True,
            "MetricName": "whatif",
        }
        name = f"WhatIfWebAcl{number}"
        acl: dict[str, Raw] = {"Scope": "CLOUDFRONT", "DefaultAction": {"Allow": {}}, "VisibilityConfig": shown}
        draft.add(stack, name, "AWS::WAFv2::WebACL", acl)
        arn: Raw = {"Fn::GetAtt": [name, "Arn"]}
        draft.put(distribution, "DistributionConfig.WebACLId", arn)
        covered.append(arn)
    plan: dict[str, Raw] = {
        "PlanFamily": "CloudFront",
        "PlanTier": tier,
        "UsageLevel": "DEFAULT",
        "ResourceArns": covered,
    }
    draft.add(stack, f"WhatIfPlan{number}", SUBSCRIPTION, plan)


def _arn(name: Raw) -> Raw:
    words = "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Id}"
    return {"Fn::Sub": [words, {"Id": name}]}


def _has_bucket(graph: Graph, distribution: Resource) -> bool:
    behind = graph.successors(node_id(distribution), EdgeKind.FORWARDS_TO)
    return any(node.type == "AWS::S3::Bucket" for node in behind)


def _fronts(graph: Graph, distribution: Resource, balancer: Resource) -> bool:
    behind = graph.successors(node_id(distribution), EdgeKind.FORWARDS_TO)
    return any(node.id == node_id(balancer) for node in behind)


def _names_of(graph: Graph, balancer: Resource) -> list[Resource]:
    """The record sets of their own that lead users to a load balancer."""
    leading = graph.predecessors(node_id(balancer), EdgeKind.RESOLVES_TO)
    return [n.resource for n in leading if n.resource is not None and n.type == "AWS::Route53::RecordSet"]


_NO_DISTRIBUTION = Text(
    en="there is no distribution without a flat-rate plan",
    es="no hay ninguna distribución sin plan de tarifa plana",
)
_NO_PAIR = Text(
    en="there is not exactly one distribution of a site beside one load balancer with a name of its own",
    es="no hay exactamente una distribución de un sitio junto a un balanceador con nombre propio",
)
_ELIGIBLE = Text(
    en="A plan must be approved after the deployment, and takes no Lambda@Edge and no legacy cache settings.",
    es="Un plan debe aprobarse tras el despliegue y no admite Lambda@Edge ni la configuración de caché antigua.",
)

ALTERNATIVES = (
    Alternative(
        "flat-rate-free",
        Topic.EDGE,
        Text(en="CloudFront's flat-rate plan Free", es="plan Free de tarifa plana de CloudFront"),
        flat_rate("FREE"),
        Text(
            en="1 million requests and 100 GB a month; a plan takes no Lambda@Edge and no legacy cache settings.",
            es="1 millón de peticiones y 100 GB al mes; un plan no admite Lambda@Edge ni la configuración de caché"
            " antigua.",
        ),
    ),
    Alternative(
        "flat-rate-pro",
        Topic.EDGE,
        Text(en="CloudFront's flat-rate plan Pro", es="plan Pro de tarifa plana de CloudFront"),
        flat_rate("PRO"),
        _ELIGIBLE,
    ),
    Alternative(
        "one-name",
        Topic.EDGE,
        Text(
            en="the API behind the distribution of the site",
            es="la API detrás de la distribución del sitio",
        ),
        one_name,
        Text(
            en="The brief wants two names; one name needs no CORS, and the load balancer must then let in CloudFront"
            " alone and present a certificate that CloudFront accepts.",
            es="El enunciado quiere dos nombres; con uno no hace falta CORS, y el balanceador debe dejar entrar solo a"
            " CloudFront y presentar un certificado que CloudFront acepte.",
        ),
    ),
)
