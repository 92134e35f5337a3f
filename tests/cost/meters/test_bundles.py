from __future__ import annotations

from decimal import Decimal

import pytest

from cost.meters.laws import assert_as_one_by_one, assert_told
from workbook.cost.meters import lightsail, serverless
from workbook.cost.prices.free import FreeTier


def test_a_function_is_its_requests_and_its_memory_by_the_second(monthly):
    # AWS Lambda pricing page, x86: 3,000,000 × 0.0000002 + 3,000,000 × 0.12 s × 1.5 GB × 0.0000166667
    assert monthly(serverless.function(3_000_000, 0.12, 1.5)) == Decimal("0.60") + Decimal("9.000018")


def test_a_function_on_arm_costs_a_fifth_less_for_its_memory(monthly):
    # AWS Lambda pricing page, ARM: 3,000,000 × 0.0000002 + 540,000 × 0.0000133334
    assert monthly(serverless.function(3_000_000, 0.12, 1.5, "arm")) == Decimal("0.60") + Decimal("7.200036")


def test_a_million_requests_and_400_000_gb_seconds_are_always_free(monthly):
    # AWS Lambda pricing page, example: 2,000,000 paid requests, 140,000 paid GB-seconds
    found = serverless.function(3_000_000, 0.12, 1.5)
    assert monthly(found, free_tier=FreeTier.ALWAYS_FREE) == Decimal("0.40") + Decimal("2.333338")


@pytest.mark.parametrize(
    ("kind", "requests", "published"),
    [
        ("http", 300_000_000, "300"),
        ("http", 400_000_000, "390"),  # 300 × 1.00 + 100 × 0.90
        ("rest", 333_000_000, "1165.5"),
        ("rest", 400_000_000, "1353.1"),  # 333 × 3.50 + 67 × 2.80
    ],
)
def test_calls_of_an_api_are_paid_by_tiers(monthly, kind, requests, published):
    # Amazon API Gateway pricing page
    assert monthly(serverless.api(kind, requests)) == Decimal(published)


def test_nodes_of_a_container_service_have_one_price_a_month(monthly):
    # Amazon Lightsail pricing page: micro 10.00 a node
    assert monthly(lightsail.container_service("micro", 2)) == 20


@pytest.mark.parametrize(("available", "published"), [(False, 15), (True, 30)])
def test_a_standby_doubles_the_price_of_a_lightsail_database(monthly, available, published):
    # Amazon Lightsail pricing page: 1 GB of memory
    assert monthly(lightsail.database("micro", high_availability=available)) == published


def test_instances_and_balancers_of_lightsail_have_one_price_a_month(monthly):
    # Amazon Lightsail pricing page: 12.00 for 2 GB of memory, 18.00 for a load balancer
    assert monthly([*lightsail.instance("small"), *lightsail.load_balancer()]) == 30


def test_what_nobody_knows_shows_its_rate():
    found = [*serverless.function(None, 0.1, 0.5), *serverless.api("http", None)]
    assert [each.quantity for each in found] == [None, None, None]
    assert all("?" in each.explained().en for each in found)


METERS = {
    "function": lambda amount: serverless.function(amount, 0.1, 0.5),
    "http": lambda amount: serverless.api("http", amount),
    "rest": lambda amount: serverless.api("rest", amount),
}


@pytest.mark.parametrize("name", METERS)
def test_many_scenarios_at_once_are_as_one_by_one(name):
    assert_as_one_by_one(METERS[name])


def test_everything_has_a_price_and_a_formula_in_both_languages():
    assert_told(METERS["function"](1234.0), "1,234", "1,234 × 0.1 s × 0.5 GB")
    assert_told(METERS["http"](1234.0), "1,234")
    assert_told(METERS["rest"](1234.0), "1,234")
    assert_told(lightsail.container_service("nano", 2), "2")
    assert_told(lightsail.database("micro", high_availability=False), "1 ")
    assert_told(lightsail.instance("small"), "1 ")
    assert_told(lightsail.load_balancer(), "1 ")
