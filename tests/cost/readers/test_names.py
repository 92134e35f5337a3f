from __future__ import annotations

import pytest

from cost.readers.said import charged
from workbook.cost.component import Unpriced
from workbook.cost.prices.book import GLOBAL

QUERIES = 2 * 100 * 2 * (21 + 0.05 * (730 / 24 - 21))
"""Two look-ups for each session of 100 users."""

ZONE = "It: {Type: AWS::Route53::HostedZone, Properties: {Name: example.com}}\n"


def record(name, body, zone="It"):
    return f"{name}: {{Type: AWS::Route53::RecordSet, Properties: {{HostedZoneId: !Ref {zone}, {body}}}}}\n"


ALIAS = record("Site", "Name: app.example.com, Type: A, AliasTarget: {DNSName: x.cloudfront.net, HostedZoneId: Z2}")
PLAIN = record("Plain", "Name: api.example.com, Type: A, ResourceRecords: [192.0.2.1]")


def test_an_empty_zone_is_paid_and_nobody_asks_it(read):
    assert charged(read(ZONE)) == {"route53.zone": 1.0}


def test_aliases_are_asked_for_nothing(read):
    found = charged(read(ZONE + ALIAS))
    assert found == {"route53.zone": 1.0, "route53.queries.alias": pytest.approx(QUERIES)}


def test_queries_spread_over_the_names_by_their_routing(read):
    near = record("Near", "Name: n.example.com, Type: AAAA, SetIdentifier: a, Region: us-east-1, ResourceRecords: [x]")
    here = record("Here", "Name: h.example.com, Type: CNAME, SetIdentifier: b, GeoLocation: {CountryCode: CO}")
    heavy = record("Heavy", "Name: w.example.com, Type: A, SetIdentifier: c, Weight: 10, ResourceRecords: [192.0.2.2]")
    found = charged(read(ZONE + ALIAS + PLAIN + near + here + heavy))
    assert found.pop("route53.zone") == 1.0
    parts = {price: quantity / QUERIES for price, quantity in found.items()}
    assert parts == pytest.approx(
        {
            "route53.queries.alias": 0.2,
            "route53.queries.geo": 0.2,
            "route53.queries.latency": 0.2,
            "route53.queries.simple": 0.4,
        }
    )


@pytest.mark.parametrize(
    "body",
    [
        "Name: example.com, Type: TXT, ResourceRecords: [v]",
        "Name: example.com, Type: MX, ResourceRecords: [10 mail]",
        "Name: _a1.example.com, Type: CNAME, ResourceRecords: [_b2.acm-validations.aws]",
    ],
)
def test_records_that_no_browser_looks_up_are_not_asked(read, body):
    assert charged(read(ZONE + record("Other", body))) == {"route53.zone": 1.0}


def test_records_of_a_group_count_like_others(read):
    group = """
Group:
  Type: AWS::Route53::RecordSetGroup
  Properties:
    HostedZoneId: !Ref It
    RecordSets:
      - {Name: a.example.com, Type: A, ResourceRecords: [192.0.2.1]}
      - {Name: b.example.com, Type: A, AliasTarget: {DNSName: x.cloudfront.net, HostedZoneId: Z2}}
"""
    found = charged(read(ZONE + group))
    assert found["route53.queries.simple"] == found["route53.queries.alias"] == pytest.approx(QUERIES / 2)


def test_two_zones_share_what_users_look_up(read):
    other = ZONE.replace("It:", "Second:").replace("example.com", "example.org")
    template = ZONE + other + PLAIN + record("More", "Name: example.org, Type: A, ResourceRecords: [x]", "Second")
    assert charged(read(template))["route53.queries.simple"] == pytest.approx(QUERIES / 2)
    assert charged(read(template, name="Second"))["route53.queries.simple"] == pytest.approx(QUERIES / 2)


def test_a_flat_rate_plan_pays_for_the_zone_that_it_names(read):
    settings = "{PlanTier: PRO, ResourceArns: [!Ref It]}"
    plan = f"Plan: {{Type: AWS::PricingPlanManager::Subscription, Properties: {settings}}}\n"
    assert read(ZONE + PLAIN + plan) == []


def test_records_that_only_the_deployment_knows_are_not_asked(read):
    for records in ("!ImportValue records", "[!ImportValue record]"):
        group = f"HostedZoneId: !Ref It, RecordSets: {records}"
        text = f"Group: {{Type: AWS::Route53::RecordSetGroup, Properties: {{{group}}}}}\n"
        assert charged(read(ZONE + text)) == {"route53.zone": 1.0}


def test_queries_inside_a_network_are_free(read):
    private = ZONE.replace("{Name: example.com}", "{Name: in.local, VPCs: [{VPCId: vpc-1, VPCRegion: us-east-1}]}")
    assert charged(read(private + PLAIN)) == {"route53.zone": 1.0}


def test_names_are_priced_for_the_whole_world(read):
    assert {each.place for each in read(ZONE + ALIAS + PLAIN)} == {GLOBAL}


@pytest.mark.parametrize("kind", ["PrivateDnsNamespace", "PublicDnsNamespace"])
def test_a_namespace_is_a_zone(read, kind):
    assert charged(read(f"It: {{Type: AWS::ServiceDiscovery::{kind}, Properties: {{Name: in.local}}}}\n")) == {
        "route53.zone": 1.0
    }


CHECK = "It: {{Type: AWS::Route53::HealthCheck, Properties: {{HealthCheckConfig: {{{settings}}}}}}}\n"
BALANCER = "Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}\n"


@pytest.mark.parametrize(
    ("settings", "price", "gaps"),
    [
        ("Type: HTTP, FullyQualifiedDomainName: example.org", "other", 0),
        ("Type: HTTP, FullyQualifiedDomainName: !GetAtt Balancer.DNSName", "aws", 0),
        ("Type: CALCULATED, HealthThreshold: 1", "aws", 0),
        ("Type: HTTPS, FullyQualifiedDomainName: example.org", "other", 1),
        ("Type: HTTP_STR_MATCH, SearchString: ok, FullyQualifiedDomainName: example.org", "other", 1),
        ("Type: TCP, IPAddress: 192.0.2.1, RequestInterval: 10", "other", 1),
        ("Type: TCP, IPAddress: 192.0.2.1, RequestInterval: 30, MeasureLatency: true", "other", 1),
    ],
)
def test_a_health_check_is_paid_by_what_it_checks_and_its_options_are_a_gap(read, settings, price, gaps):
    found = read(BALANCER + CHECK.format(settings=settings))
    assert charged(found) == {f"route53.health-check.{price}": 1.0}
    assert sum(isinstance(each, Unpriced) for each in found) == gaps


CERTIFICATE = "It: {{Type: AWS::CertificateManager::Certificate, Properties: {{DomainName: example.com{more}}}}}\n"


@pytest.mark.parametrize("more", ["", ", CertificateExport: DISABLED"])
def test_a_certificate_costs_nothing(read, more):
    assert read(CERTIFICATE.format(more=more)) == []


def test_a_certificate_that_may_be_exported_shows_its_rate(read):
    (found,) = read(CERTIFICATE.format(more=", CertificateExport: ENABLED"))
    assert (found.price, found.quantity, found.path) == ("acm.exportable", None, "CertificateExport")
