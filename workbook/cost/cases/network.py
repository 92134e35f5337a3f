"""Cases of what carries requests and data: load balancers, gateways, endpoints, addresses, transfer."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.cases.model import Case, CaseError, CaseReader
from workbook.cost.component import Component
from workbook.cost.meters import addresses, endpoints, load_balancers, nat, transfer
from workbook.cost.meters.load_balancers import BalancerLoad, LoadBalancer
from workbook.cost.number import SECONDS_PER_HOUR
from workbook.lang import Text, quantity

KB_PER_GB = 1_000_000
"""The examples of AWS's pricing page count 1 GB as a million KB."""


def load_balancer(case: Case) -> Iterator[Component]:
    """A load balancer under a steady load."""
    application = case.one_of("Type", "application", "network") == "application"
    public = case.one_of("scheme", "internal", "internet-facing") == "internet-facing"
    zones = case.count("azs", 1)
    balancer = LoadBalancer(application, zones if public else 0)
    yield from load_balancers.hours(balancer, case.hours)
    yield from load_balancers.units(balancer, _unit_hours(case, balancer))


def _unit_hours(case: Case, balancer: LoadBalancer) -> float:
    """The capacity unit hours: an average that the case gives, or the largest dimension of its load."""
    connections = case.number("new_connections_per_s")
    minutes = case.number("active_connection_minutes")
    active = max(case.number("active_connections_per_min"), connections * 60 * minutes)
    gb_per_hour = (
        case.number("kb_per_s") * SECONDS_PER_HOUR / KB_PER_GB + case.number("processed_gb_month") / case.hours
    )
    load = BalancerLoad(
        new_connections_per_second=connections,
        active_connections=active,
        gb_per_hour=gb_per_hour,
        requests_per_second=case.number("requests_per_s"),
        rules=case.count("rules_evaluated", case.count("rules")),
        rule_evaluations_per_second=case.number("rule_evaluations_per_s"),
    )
    largest = float(load_balancers.capacity_units(load, balancer.unit))
    return max(largest, case.number("lcu_average")) * case.hours


def nat_gateway(case: Case) -> Iterator[Component]:
    """NAT gateways, one in each zone; each with its address where the case names zones or addresses.

    Raises:
        CaseError: the gateways save more addresses than they have, and no meter counts below zero.
    """
    zones = case.count("azs", 1)
    yield from nat.gateway(case.number("processed_gb_month"), case.hours * zones)
    saved = case.count("replaces_task_public_ips")
    addressed = zones if case.has("azs") or saved else 0
    if saved > addressed:
        raise CaseError(_SAVES_TOO_MUCH.format(saved=quantity(saved), addressed=quantity(addressed)))
    if addressed > saved:
        yield from addresses.in_use(addressed - saved, case.hours)


def endpoint(case: Case) -> Iterator[Component]:
    """Interface endpoints in some zones; a gateway endpoint costs nothing."""
    case.text("service")
    gb = case.number("processed_gb_month")
    zones = case.count("endpoints", 1) * case.count("azs", case.count("subnets", 1))
    zones = case.count("endpoint_azs", zones)
    if case.one_of("VpcEndpointType", "Interface", "Gateway") == "Interface":
        yield from endpoints.interface(zones, gb, case.hours)


def address(case: Case) -> Iterator[Component]:
    """An Elastic IP address, attached or not: the price is the same."""
    meter = addresses.in_use if case.flag("attached") else addresses.idle
    yield from meter(1, case.hours)


def stack(case: Case) -> Iterator[Component]:
    """A load balancer, a NAT gateway and some addresses together."""
    balancers, gateways = case.count("ALB"), case.count("NAT")
    yield from load_balancers.hours(LoadBalancer(), case.hours * balancers)
    yield from nat.gateway(case.number("processed_gb_month"), case.hours * gateways)
    yield from addresses.in_use(case.count("ips"), case.hours)


CASES: dict[str, CaseReader] = {
    "AWS::ElasticLoadBalancingV2::LoadBalancer": load_balancer,
    "AWS::EC2::NatGateway": nat_gateway,
    "AWS::EC2::VPCEndpoint": endpoint,
    "AWS::EC2::EIP": address,
    "(account) data transfer out": lambda case: transfer.to_internet(case.number("internet_gb")),
    "(account) cross-AZ": lambda case: transfer.across_zones(case.number("one_way_gb")),
    "(account) inter-region": lambda case: transfer.to_region(case.number("gb")),
    "(stack)": stack,
}

_SAVES_TOO_MUCH = Text(
    en="replaces_task_public_ips is {saved}; expected at most the {addressed} addresses of the gateways",
    es="replaces_task_public_ips es {saved}; se esperaban como mucho las {addressed} direcciones de las puertas",
)
