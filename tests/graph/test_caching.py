"""What the cache of a distribution keeps and compresses, by the ways in which templates say so."""

from __future__ import annotations

import pytest

from workbook.graph.caching import keeps_answers, lets_compress
from workbook.graph.managed_policies import LIFETIMES, MANAGED, WITHOUT_ENCODINGS

BEHAVIOR = "DistributionConfig.DefaultCacheBehavior"
IDS = {name: policy_id for policy_id, name in MANAGED.items()}


def asked(graph_of, settings, policy=""):
    text = f"""
    Site:
      Type: AWS::CloudFront::Distribution
      Properties: {{DistributionConfig: {{DefaultCacheBehavior: {{TargetOriginId: files{settings}}}}}}}
    {policy}
    """
    graph = graph_of(text)
    (site,) = graph.resources("AWS::CloudFront::Distribution")
    return keeps_answers(graph, site, BEHAVIOR), lets_compress(graph, site, BEHAVIOR)


@pytest.mark.parametrize(
    ("settings", "keeps", "compresses"),
    [
        ("", True, True),
        (", MaxTTL: 0", False, True),
        (f", CachePolicyId: {IDS['Managed-CachingOptimized']}", True, True),
        (f", CachePolicyId: {IDS['Managed-CachingDisabled']}", False, False),
        (f", CachePolicyId: {IDS['Managed-CachingOptimizedForUncompressedObjects']}", True, False),
        (", CachePolicyId: 00000000-0000-0000-0000-000000000000", None, None),
    ],
)
def test_the_older_settings_and_the_managed_policies(graph_of, settings, keeps, compresses):
    assert asked(graph_of, settings) == (keeps, compresses)


@pytest.mark.parametrize(
    ("longest", "encodings", "keeps", "compresses"),
    [
        (60, "EnableAcceptEncodingGzip: true", True, True),
        (60, "EnableAcceptEncodingGzip: false", True, False),
        (0, "EnableAcceptEncodingGzip: true", False, False),
        (60, "EnableAcceptEncodingBrotli: !Ref Brotli", True, None),
    ],
)
def test_a_policy_of_the_template(graph_of, longest, encodings, keeps, compresses):
    policy = f"""
    Policy:
      Type: AWS::CloudFront::CachePolicy
      Properties:
        CachePolicyConfig:
          MaxTTL: {longest}
          ParametersInCacheKeyAndForwardedToOrigin: {{{encodings}}}
    """.strip()
    found = asked(graph_of, ", CachePolicyId: !Ref Policy", policy)
    assert found == (keeps, compresses)


def test_every_lifetime_belongs_to_a_managed_policy():
    assert WITHOUT_ENCODINGS < LIFETIMES.keys() < set(MANAGED.values())
