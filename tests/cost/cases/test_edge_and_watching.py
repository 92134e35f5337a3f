from __future__ import annotations

from decimal import Decimal

import pytest

from workbook.cost.cases.model import Case, CaseError
from workbook.cost.cases.run import compute
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import default_book

CDN, ACL = "AWS::CloudFront::Distribution", "AWS::WAFv2::WebACL"
ALARM, BOARD, LOGS = "AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard", "AWS::Logs::LogGroup"
ZONE, RECORD, CHECK = "AWS::Route53::HostedZone", "AWS::Route53::RecordSet", "AWS::Route53::HealthCheck"


def priced(resource_type, properties=None, usage=None, *, place="us-east-1", free=FreeTier.NONE):
    said = Case("it", resource_type, place, 730.0, free, properties or {}, usage or {}, Decimal(0))
    return compute(said, default_book())


@pytest.mark.parametrize(
    ("place", "usage", "expected"),
    [
        ("edge:US", {"us_gb": 100}, "8.500"),
        ("edge:SA", {"south_america_gb": 100}, "11.00"),
        ("edge:US", {"us_gb": 100, "europe_gb": 100, "south_america_gb": 100}, "28.000"),
        ("edge:EU", {"https_requests": 1_000_000}, "1.20"),
        ("edge:EU", {"https": 500_000, "https_requests": 500_000}, "1.20"),
        ("edge:SA", {"http": 1_000_000}, "1.60"),
        ("global", {"https": 1_000_000}, "1.00"),
        ("edge:US", {"to_origin_gb": 100}, "2.00"),
        ("global", {"invalidation_paths": 1_200}, "1.00"),
        ("global", {"invalidation_paths": 1_000}, "0.00"),
    ],
)
def test_a_distribution_pays_by_the_place_of_its_viewers(place, usage, expected):
    assert priced(CDN, {}, usage, place=place) == Decimal(expected)


def test_what_is_always_free_comes_off_first():
    # 1,024 GB and 10 million requests are free: 100 × 0.085 + 2,000,000 × 0.000001
    usage = {"us_gb": 1124, "https_requests": 12_000_000}
    assert priced(CDN, {}, usage, place="edge:US", free=FreeTier.ALWAYS_FREE) == Decimal("10.50")


@pytest.mark.parametrize(("plan", "expected"), [("free", 0), ("Pro", 15), ("business", 200), ("PREMIUM", 1000)])
def test_a_flat_rate_takes_the_place_of_all_usage(plan, expected):
    assert priced(CDN, {"plan": plan}, {"us_gb": 40_000}, place="edge:US") == expected


def test_zones_are_priced_in_tiers_and_aliases_are_free():
    # 25 × 0.50 + 2 × 0.10 + 1,000,000 × 0.0000004
    usage = {"queries_month": 1_000_000, "alias_queries": 10**9}
    assert priced(ZONE, {"zones": 27}, usage, place="global") == Decimal("13.10")


@pytest.mark.parametrize(("routing", "expected"), [("simple", "0.40"), ("latency", "0.60"), ("GEO", "0.70")])
def test_queries_are_priced_by_their_routing(routing, expected):
    assert priced(RECORD, {"routing": routing}, {"queries_month": 1_000_000}, place="global") == Decimal(expected)


@pytest.mark.parametrize(("said", "expected"), [({}, "0.50"), ({"endpoint": "non-aws"}, "0.75")])
def test_a_health_check_of_something_elsewhere_costs_more(said, expected):
    assert priced(CHECK, said, place="global") == Decimal(expected)


def test_a_managed_group_of_rules_counts_once_and_one_of_your_own_with_its_rules():
    # 5 + 1 own rule + 1 group + 5 rules inside it + 1 managed group + 1,000,000 × 0.0000006
    said = {"own_rules": 1, "rule_groups": 1, "managed_groups": 1}
    inside = {"rules_inside_own_groups": 5, "rules_inside_managed_groups": 10}
    assert priced(ACL, said, {"requests": 1_000_000, **inside}) == Decimal("13.60")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "0.10"),
        ({"count": 4}, "0.40"),
        ({"Metrics": "expression over 2 metrics"}, "0.20"),
        ({"Metrics": "expression over 2 metrics", "count": 3}, "0.60"),
        ({"Metrics": "ANOMALY_DETECTION_BAND"}, "0.30"),
        ({"Period": 10}, "0.30"),
        ({"Period": 10, "Metrics": "ANOMALY_DETECTION_BAND"}, "0.90"),
        ({"Period": 60}, "0.10"),
    ],
)
def test_an_alarm_is_priced_by_its_metrics_and_its_resolution(said, expected):
    assert priced(ALARM, said) == Decimal(expected)


def test_a_short_period_has_no_free_alarms():
    assert priced(ALARM, {"count": 10}, free=FreeTier.ALWAYS_FREE) == 0
    assert priced(ALARM, {"count": 10, "Period": 10}, free=FreeTier.ALWAYS_FREE) == 3


@pytest.mark.parametrize(("metrics", "free", "expected"), [(50, "0", "0"), (50, "none", "3"), (51, "0", "3")])
def test_a_dashboard_is_free_up_to_fifty_metrics(metrics, free, expected):
    tier = FreeTier.NONE if free == "none" else FreeTier.ALWAYS_FREE
    assert priced(BOARD, {"metrics": metrics}, place="global", free=tier) == Decimal(expected)


def test_what_is_written_kept_and_searched_shares_the_free_amount():
    # 8 × 0.50 + 10 × 0.03 + 100 × 0.005; the 5 free GB all go to what is written
    usage = {"ingest_gb": 8, "stored_gb": 10, "scanned_gb": 100}
    assert priced(LOGS, {}, usage) == Decimal("4.80")
    assert priced(LOGS, {}, usage, free=FreeTier.ALWAYS_FREE) == Decimal("2.30")


@pytest.mark.parametrize(
    ("resource_type", "said", "named"),
    [
        (CDN, {"plan": "gold"}, "'gold'; expected one of pay-as-you-go, free, pro"),
        (RECORD, {"routing": "weighted"}, "'weighted'"),
        (CHECK, {"endpoint": "elsewhere"}, "'elsewhere'; expected one of aws, non-aws"),
        (ZONE, {"zones": 1.5}, "zones is 1.5; expected a whole number"),
        (ACL, {"rules": "2.5"}, "rules is '2.5'; expected a whole number"),
        (ALARM, {"Metrics": "some metrics"}, "'some metrics'; expected one number"),
        (ALARM, {"Metrics": "2 of 3 metrics"}, "'2 of 3 metrics'"),
        (ALARM, {"Metrics": ["m1", "m2"]}, "expected a text"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(resource_type, said, named):
    with pytest.raises(CaseError) as raised:
        priced(resource_type, said, place="global")
    assert named in str(raised.value)
