"""Cases of what stands before the rest: distributions, names, firewalls."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.cases.model import Case, CaseReader
from workbook.cost.component import Component
from workbook.cost.meters import distributions, dns
from workbook.cost.meters.firewall import WebAcl, web_acl
from workbook.cost.prices.book import GLOBAL

USAGE_BY_EDGE = {"edge:US": "us_gb", "edge:EU": "europe_gb", "edge:SA": "south_america_gb"}
PAY_AS_YOU_GO = "pay-as-you-go"


def distribution(case: Case) -> Iterator[Component]:
    """A distribution by usage, or with a flat-rate plan in place of it."""
    case.text("PriceClass")
    plan = case.one_of("plan", PAY_AS_YOU_GO, *distributions.PLANS)
    edge = "edge:US" if case.place == GLOBAL else case.place
    data = {where: case.number(key) for where, key in USAGE_BY_EDGE.items()}
    https = case.number("https") + case.number("https_requests")
    http, uploads, paths = case.number("http"), case.number("to_origin_gb"), case.number("invalidation_paths")
    if plan != PAY_AS_YOU_GO:
        yield from distributions.plan(plan)
        return
    for where, gb in data.items():
        yield from distributions.delivered(where, gb)
    yield from distributions.requests(edge, https)
    yield from distributions.requests(edge, http, https=False)
    yield from distributions.to_origin(edge, uploads)
    yield from distributions.invalidations(paths)


def hosted_zone(case: Case) -> Iterator[Component]:
    """Hosted zones and the queries that they answer."""
    yield from dns.zones(case.count("zones", 1))
    yield from dns.queries("simple", case.number("queries_month"))
    yield from dns.queries("alias", case.number("alias_queries"))


def record_set(case: Case) -> Iterator[Component]:
    """The queries for a name."""
    yield from dns.queries(case.one_of("routing", "simple", "latency", "geo", "alias"), case.number("queries_month"))


def health_check(case: Case) -> Iterator[Component]:
    """A health check."""
    yield from dns.health_checks(in_aws=case.one_of("endpoint", "aws", "non-aws") == "aws")


def firewall(case: Case) -> Iterator[Component]:
    """A web ACL; what is inside a managed group costs nothing."""
    case.count("rules_inside_managed_groups")
    acl = WebAcl(
        own_rules=case.count("own_rules") + case.count("rules"),
        managed_groups=case.count("managed_groups"),
        own_groups=case.count("rule_groups"),
        rules_in_own_groups=case.count("rules_inside_own_groups"),
    )
    yield from web_acl(acl, case.number("requests"))


CASES: dict[str, CaseReader] = {
    "AWS::CloudFront::Distribution": distribution,
    "AWS::Route53::HostedZone": hosted_zone,
    "AWS::Route53::RecordSet": record_set,
    "AWS::Route53::HealthCheck": health_check,
    "AWS::WAFv2::WebACL": firewall,
}
