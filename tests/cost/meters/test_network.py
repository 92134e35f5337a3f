from __future__ import annotations

from decimal import Decimal
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cost.meters.laws import assert_as_one_by_one, assert_told
from workbook.cost.component import Kind
from workbook.cost.meters import addresses, endpoints, load_balancers, nat, transfer
from workbook.cost.meters.instances import disk, instance
from workbook.cost.meters.load_balancers import APPLICATION, NETWORK, BalancerLoad, LoadBalancer, capacity_units

MONTH = 730


def test_a_load_balancer_costs_its_hours(monthly):
    # Infracost's golden file of 2026-05-03: 730 × 0.0225
    assert monthly(load_balancers.hours(LoadBalancer())) == Decimal("16.425")


def test_the_example_of_the_pricing_page_comes_out(monthly):
    # Elastic Load Balancing pricing page: max(0.04, 0.04, 1.08, 0.25) LCU, 16.20 + 6.22 in 720 h
    load = BalancerLoad(1, 120, 1.08, 5, rules=60)
    found = chain(
        load_balancers.hours(LoadBalancer(), 720),
        load_balancers.units(LoadBalancer(), 720 * capacity_units(load)),
    )
    assert monthly(found) == Decimal("22.4208")


def test_an_address_is_paid_in_each_zone_of_a_public_load_balancer(monthly):
    # 16.425 + 3 × 3.65
    assert monthly(load_balancers.hours(LoadBalancer(public_addresses=3))) == Decimal("27.375")


@pytest.mark.parametrize(
    ("load", "unit", "units"),
    [
        (BalancerLoad(new_connections_per_second=25), APPLICATION, 1),
        (BalancerLoad(active_connections=3000), APPLICATION, 1),
        (BalancerLoad(gb_per_hour=1), APPLICATION, 1),
        (BalancerLoad(requests_per_second=100, rules=20), APPLICATION, 1),
        (BalancerLoad(rule_evaluations_per_second=1000), APPLICATION, 1),
        (BalancerLoad(new_connections_per_second=800), NETWORK, 1),
        (BalancerLoad(active_connections=100_000), NETWORK, 1),
        (BalancerLoad(gb_per_hour=1), NETWORK, 1),
        (BalancerLoad(), APPLICATION, 0),
        (BalancerLoad(rules=2000), APPLICATION, 0),
        (BalancerLoad(requests_per_second=100, rule_evaluations_per_second=1000), APPLICATION, 1),
    ],
)
def test_each_dimension_alone_fills_a_unit(load, unit, units):
    # Elastic Load Balancing pricing page: what one LCU and one NLCU hold
    assert capacity_units(load, unit) == pytest.approx(units)


@pytest.mark.parametrize("rules", [0, 1, 10])
def test_ten_rules_are_free(rules):
    assert capacity_units(BalancerLoad(requests_per_second=1e6, rules=rules)) == 0


def test_rules_do_not_count_for_network_load_balancers():
    assert capacity_units(BalancerLoad(requests_per_second=1e6, rules=100), NETWORK) == 0


def test_units_are_the_largest_dimension_of_each_hour_and_not_of_the_month():
    # Connections lead in the first hour, bytes in the second: 4 + 3; over both hours either alone would be less.
    load = BalancerLoad(new_connections_per_second=np.array([100.0, 0.0]), gb_per_hour=np.array([0.0, 3.0]))
    assert capacity_units(load).tolist() == [4.0, 3.0]


AMOUNT = st.floats(0, 1e6)


@given(AMOUNT, AMOUNT, AMOUNT, AMOUNT, st.integers(0, 100))
def test_more_of_anything_never_takes_fewer_units(new, active, gb, calls, rules):
    base = BalancerLoad(new, active, gb, calls, rules)
    for more in (
        BalancerLoad(new + 1, active, gb, calls, rules),
        BalancerLoad(new, active + 1, gb, calls, rules),
        BalancerLoad(new, active, gb + 1, calls, rules),
        BalancerLoad(new, active, gb, calls + 1, rules),
        BalancerLoad(new, active, gb, calls, rules + 1),
    ):
        assert capacity_units(more) >= capacity_units(base) >= 0


@pytest.mark.parametrize(
    ("application", "keys", "word", "connections", "published"),
    [
        # Elastic Load Balancing pricing page: 730 × 0.0225, and 0.008 an LCU or 0.006 an NLCU
        (True, ["alb.hour", "alb.lcu"], "application", 25, "17.225"),
        (False, ["nlb.hour", "nlb.lcu"], "network", 800, "17.025"),
    ],
)
def test_each_kind_of_load_balancer_has_its_prices_and_its_unit(
    monthly, application, keys, word, connections, published
):
    balancer = LoadBalancer(application)
    found = [*load_balancers.hours(balancer), *load_balancers.units(balancer, 100)]
    assert [each.price for each in found] == keys
    assert found[0].name.en == f"{word} load balancer"
    assert ("network" in found[1].name.en) is not application
    assert balancer.unit.new_connections_per_second == connections
    assert monthly(found) == Decimal(published)


def test_a_load_that_is_not_known_shows_the_rate():
    (found,) = load_balancers.units(LoadBalancer(), None)
    assert found.quantity is None
    assert "?" in found.explained().en


