from __future__ import annotations

from decimal import Decimal
from itertools import chain

import pytest

from cost.meters.laws import assert_as_one_by_one, assert_told
from workbook.cost.component import Kind
from workbook.cost.meters import distributions, dns
from workbook.cost.meters.certificates import exportable
from workbook.cost.meters.distributions import EDGES, PLANS
from workbook.cost.meters.firewall import WebAcl, web_acl
from workbook.cost.prices.book import GLOBAL
from workbook.cost.prices.free import FreeTier

US, EU, SA = EDGES


@pytest.mark.parametrize("edge", [US, EU])
def test_data_is_paid_by_tiers_of_terabytes_of_1024_gb(monthly, edge):
    # Infracost's golden file of 2026-05-03: 10 TB × 0.085, 40 × 0.08, 100 × 0.06, 350 × 0.04, 524 × 0.03, 4 PB × 0.025
    assert monthly(distributions.delivered(edge, 5_242_880)) == Decimal("145582.08")


def test_each_edge_has_its_own_tiers(monthly):
    # 10,240 × 0.085 twice: the second edge starts at its own first tier
    found = chain(distributions.delivered(US, 10_240), distributions.delivered(EU, 10_240))
    assert monthly(found) == Decimal("1740.80")


def test_requests_by_https_cost_more_than_those_by_http(monthly):
    # Infracost's golden file of 2026-05-03: 123,402 × 0.00000075 + 123,400 × 0.000001
    found = chain(distributions.requests(US, 123_400), distributions.requests(US, 123_402, https=False))
    assert monthly(found) == Decimal("0.2159515")


def test_what_viewers_upload_is_paid_on_its_way_to_the_origin(monthly):
    # Infracost's golden file of 2026-05-03: 1,234 × 0.02
    assert monthly(distributions.to_origin(US, 1234)) == Decimal("24.68")


def test_a_terabyte_and_ten_million_requests_are_always_free(monthly):
    # CloudFront pricing page: 1 TB, 10,000,000 requests and 2,000,000 runs of functions a month
    found = [*distributions.delivered(US, 1024), *distributions.requests(US, 10_000_000),
             *distributions.functions(2_000_000)]  # fmt: skip
    assert monthly(found, free_tier=FreeTier.ALWAYS_FREE) == 0


def test_beyond_the_free_amounts_each_unit_is_paid(monthly):
    # 100 × 0.085 + 2,000,000 × 0.000001 + 1,000,000 × 0.0000001
    found = [*distributions.delivered(US, 1124), *distributions.requests(US, 12_000_000),
             *distributions.functions(3_000_000)]  # fmt: skip
    assert monthly(found, free_tier=FreeTier.ALWAYS_FREE) == Decimal("10.6")


def test_the_free_terabyte_is_that_of_all_edges_together(monthly):
    # 2 × 1,024 GB, of which 1,024 are free; the rest at 0.085
    found = [*distributions.delivered(US, 1024), *distributions.delivered(EU, 1024)]
    assert monthly(found, free_tier=FreeTier.ALWAYS_FREE) == Decimal("87.04")


@pytest.mark.parametrize(("paths", "published"), [(1000, "0"), (1001, "0.005"), (3000, "10.000")])
def test_a_thousand_paths_a_month_are_free(monthly, paths, published):
    # CloudFront pricing page: 0.005 for each path beyond 1,000
    assert monthly(distributions.invalidations(paths), free_tier=FreeTier.ALWAYS_FREE) == Decimal(published)


@pytest.mark.parametrize(("tier", "published"), list(zip(PLANS, (0, 15, 200, 1000), strict=True)))
def test_a_plan_costs_its_flat_rate(monthly, tier, published):
    # CloudFront pricing page since 2025-11-18
    (found,) = distributions.plan(tier)
    assert (found.kind, monthly([found])) == (Kind.FIXED, published)


@pytest.mark.parametrize(("zones", "published"), [(1, "0.50"), (25, "12.50"), (26, "12.60"), (125, "22.50")])
def test_the_first_25_zones_of_an_account_cost_more(monthly, zones, published):
    # Route 53 pricing page: 0.50, and 0.10 beyond 25, over all stacks
    assert round(monthly(chain.from_iterable(dns.zones() for _ in range(zones))), 9) == Decimal(published)


@pytest.mark.parametrize(
    ("routing", "count", "published"),
    [
        ("simple", 1_100_000_000, "420"),  # Infracost's golden file of 2026-05-03: 1,000 × 0.40 + 100 × 0.20
        ("latency", 1_100_000_000, "630"),  # 1,000 × 0.60 + 100 × 0.30
        ("geo", 1_100_000_000, "735"),  # 1,000 × 0.70 + 100 × 0.35
        ("alias", 1_100_000_000, "0"),
    ],
)
def test_queries_are_paid_by_their_routing(monthly, routing, count, published):
    assert monthly(dns.queries(routing, count)) == Decimal(published)


