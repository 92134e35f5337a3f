from __future__ import annotations

import pytest

from cost.readers.said import charged
from workbook.cost.component import Unpriced

ACL = """
It:
  Type: AWS::WAFv2::WebACL
  Properties:
    Scope: SCOPE
    DefaultAction: {Allow: {}}
    VisibilityConfig: {SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: m}
    Rules: [RULES]
"""
BALANCER = """
Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
Guard:
  Type: AWS::WAFv2::WebACLAssociation
  Properties: {ResourceArn: !Ref Balancer, WebACLArn: !GetAtt It.Arn}
"""
SITE = """
Site:
  Type: AWS::CloudFront::Distribution
  Properties:
    DistributionConfig:
      Enabled: true
      WebACLId: !GetAtt It.Arn
      Origins: [{Id: files, DomainName: !GetAtt Files.RegionalDomainName, S3OriginConfig: {}}]
      DefaultCacheBehavior: {TargetOriginId: files, ViewerProtocolPolicy: redirect-to-https}
Files: {Type: AWS::S3::Bucket}
"""
OWN = "{Name: rate, Priority: 0, Statement: {RateBasedStatement: {Limit: 1000, AggregateKeyType: IP}}}"


def managed(name, vendor="AWS"):
    statement = f"ManagedRuleGroupStatement: {{VendorName: {vendor}, Name: {name}}}"
    return f"{{Name: {name}, Priority: 1, Statement: {{{statement}}}}}"


def acl(*rules, scope="REGIONAL"):
    return ACL.replace("SCOPE", scope).replace("[RULES]", f"[{', '.join(rules)}]")


def gaps(found):
    return [each.reason.en for each in found if isinstance(each, Unpriced)]


COMMON, INPUTS = managed("AWSManagedRulesCommonRuleSet"), managed("AWSManagedRulesKnownBadInputsRuleSet")


def test_each_own_rule_and_each_managed_group_counts_once(read):
    found = charged(read(acl(OWN, COMMON, INPUTS) + BALANCER))
    assert (found["waf.acl"], found["waf.rule"]) == (1, 3)


def test_a_group_of_the_template_counts_with_its_rules(read):
    group = """
Group:
  Type: AWS::WAFv2::RuleGroup
  Properties: {Scope: REGIONAL, Capacity: 50, Rules: [{Name: a}, {Name: b}]}
"""
    added = "{Name: ours, Statement: {RuleGroupReferenceStatement: {Arn: !GetAtt Group.Arn}}}"
    assert charged(read(acl(added) + group + BALANCER))["waf.rule"] == 3


def test_an_acl_inspects_what_passes_what_it_guards(read):
    calls = charged(read(acl() + BALANCER))["waf.requests"]
    files = charged(read(acl(scope="CLOUDFRONT") + SITE))["waf.requests"]
    assert files == pytest.approx(10 * 100 * 2 * (21 + 0.05 * (730 / 24 - 21)))
    assert charged(read(acl() + BALANCER, 300.0))["waf.requests"] == pytest.approx(3 * calls)


def test_an_acl_that_guards_nothing_known_shows_the_rate(read):
    assert charged(read(acl(OWN)))["waf.requests"] is None


def test_an_acl_of_cloudfront_is_priced_in_us_east_1(read):
    assert {each.place for each in read(acl(scope="CLOUDFRONT") + SITE)} == {"us-east-1"}
    assert {each.place for each in read(acl() + BALANCER)} == {None}


def test_more_than_1500_capacity_units_make_requests_dearer(read):
    # 700 + 200 + 200 + 200 + 200 = 1,500, and a rule of one's own makes it 1,501
    groups = [COMMON, *(managed(f"AWSManagedRules{n}RuleSet") for n in ("KnownBadInputs", "SQLi", "Linux", "Windows"))]
    assert "waf.requests" in charged(read(acl(*groups) + BALANCER))
    assert "waf.requests.large" in charged(read(acl(*groups, OWN) + BALANCER))


def test_even_more_capacity_units_are_a_gap(read):
    names = ("KnownBadInputs", "SQLi", "Linux", "Windows", "Unix", "PHP", "WordPress", "AdminProtection")
    groups = [COMMON, *(managed(f"AWSManagedRules{name}RuleSet") for name in names)]
    # 700 + 4 × 200 + 4 × 100 = 1,900, and 500 more
    assert gaps(read(acl(*groups) + BALANCER)) == []
    huge = "Group: {Type: AWS::WAFv2::RuleGroup, Properties: {Scope: REGIONAL, Capacity: 500, Rules: [{Name: a}]}}\n"
    added = "{Name: ours, Statement: {RuleGroupReferenceStatement: {Arn: !GetAtt Group.Arn}}}"
    (told,) = gaps(read(acl(*groups, added) + huge + BALANCER))
    assert "2,000 capacity units" in told


def test_bot_control_is_paid_and_its_requests_are_a_gap(read):
    found = read(acl(managed("AWSManagedRulesBotControlRuleSet")) + BALANCER)
    assert charged(found)["waf.bot-control"] == 1
    assert gaps(found) == ["the price book has no price for the requests that Bot Control inspects"]


@pytest.mark.parametrize(
    ("name", "vendor", "told"),
    [
        ("AWSManagedRulesATPRuleSet", "AWS", "AWSManagedRulesATPRuleSet"),
        ("OWASP", "Fortinet", "Fortinet/OWASP"),
    ],
)
def test_a_group_with_a_price_of_its_own_is_a_gap(read, name, vendor, told):
    found = read(acl(managed(name, vendor)) + BALANCER)
    assert charged(found)["waf.rule"] == 1
    assert [told in reason for reason in gaps(found)] == [True]


@pytest.mark.parametrize("named", ["!GetAtt It.Arn", "!GetAtt Site.Arn"])
def test_a_plan_of_the_distribution_pays_for_its_acl(read, named):
    settings = f"{{PlanTier: PRO, ResourceArns: [{named}]}}"
    plan = f"Plan: {{Type: AWS::PricingPlanManager::Subscription, Properties: {settings}}}\n"
    assert read(acl(OWN, scope="CLOUDFRONT") + SITE + plan) == []
