from __future__ import annotations

import numpy as np
import pytest

from cost.readers.given import assumed
from cost.readers.said import gaps
from workbook.cost.component import Component

SESSIONS = 100 * 2 * (21 + 0.05 * (730 / 24 - 21))
"""Two sessions a day on 21 working days and a twentieth of that on others."""
FILES = 10 * SESSIONS
FILES_GB = 300_000 * SESSIONS / 1024**3

SITE = """
It:
  Type: AWS::CloudFront::Distribution
  Properties:
    DistributionConfig:
      Enabled: true
      PriceClass: PriceClass_All
      Origins: [{Id: files, DomainName: !GetAtt Files.RegionalDomainName, S3OriginConfig: {}}]
      DefaultCacheBehavior: {TargetOriginId: files, ViewerProtocolPolicy: redirect-to-https}
Files: {Type: AWS::S3::Bucket}
"""
API = """
Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
"""
BOTH = API + SITE.replace(
    "      DefaultCacheBehavior",
    """      CacheBehaviors:
        - {PathPattern: /api/*, TargetOriginId: api, ViewerProtocolPolicy: https-only}
      DefaultCacheBehavior""",
).replace(
    "S3OriginConfig: {}}]",
    "S3OriginConfig: {}}, {Id: api, DomainName: !GetAtt Balancer.DNSName, CustomOriginConfig: {}}]",
)
WITH_FUNCTION = "FunctionAssociations: [{EventType: viewer-request, FunctionARN: !GetAtt Code.FunctionARN}]"
CODE = "Code: {Type: AWS::CloudFront::Function, Properties: {Name: code}}\n"
PLAN = """
Plan:
  Type: AWS::PricingPlanManager::Subscription
  Properties: {PlanFamily: CloudFront, PlanTier: TIER, ResourceArns: [!GetAtt It.Arn]}
"""


def charged(found):
    return {(each.price, each.place): each.quantity for each in found if isinstance(each, Component)}


def spread(us, eu, sa):
    """The default workload with the users spread over the edges."""
    return assumed(edge_us_share=us, edge_eu_share=eu, edge_sa_share=sa)


def test_a_site_is_its_files_near_its_users(read):
    found = charged(read(SITE))
    assert found["cloudfront.gb", "edge:US"] == pytest.approx(FILES_GB)
    assert found["cloudfront.requests.https", "edge:US"] == pytest.approx(FILES)
    assert ("cloudfront.origin-gb", "edge:US") not in found


def test_each_release_takes_its_paths_out_of_the_caches(read):
    assert charged(read(SITE))["cloudfront.invalidation", None] == 20 * 2


def test_an_api_behind_the_distribution_adds_its_calls_and_uploads(read):
    site, both = charged(read(SITE)), charged(read(BOTH))
    calls = both["cloudfront.requests.https", "edge:US"] - site["cloudfront.requests.https", "edge:US"]
    assert calls > 0
    assert both["cloudfront.gb", "edge:US"] - site["cloudfront.gb", "edge:US"] == pytest.approx(calls * 7000 / 1024**3)
    assert both["cloudfront.origin-gb", "edge:US"] == pytest.approx(calls * 1200 / 1024**3)


@pytest.mark.parametrize(
    ("region", "edge"),
    [("us-east-1", "edge:US"), ("us-west-2", "edge:US"), ("eu-west-1", "edge:EU"), ("sa-east-1", "edge:SA")],
)
def test_users_are_near_the_region_unless_the_workload_tells_where_they_are(read, region, edge):
    found = charged(read(SITE, chosen_region=region))
    assert {place for price, place in found if price == "cloudfront.gb"} == {edge}


def test_the_parts_of_the_users_are_served_from_their_edges(read):
    found = charged(read(SITE, usage=spread(0.5, 0.2, 0.3)))
    parts = [found["cloudfront.gb", f"edge:{edge}"] / FILES_GB for edge in ("US", "EU", "SA")]
    assert parts == pytest.approx([0.5, 0.2, 0.3])


def test_each_edge_answers_and_takes_its_part(read):
    whole, parts = charged(read(BOTH)), charged(read(BOTH, usage=spread(0.5, 0.2, 0.3)))
    for price in ("cloudfront.gb", "cloudfront.requests.https", "cloudfront.origin-gb"):
        shares = [parts[price, f"edge:{edge}"] / whole[price, "edge:US"] for edge in ("US", "EU", "SA")]
        assert shares == pytest.approx([0.5, 0.2, 0.3])


def test_the_workload_tells_where_the_users_are_whatever_the_region(read):
    found = charged(read(SITE, usage=spread(0.5, 0.2, 0.3), chosen_region="eu-west-1"))
    assert found["cloudfront.gb", "edge:SA"] == pytest.approx(0.3 * FILES_GB)


@pytest.mark.parametrize("price_class", ["PriceClass_100", "PriceClass_200"])
def test_a_cheaper_price_class_serves_south_america_from_the_north(read, price_class):
    found = charged(read(SITE.replace("PriceClass_All", price_class), usage=spread(0.5, 0.2, 0.3)))
    assert found["cloudfront.gb", "edge:US"] == pytest.approx(0.8 * FILES_GB)
    assert ("cloudfront.gb", "edge:SA") not in found


def test_a_function_runs_for_each_request_of_its_behaviour_alone(read):
    on_files = CODE + BOTH.replace("{TargetOriginId: files,", f"{{TargetOriginId: files, {WITH_FUNCTION},")
    on_calls = CODE + BOTH.replace("TargetOriginId: api,", f"TargetOriginId: api, {WITH_FUNCTION},")
    assert ("cloudfront.functions", None) not in charged(read(CODE + BOTH))
    assert charged(read(on_files))["cloudfront.functions", None] == pytest.approx(FILES)
    calls = charged(read(BOTH))["cloudfront.requests.https", "edge:US"] - FILES
    assert charged(read(on_calls))["cloudfront.functions", None] == pytest.approx(calls)