def test_health_checks_of_other_places_cost_more(monthly):
    # Route 53 pricing page: 0.50 for endpoints in AWS, of which 50 are free, and 0.75 for others
    assert monthly(dns.health_checks()) == Decimal("0.50")
    assert monthly(dns.health_checks(2)) == Decimal("1.00")
    assert monthly(dns.health_checks(2, in_aws=False)) == Decimal("1.50")
    assert monthly(dns.health_checks(50), free_tier=FreeTier.ALWAYS_FREE) == 0


def test_names_cost_the_same_in_every_region(monthly):
    assert monthly(dns.zones(), "sa-east-1") == monthly(dns.zones(), "us-east-1")
    assert {each.place for each in (*dns.zones(), *dns.queries("geo", 1), *dns.health_checks())} == {GLOBAL}


def test_a_web_acl_is_itself_and_its_requests(monthly):
    # AWS WAF pricing page: 5.00 + 10,000,000 × 0.0000006
    assert monthly(web_acl(WebAcl(), 10_000_000)) == Decimal(11)


def test_rules_inside_a_managed_group_cost_nothing_and_those_inside_a_group_of_your_own_do(monthly):
    # 5 + 1 own rule + 1 group + 5 rules inside it + 1 managed group + 0.60 for a million requests
    acl = WebAcl(own_rules=1, managed_groups=1, own_groups=1, rules_in_own_groups=5)
    assert monthly(web_acl(acl, 1_000_000)) == Decimal("13.60")


def test_three_rules_in_sao_paulo_cost_what_is_published(monthly):
    # Price list of sa-east-1: 5 + 3
    assert monthly(web_acl(WebAcl(own_rules=3), 0), "sa-east-1") == 8


def test_a_large_acl_pays_more_for_each_request(monthly):
    # AWS WAF pricing page: 0.20 more for each million above 1,500 capacity units
    small, large = WebAcl(), WebAcl(large=True)
    assert monthly(web_acl(large, 1_000_000)) - monthly(web_acl(small, 1_000_000)) == Decimal("0.20")


def test_bot_control_has_a_price_of_its_own(monthly):
    # AWS WAF pricing page: 5.00 + 1.00 + 10.00
    assert monthly(web_acl(WebAcl(managed_groups=1, bot_control=True), 0)) == 16


def test_an_acl_at_the_edge_is_priced_where_it_is_told(monthly):
    found = list(web_acl(WebAcl(own_rules=1), 1_000_000, place="us-east-1"))
    assert {each.place for each in found} == {"us-east-1"}
    assert monthly(found, "sa-east-1") == Decimal("6.60")


def test_a_usage_that_is_not_known_shows_its_rate():
    found = [*dns.queries("simple", None), *web_acl(WebAcl(), None)]
    unknown = {each.price for each in found if each.quantity is None}
    assert unknown == {"route53.queries.simple", "waf.requests"}
    assert all("?" in each.explained().en for each in found if each.quantity is None)


METERS = {
    "data": lambda amount: distributions.delivered(SA, amount),
    "uploads": lambda amount: distributions.to_origin(EU, amount),
    "https": lambda amount: distributions.requests(US, amount),
    "http": lambda amount: distributions.requests(US, amount, https=False),
    "functions": distributions.functions,
    "invalidations": distributions.invalidations,
    "zones": dns.zones,
    "queries": lambda amount: dns.queries("latency", amount),
    "health checks": dns.health_checks,
    "firewall": lambda amount: web_acl(WebAcl(own_rules=2, bot_control=True), amount),
}


def test_rules_and_groups_of_an_acl_are_told_apart():
    acl = WebAcl(own_rules=1, managed_groups=2, own_groups=4, rules_in_own_groups=7)
    assert [each.explained().en for each in web_acl(acl, 10)][1] == "8 rules and 6 groups"
    assert [each.price for each in web_acl(WebAcl(), 10)] == ["waf.acl", "waf.requests"]


def test_requests_are_named_by_their_protocol():
    (https,), (http,) = distributions.requests(US, 1), distributions.requests(US, 1, https=False)
    assert (https.name.en, http.name.en) == (
        "CloudFront HTTPS requests (North America)",
        "CloudFront HTTP requests (North America)",
    )


def test_a_certificate_whose_key_may_leave_aws_shows_its_rate():
    (found,) = exportable()
    assert (found.price, found.quantity, found.place) == ("acm.exportable", None, GLOBAL)


FIGURES = {"firewall": ("", "2", "", "1,234")}
"""What the formula of each component shows, where that is not the amount alone."""


@pytest.mark.parametrize("name", METERS)
def test_many_scenarios_at_once_are_as_one_by_one(name):
    assert_as_one_by_one(METERS[name])


@pytest.mark.parametrize("name", METERS)
def test_everything_has_a_price_and_a_formula_in_both_languages(name):
    assert_told(METERS[name](1234.0), *FIGURES.get(name, ("1,234",)))
