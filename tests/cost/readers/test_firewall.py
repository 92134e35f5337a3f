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


ADDED = "{Name: ours, Statement: {RuleGroupReferenceStatement: {Arn: !GetAtt Group.Arn}}}"


def group(capacity):
    """A group of the template with one rule and so many capacity units."""
    told = f"Scope: REGIONAL, {capacity and f'Capacity: {capacity}, '}Rules: [{{Name: a}}]"
    return f"Group: {{Type: AWS::WAFv2::RuleGroup, Properties: {{{told}}}}}\n"


def test_rules_and_groups_are_told_apart(read):
    # two rules of one's own, another in the group; the group of the template and a managed one
    (told,) = (
        each for each in read(acl(OWN, OWN, ADDED, COMMON) + group("50")) if getattr(each, "price", "") == "waf.rule"
    )
    assert (told.quantity, told.explained().en) == (5, "3 rules and 2 groups")


def test_an_acl_without_rules_is_itself_and_its_requests(read):
    bare = acl().replace("    Rules: []\n", "")
    found = read(bare + BALANCER)
    assert charged(found).keys() == {"waf.acl", "waf.requests"}
    assert gaps(found) == []


def test_an_acl_before_a_load_balancer_inspects_calls_and_files(read):
    # 200 sessions a day with 15 × 3 calls and 10 files each
    found = charged(read(acl() + BALANCER))["waf.requests"]
    assert found == pytest.approx((15 * 3 + 10) * 100 * 2 * (21 + 0.05 * (730 / 24 - 21)))


@pytest.mark.parametrize(
    ("name", "capacity"),
    [
        # AWS WAF developer guide, managed rule groups
        ("CommonRuleSet", 700),
        ("AdminProtectionRuleSet", 100),
        ("KnownBadInputsRuleSet", 200),
        ("SQLiRuleSet", 200),
        ("LinuxRuleSet", 200),
        ("UnixRuleSet", 100),
        ("WindowsRuleSet", 200),
        ("PHPRuleSet", 100),
        ("WordPressRuleSet", 100),
        ("AmazonIpReputationList", 25),
        ("AnonymousIpList", 50),
        ("BotControlRuleSet", 50),
    ],
)
def test_each_managed_group_takes_its_capacity_of_the_1500_that_are_included(read, name, capacity):
    # with a group of the template that takes what is left, and then one unit more
    rules = acl(ADDED, managed(f"AWSManagedRules{name}")) + BALANCER
    assert "waf.requests" in charged(read(rules + group(str(1500 - capacity))))
    assert "waf.requests.large" in charged(read(rules + group(str(1501 - capacity))))


def test_each_rule_of_ones_own_takes_one_unit_and_a_group_of_unknown_size_none(read):
    rules = acl(ADDED, COMMON, OWN) + BALANCER
    assert "waf.requests" in charged(read(rules + group("799")))
    assert "waf.requests.large" in charged(read(rules + group("800")))
    assert "waf.requests" in charged(read(rules + group("")))


@pytest.mark.parametrize(("capacity", "doubts"), [(2000, 0), (2001, 1)])
def test_the_book_prices_requests_up_to_2000_units(read, capacity, doubts):
    assert len(gaps(read(acl(ADDED) + group(str(capacity)) + BALANCER))) == doubts


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