def test_a_gateway_costs_its_hours_and_every_gb(monthly):
    # Infracost's golden file of 2026-05-03: 32.85 + 4.50
    assert monthly(nat.gateway(100)) == Decimal("37.35")
    assert [(each.price, each.kind) for each in nat.gateway(100)] == [
        ("nat.hour", Kind.FIXED),
        ("nat.gb", Kind.USAGE),
    ]


def test_two_gateways_with_addresses_in_two_zones(monthly):
    # 2 × (32.85 + 3.65) + 20 × 0.045
    found = chain(nat.gateway(10), nat.gateway(10), addresses.in_use(2))
    assert monthly(found) == Decimal("73.90")


def test_the_gb_of_a_gateway_that_are_not_known_show_the_rate(monthly):
    hours, data = nat.gateway(None)
    assert (data.quantity, data.explained().en[:4]) == (None, "? GB")
    assert monthly([hours, data]) == Decimal("32.85")


@pytest.mark.parametrize(
    ("zones", "gb", "published"),
    [
        (1, 1000, "17.30"),  # Infracost's golden file of 2026-05-03: 7.30 + 10.00
        (8, 20, "58.60"),  # four endpoints in two zones: 58.40 + 0.20
        (1, 1_048_576, "10493.06"),  # 7.30 + 1,048,576 × 0.01
        (1, 1_048_577, "10493.066"),  # the next GB costs 0.006
        (1, 7_000_000, "42687.364"),  # 7.30 + 10,485.76 + 25,165.824 + 1,757,120 × 0.004
    ],
)
def test_endpoints_cost_each_zone_and_gb_in_tiers(monthly, zones, gb, published):
    assert monthly(endpoints.interface(zones, gb)) == Decimal(published)


def test_the_gb_of_an_endpoint_that_are_not_known_show_the_rate(monthly):
    hours, data = endpoints.interface(2, None)
    assert (data.quantity, "?" in data.explained().en) == (None, True)
    assert monthly([hours, data]) == Decimal("14.60")


def test_the_tiers_of_endpoints_are_those_of_the_account_and_not_of_each(monthly):
    # 2 × 7.30 + 1,048,576 × 0.01 + 951,424 × 0.006
    found = chain(endpoints.interface(1, 1_000_000), endpoints.interface(1, 1_000_000))
    assert monthly(found) == Decimal("16208.904")


def test_an_address_costs_the_same_in_use_and_idle(monthly):
    # VPC pricing page: 0.005 an hour since 2024-02-01
    assert monthly(addresses.in_use(2)) == monthly(addresses.idle(2)) == Decimal("7.30")
    assert [each.price for each in (*addresses.in_use(2), *addresses.idle(2))] == ["ipv4.in-use", "ipv4.idle"]


def test_a_nat_instance_is_its_hours_its_disk_and_its_address(monthly):
    # 730 × 0.0042 + 8 × 0.08 + 3.65
    found = chain(instance("t4g.nano"), disk(8), addresses.in_use(1))
    assert monthly(found) == Decimal("7.356")


@pytest.mark.parametrize(
    ("gb", "region", "published"),
    [
        (51_200, "us-east-1", "4403.20"),  # 10,240 × 0.09 + 40,960 × 0.085
        (57_000, "us-east-1", "4809.20"),  # and 5,800 × 0.07
        (157_000, "sa-east-1", "20478.48"),  # 1,536.00 + 5,652.48 + 12,902.40 + 387.60
        (204_800, "sa-east-1", "25927.68"),
    ],
)
def test_what_leaves_to_the_internet_is_paid_in_tiers(monthly, gb, region, published):
    assert monthly(transfer.to_internet(gb), region) == Decimal(published)


def test_data_between_zones_is_paid_in_both_directions(monthly):
    # EC2 pricing page: 0.01 out and 0.01 in
    assert monthly(transfer.across_zones(1000)) == Decimal("20.00")


@pytest.mark.parametrize(("region", "published"), [("us-east-1", "15.00"), ("sa-east-1", "103.50")])
def test_data_to_another_region_is_paid_by_where_it_leaves(monthly, region, published):
    # 750 GB at 0.02 and at 0.138
    assert monthly(transfer.to_region(750), region) == Decimal(published)


METERS = {
    "internet": transfer.to_internet,
    "zones": transfer.across_zones,
    "regions": transfer.to_region,
    "gateway": nat.gateway,
    "endpoint": lambda gb: endpoints.interface(2, gb),
    "addresses": addresses.in_use,
    "idle addresses": addresses.idle,
    "disk": disk,
    "instance": lambda hours: instance("t4g.nano", hours),
    "units": lambda hours: load_balancers.units(LoadBalancer(application=False), hours),
}
FIGURES = {
    "gateway": ("730 h", "1,234 GB"),
    "endpoint": ("730 h", "1,234 GB"),
    "addresses": ("1,234 × 730 h",),
    "idle addresses": ("1,234 × 730 h",),
}
"""What the formula of each component shows, where that is not the amount alone."""


@pytest.mark.parametrize("name", METERS)
def test_many_scenarios_at_once_are_as_one_by_one(name):
    assert_as_one_by_one(METERS[name])


@pytest.mark.parametrize("name", METERS)
def test_everything_has_a_price_and_a_formula_in_both_languages(name):
    assert_told(METERS[name](1234.0), *FIGURES.get(name, ("1,234",)))
