"""Distributions by their usage, or by the flat-rate plan that pays for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np

from workbook.cost.component import Component, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.meters import distributions
from workbook.cost.number import GIB, Number
from workbook.cost.readers.reader import Found, Readers
from workbook.graph.edge import DEFAULT_PATH, behaviors
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text, quantity
from workbook.template.model import Resource, Value, describe, references
from workbook.workload.model import Workload

DISTRIBUTION, PLAN, BUCKET = (
    "AWS::CloudFront::Distribution",
    "AWS::PricingPlanManager::Subscription",
    "AWS::S3::Bucket",
)
WITHOUT_SOUTH_AMERICA = frozenset({"PriceClass_100", "PriceClass_200"})
"""Price classes whose viewers in South America are served from elsewhere (CloudFront pricing page, price classes)."""
MOST_REQUESTS: Mapping[str, float] = MappingProxyType({"free": 1e6, "pro": 1e7, "business": 1.25e8, "premium": 5e8})
"""Requests a month that a flat-rate plan is meant for (CloudFront pricing page, flat-rate plans)."""


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
    yield from _functions(resource, context)
    yield from distributions.invalidations(workload.deploys_per_month * workload.invalidation_paths_per_deploy)
    yield from _extras(resource)


def subscription(resource: Resource, context: Context) -> Found:
    """A flat-rate plan, and a doubt where more requests come than it is meant for."""
    tier = describe(resource.get("PlanTier")).lower()
    if tier not in distributions.PLANS:
        yield Unpriced(_NO_PLAN.format(tier=tier), "PlanTier")
        return
    yield from distributions.plan(tier, "PlanTier")
    for named in context.graph.resources(DISTRIBUTION):
        if resource in _plans_of(named, context.graph):
            traffic = context.requests(named)
            count = float(np.max(traffic.api_requests + traffic.asset_requests))
            if count > MOST_REQUESTS[tier]:
                most = quantity(MOST_REQUESTS[tier])
                yield Unpriced(_TOO_MANY.format(tier=tier, count=quantity(count), most=most), "PlanTier")


def covered(resource: Resource, graph: Graph) -> bool:
    """Whether a flat-rate plan pays for a resource: it names it, or the distribution that the web ACL guards."""
    guarded = (node.resource for node in graph.successors(node_id(resource), EdgeKind.CONFIGURES))
    distributions_of = [each for each in guarded if each is not None and each.type == DISTRIBUTION]
    return any(_plans_of(each, graph) for each in (resource, *distributions_of))


READERS: Readers = {DISTRIBUTION: distribution, PLAN: subscription}


def _plans_of(resource: Resource, graph: Graph) -> list[Resource]:
    return [
        plan
        for plan in graph.resources(PLAN)
        if any(each.target == resource.id for _, each in references(plan.get("ResourceArns")))
    ]


def _edges(resource: Resource, workload: Workload, context: Context) -> dict[str, Number]:
    """The part of the users near each edge; as a default all are near the region of the stacks."""
    named = {
        "edge:US": workload.edge_us_share,
        "edge:EU": workload.edge_eu_share,
        "edge:SA": workload.edge_sa_share,
    }
    near = _near(context.region(resource))
    if np.all(np.asarray(workload.edge_us_share) == 1) and near != "edge:US":
        named = {edge: float(edge == near) for edge in named}
    if resource.get("DistributionConfig.PriceClass") in WITHOUT_SOUTH_AMERICA:
        named["edge:US"] = named["edge:US"] + named.pop("edge:SA")
    return {edge: share for edge, share in named.items() if np.any(np.asarray(share) != 0)}


def _near(region: str) -> str:
    return {"eu": "edge:EU", "sa": "edge:SA"}.get(region.partition("-")[0], "edge:US")


def _functions(resource: Resource, context: Context) -> Iterator[Component]:
    """The runs of CloudFront Functions: those of each behaviour times the requests that it answers."""
    traffic = context.requests(resource)
    patterns = [pattern for _, pattern, _ in behaviors(resource)]
    files = _to_buckets(resource, context.graph) or frozenset(patterns)
    programs = frozenset(patterns) - files or files
    for path, pattern, behaviour in behaviors(resource):
        runs = _length(behaviour.get("FunctionAssociations"))
        if runs:
            assets = traffic.asset_requests / len(files) if pattern in files else 0.0
            calls = traffic.api_requests / len(programs) if pattern in programs else 0.0
            yield from distributions.functions(runs * (assets + calls), f"{path}.FunctionAssociations")


def _to_buckets(resource: Resource, graph: Graph) -> frozenset[str]:
    """The path patterns of a distribution whose requests go to buckets."""
    edges = graph.outgoing(node_id(resource), EdgeKind.FORWARDS_TO)
    return frozenset(edge.note or DEFAULT_PATH for edge in edges if graph.nodes[edge.target].type == BUCKET)


def _extras(resource: Resource) -> Iterator[Unpriced]:
    """What a distribution has that the price book cannot price."""
    for path, _, behaviour in behaviors(resource):
        if _length(behaviour.get("LambdaFunctionAssociations")):
            yield Unpriced(_AT_EDGE, f"{path}.LambdaFunctionAssociations")
    if resource.get("DistributionConfig.ViewerCertificate.SslSupportMethod") == "vip":
        yield Unpriced(_OWN_ADDRESSES, "DistributionConfig.ViewerCertificate.SslSupportMethod")
    origins = resource.get("DistributionConfig.Origins")
    if any("OriginShieldRegion" in describe(each) for each in (origins if isinstance(origins, tuple) else ())):
        yield Unpriced(_SHIELD, "DistributionConfig.Origins")


def _length(value: Value) -> int:
    return len(value) if isinstance(value, tuple) else 0


_NO_PLAN = Text(
    en="the price book knows no flat-rate plan {tier}",
    es="el libro de precios no conoce el plan de tarifa plana {tier}",
)
_TOO_MANY = Text(
    en="{count} requests come in a month, and the flat-rate plan {tier} is meant for {most}",
    es="llegan {count} peticiones al mes, y el plan de tarifa plana {tier} está pensado para {most}",
)
_AT_EDGE = Text(
    en="the price book has no price for Lambda@Edge",
    es="el libro de precios no tiene precio para Lambda@Edge",
)
_OWN_ADDRESSES = Text(
    en="the price book has no price for a certificate with IP addresses of its own",
    es="el libro de precios no tiene precio para un certificado con direcciones IP propias",
)
_SHIELD = Text(
    en="the price book has no price for Origin Shield",
    es="el libro de precios no tiene precio para Origin Shield",
)
