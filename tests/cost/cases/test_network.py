from __future__ import annotations

from decimal import Decimal

import pytest

from workbook.cost.cases.model import Case, CaseError
from workbook.cost.cases.run import compute
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import default_book

BALANCER, NAT = "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::EC2::NatGateway"
ENDPOINT, ADDRESS = "AWS::EC2::VPCEndpoint", "AWS::EC2::EIP"


def priced(resource_type, properties=None, usage=None, *, place="us-east-1", hours=730.0, free=FreeTier.NONE):
    said = Case("it", resource_type, place, hours, free, properties or {}, usage or {}, Decimal(0))
    return compute(said, default_book())


def test_the_example_of_the_pricing_page_comes_out():
    # Elastic Load Balancing pricing page: 1.08 LCU, 16.20 + 6.22 USD in a month of 720 h
    usage = {"new_connections_per_s": 1, "active_connection_minutes": 2, "requests_per_s": 5, "kb_per_s": 300}
    found = priced(BALANCER, {"Type": "application", "rules": 60}, usage | {"rules_evaluated": 60}, hours=720.0)
    assert found == Decimal("22.4208")


@pytest.mark.parametrize(
    ("usage", "units"),
    [
        ({}, 0),
        ({"new_connections_per_s": 50}, 2),
        ({"active_connections_per_min": 6000}, 2),
        ({"processed_gb_month": 1460}, 2),
        ({"rule_evaluations_per_s": 2000}, 2),
        ({"requests_per_s": 100, "rules_evaluated": 30}, 2),
        ({"lcu_average": 2}, 2),
        ({"lcu_average": 2, "new_connections_per_s": 100}, 4),
    ],
)
def test_each_dimension_of_an_application_load_balancer_fills_units(usage, units):
    # 730 × 0.0225 + units × 730 × 0.008
    assert priced(BALANCER, {}, usage) == Decimal("16.425") + units * Decimal("5.84")


def test_a_network_load_balancer_has_its_own_unit():
    # 730 × 0.0225 + 1,000 GB × 0.006
    assert priced(BALANCER, {"Type": "network"}, {"processed_gb_month": 1000}) == Decimal("22.425")


def test_a_public_load_balancer_has_an_address_in_each_zone():
    # 2 × 730 × 0.005
    public = {"scheme": "internet-facing", "azs": 2}
    assert priced(BALANCER, public) - priced(BALANCER, {"scheme": "internal", "azs": 2}) == Decimal("7.30")


def test_gateways_are_priced_with_their_addresses_where_zones_are_named():
    # 730 × 0.045 + 100 × 0.045, without the address; with it in two zones 2 × (32.85 + 3.65) + 20 × 0.045
    assert priced(NAT, {}, {"processed_gb_month": 100}) == Decimal("37.35")
    assert priced(NAT, {"azs": 2}, {"processed_gb_month": 20}) == Decimal("73.90")
    assert priced(NAT, {"azs": 1}, {"processed_gb_month": 20, "replaces_task_public_ips": 1}) == Decimal("33.75")


def test_a_gateway_that_saves_an_address_has_one():
    assert priced(NAT, {}, {"processed_gb_month": 20, "replaces_task_public_ips": 1}) == Decimal("33.75")


def test_rules_that_are_evaluated_go_before_those_that_there_are():
    # 110 rules less 10 free at 100 requests a second: 10 units; none evaluated: 16.425 alone
    usage = {"requests_per_s": 100}
    assert priced(BALANCER, {"rules": 110}, usage) == Decimal("74.825")
    assert priced(BALANCER, {"rules": 110}, usage | {"rules_evaluated": 0}) == Decimal("16.425")


def test_more_addresses_saved_than_there_are_is_refused():
    with pytest.raises(CaseError, match="at most the 1 addresses"):
        priced(NAT, {"azs": 1}, {"replaces_task_public_ips": 2})


@pytest.mark.parametrize(
    ("properties", "usage", "place", "expected"),
    [
        ({"endpoints": 4, "azs": 2}, {"processed_gb_month": 20}, "us-east-1", "58.60"),
        ({"subnets": 1}, {"processed_gb_month": 1000}, "us-east-1", "17.30"),
        ({"endpoint_azs": 6}, {}, "sa-east-1", "91.98"),
        ({"VpcEndpointType": "Gateway", "service": "s3"}, {"processed_gb_month": 1000}, "us-east-1", "0"),
        # 7.30 + 1,048,576 × 0.01 + 4,194,304 × 0.006 + 1,757,120 × 0.004
        ({"subnets": 1}, {"processed_gb_month": 7_000_000}, "us-east-1", "42687.364"),
    ],
)
def test_endpoints_are_priced_by_zone_and_in_tiers(properties, usage, place, expected):
    assert priced(ENDPOINT, properties, usage, place=place) == Decimal(expected)


@pytest.mark.parametrize("attached", [True, False, "true", "false"])
def test_an_address_costs_the_same_in_use_and_idle(attached):
    assert priced(ADDRESS, {"attached": attached}) == Decimal("3.65")


@pytest.mark.parametrize(
    ("row", "usage", "place", "free", "expected"),
    [
        ("(account) cross-AZ", {"one_way_gb": 1000}, "us-east-1", FreeTier.NONE, "20.00"),
        ("(account) inter-region", {"gb": 750}, "sa-east-1", FreeTier.NONE, "103.50"),
        # 10,240 × 0.09 + 40,960 × 0.085 + 5,800 × 0.07
        ("(account) data transfer out", {"internet_gb": 57_000}, "us-east-1", FreeTier.NONE, "4809.20"),
        ("(account) data transfer out", {"internet_gb": 150}, "us-east-1", FreeTier.ALWAYS_FREE, "4.50"),
        ("(account) data transfer out", {"internet_gb": 100}, "us-east-1", FreeTier.ALWAYS_FREE, "0"),
    ],
)
def test_transfer_is_priced_for_the_account(row, usage, place, free, expected):
    assert priced(row, {}, usage, place=place, free=free) == Decimal(expected)


def test_a_stack_of_parts_is_their_sum():
    # eu-west-1: 730 × 0.0252 + 730 × 0.048 + 100 × 0.048 + 3 × 730 × 0.005
    found = priced("(stack)", {"ALB": 1, "NAT": 1, "ips": 3}, {"processed_gb_month": 100}, place="eu-west-1")
    assert found == Decimal("69.186")


@pytest.mark.parametrize(
    ("resource_type", "said"),
    [
        (BALANCER, {"Type": "gateway"}),
        (BALANCER, {"scheme": "public"}),
        (ENDPOINT, {"VpcEndpointType": "GatewayLoadBalancer"}),
    ],
)
def test_a_kind_without_a_meter_is_never_priced_as_another(resource_type, said):
    with pytest.raises(CaseError, match="expected one of"):
        priced(resource_type, said)
