"""The bills of lesson 4: each component with what it costs a month, and those of a colleague who made mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from workbook.cost.estimate import Estimate, estimate
from workbook.cost.number import HOURS_PER_MONTH
from workbook.cost.prices.load import default_book
from workbook.errors import PriceError
from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.lang import Text, spoken
from workbook.template.model import Assembly
from workbook.template.source import load_profile

FIRST = 100
REGION = "us-east-1"
CENT = Decimal("0.01")

DATABASE, ADDRESSES, BALANCER, GATEWAY, ADDED_DISK = (
    "database instance with a standby (Multi-AZ)",
    "public IPv4 addresses",
    "application load balancer",
    "NAT gateway",
    "storage added by autoscaling",
)


def estimated(graph: Graph, users: int) -> Estimate:
    """The estimate of a graph, kept for whoever asks again."""
    return _cached(graph.assembly, users)


@lru_cache(maxsize=8)
def _cached(assembly: Assembly, users: int) -> Estimate:
    return estimate(build_graph(assembly), users)


def bill(graph: Graph, users: int = FIRST) -> dict[str, Decimal]:
    """What each component costs a month, to the cent, by its name in the language of the notebook."""
    return _called(amounts_of(graph, users), components(graph, users))


def _called(amounts: Mapping[str, Decimal], known: Mapping[str, Text]) -> dict[str, Decimal]:
    return {known[name][spoken()]: amount for name, amount in amounts.items()}


def amounts_of(graph: Graph, users: int = FIRST) -> dict[str, Decimal]:
    """The same by English names, as the exercises know the components."""
    found: dict[str, Decimal] = {}
    for line in estimated(graph, users).lines:
        name = line.charge.component.name.en
        found[name] = found.get(name, Decimal(0)) + (line.monthly or Decimal(0))
    return {name: amount.quantize(CENT, ROUND_HALF_UP) for name, amount in found.items()}


def components(graph: Graph, users: int = FIRST) -> dict[str, Text]:
    """The name of each component of a bill in both languages, by its English one."""
    found = (line.charge.component.name for line in estimated(graph, users).lines)
    return {name.en: name for name in found}


def colleagues_bill() -> dict[str, Decimal]:
    """The bill of a colleague who made two mistakes: two single databases, and a load balancer without addresses."""
    graph = build_graph(load_profile("standard"))
    return _called(colleagues_amounts(graph), components(graph))


def colleagues_amounts(graph: Graph) -> dict[str, Decimal]:
    """Their bill by English names."""
    right = amounts_of(graph)
    kept = (GATEWAY, DATABASE, "Fargate vCPU", BALANCER, ADDRESSES, "Fargate memory", "database storage")
    wrong = {
        DATABASE: 2 * _month_of("rds.instance.postgres.db.t4g.small.single"),
        ADDRESSES: right[ADDRESSES] - 2 * _month_of("ipv4.in-use"),
    }
    return {name: wrong.get(name, right[name]).quantize(CENT, ROUND_HALF_UP) for name in kept}


def _month_of(key: str) -> Decimal:
    """What a price by the hour comes to in a month."""
    price = default_book().find(key, REGION)
    if price is None:
        raise PriceError(NO_PRICE.format(key=key, region=REGION))
    return HOURS_PER_MONTH * price.first


NO_PRICE = Text(en="the price book has no {key} in {region}", es="el libro de precios no tiene {key} en {region}")