def test_two_functions_run_twice(read):
    twice = WITH_FUNCTION.replace("[", "[{EventType: viewer-response, FunctionARN: !GetAtt Code.FunctionARN}, ")
    template = CODE + SITE.replace("{TargetOriginId: files,", f"{{TargetOriginId: files, {twice},")
    assert charged(read(template))["cloudfront.functions", None] == pytest.approx(2 * FILES)


def test_a_function_before_an_api_alone_runs_for_everything(read):
    alone = (
        CODE
        + API
        + SITE.replace(
            "!GetAtt Files.RegionalDomainName, S3OriginConfig", "!GetAtt Balancer.DNSName, CustomOriginConfig"
        )
    )
    found = charged(read(alone.replace("{TargetOriginId: files,", f"{{TargetOriginId: files, {WITH_FUNCTION},")))
    assert found["cloudfront.functions", None] == found["cloudfront.requests.https", "edge:US"] > 0


@pytest.mark.parametrize(
    ("origin", "part"),
    [
        ("files", FILES / 2),  # the files come by this behaviour and by the default one
        ("api", 45 * SESSIONS / 2),  # the calls come by this behaviour and by /api/*
    ],
)
def test_behaviours_to_the_same_kind_of_origin_share_its_requests(read, origin, part):
    settings = f"PathPattern: /more/*, TargetOriginId: {origin}, ViewerProtocolPolicy: https-only"
    added = f"        - {{{settings}, {WITH_FUNCTION}}}\n"
    template = CODE + BOTH.replace("      DefaultCacheBehavior", added + "      DefaultCacheBehavior")
    assert charged(read(template))["cloudfront.functions", None] == pytest.approx(part)


def test_functions_of_lambda_at_the_edge_are_a_gap(read):
    added = "LambdaFunctionAssociations: [{EventType: origin-request, LambdaFunctionARN: 'arn:aws:lambda:x'}]"
    template = SITE.replace("{TargetOriginId: files,", f"{{TargetOriginId: files, {added},")
    path = "DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations"
    assert gaps(read(template)) == [(path, "the price book has no price for Lambda@Edge")]


def test_addresses_of_its_own_and_a_shield_are_gaps(read):
    template = SITE.replace("Enabled: true", "Enabled: true\n      ViewerCertificate: {SslSupportMethod: vip}").replace(
        "S3OriginConfig: {}", "S3OriginConfig: {}, OriginShield: {Enabled: true, OriginShieldRegion: us-east-1}"
    )
    assert [path for path, _ in gaps(read(template))] == [
        "DistributionConfig.ViewerCertificate.SslSupportMethod",
        "DistributionConfig.Origins",
    ]


def test_a_plan_replaces_everything_that_the_distribution_costs(read):
    template = SITE + PLAN.replace("TIER", "PRO")
    assert read(template) == []
    (found,) = read(template, name="Plan")
    assert (found.price, found.quantity, found.path) == ("cloudfront.plan.pro", 1.0, "PlanTier")


@pytest.mark.parametrize(("tier", "users", "doubts"), [("FREE", 100, 0), ("FREE", 10_000, 1), ("PRO", 10_000, 0)])
def test_more_requests_than_a_plan_is_meant_for_are_told(read, tier, users, doubts):
    # ten files for each of 429,417 sessions of 10,000 users: 4.3 million requests
    found = read(SITE + PLAN.replace("TIER", tier), float(users), name="Plan")
    assert len(gaps(found)) == doubts
    assert len(charged(found)) == 1


@pytest.mark.parametrize(
    ("tier", "most"), [("FREE", 1_000_000), ("PRO", 10_000_000), ("BUSINESS", 125_000_000), ("PREMIUM", 500_000_000)]
)
def test_a_plan_is_meant_for_as_many_requests_as_its_page_says(read, tier, most):
    # CloudFront pricing page, flat-rate plans; a file for each user on each of 20 days
    each = assumed(sessions_per_user_day=1, working_days_per_month=20, weekend_share=0, asset_requests_per_session=1)
    enough, too_many = (
        gaps(read(SITE + PLAN.replace("TIER", tier), count / 20, name="Plan", usage=each)) for count in (most, most + 1)
    )
    assert (enough, [path for path, _ in too_many]) == ([], ["PlanTier"])


def test_calls_count_for_the_plan_that_their_distribution_has(read):
    # 2,000 users: 858,833 files and 3.9 million calls
    free = PLAN.replace("TIER", "FREE")
    assert gaps(read(SITE + free, 2000.0, name="Plan")) == []
    assert len(gaps(read(BOTH + free, 2000.0, name="Plan"))) == 1
    other = BOTH.replace("\nIt:", "\nOther:").replace("Files", "More")
    assert gaps(read(SITE + other + free, 2000.0, name="Plan")) == []


def test_a_plan_that_nobody_knows_is_a_gap(read):
    assert gaps(read(SITE + PLAN.replace("TIER", "GOLD"), name="Plan")) == [
        ("PlanTier", "the price book knows no flat-rate plan gold")
    ]


def test_many_scenarios_at_once_are_as_one_by_one(read):
    users = np.array([1.0, 100.0, 50_000.0])
    together = charged(read(BOTH, users))
    for place, number in enumerate(users):
        for key, quantity in charged(read(BOTH, float(number))).items():
            assert np.broadcast_to(together[key], users.shape)[place] == pytest.approx(quantity)
