"""A resource that is gone while others still ask for it stops the request at the first of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flow.conftest import Profile
from workbook.flow.follow import follow_requests
from workbook.flow.model import PathKind
from workbook.graph.model import Graph
from workbook.template.edit import remove

PAGE, API = PathKind.PAGE_LOAD, PathKind.API_CALL
GONE = [
    ("CloudFront::Distribution", PAGE, "DNS"),
    ("CloudFront::Function", PAGE, "HTTPS"),
    ("CloudFront::OriginAccessControl", PAGE, "HTTPS"),
    ("Route53::HostedZone", PAGE, "DNS"),
    ("Route53::HostedZone", API, "DNS"),
    ("ElasticLoadBalancingV2::LoadBalancer", API, "DNS"),
    ("ElasticLoadBalancingV2::TargetGroup", API, "HTTP"),
    ("CertificateManager::Certificate", PAGE, "HTTPS"),
    ("CertificateManager::Certificate", API, "HTTPS"),
    ("ECS::Cluster", API, "HTTP"),
    ("RDS::DBInstance", API, "PostgreSQL"),
    ("RDS::DBSubnetGroup", API, "PostgreSQL"),
]
"""What is removed, the path that it stops, and what the first step that fails speaks in the whole snapshot."""


@pytest.mark.parametrize(("kind", "path", "protocol"), GONE)
def test_a_request_stops_where_something_undeclared_is_needed(
    standard: Profile, kind: str, path: PathKind, protocol: str
) -> None:
    whole = next(p for p in follow_requests(standard.graph()).paths if p.kind is path)
    expected = [hop.protocol for hop in whole.hops].index(protocol)

    report = follow_requests(standard.graph(*(remove(r.evidence()) for r in standard.resources(kind))))

    found = next(p for p in report.paths if p.kind is path)
    assert found.broken is not None
    assert len(found.hops) == expected
    assert any("does not declare" in reason.text.en for reason in found.broken.reasons)
    assert found.broken.evidence


def test_a_name_that_a_macro_may_still_declare_breaks_nothing(graph_of: Callable[..., Graph]) -> None:
    template = """
Balancer:
  Type: AWS::ElasticLoadBalancingV2::LoadBalancer
  Properties: {Scheme: internet-facing, SecurityGroups: [{Ref: Generated}]}
"""
    loop = """
Fn::ForEach::Buckets: [Name, {Ref: Names}, {"Bucket${Name}": {Type: AWS::S3::Bucket}}]
"""

    assert any("Generated" in reason for reason in reasons(graph_of(template)))
    assert not any("Generated" in reason for reason in reasons(graph_of(template + loop)))


def reasons(graph: Graph) -> list[str]:
    """Why the paths of a graph break, in English."""
    broken = [path.broken for path in follow_requests(graph).paths if path.broken]
    return [reason.text.en for one in broken for reason in one.reasons]
