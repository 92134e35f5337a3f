"""What Route 53 costs: zones, queries by how they are routed, health checks."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.number import Number
from workbook.cost.prices.book import GLOBAL
from workbook.lang import Text, same

ROUTINGS = ("simple", "latency", "geo", "alias")
"""How a query is answered; those for an alias of a resource of AWS are free."""


def zones(count: Number = 1.0, path: str = "") -> Iterator[Component]:
    """Hosted zones, each for a month or a part of one."""
    yield Component(_ZONE, "route53.zone", count, Kind.FIXED, _EACH, {"count": count}, path, GLOBAL)


def queries(routing: str, count: Number | None, path: str = "") -> Iterator[Component]:
    """Queries for names that are routed in one way; None where nobody knows how many."""
    terms = {"count": same("?") if count is None else count}
    key = f"route53.queries.{routing}"
    yield Component(_QUERIES[routing], key, count, Kind.USAGE, _COUNT, terms, path, GLOBAL)


def health_checks(count: Number = 1.0, *, in_aws: bool = True, path: str = "") -> Iterator[Component]:
    """Health checks of endpoints in AWS or elsewhere, without options such as HTTPS or string matching."""
    key = f"route53.health-check.{'aws' if in_aws else 'other'}"
    yield Component(_CHECK, key, count, Kind.FIXED, _EACH, {"count": count}, path, GLOBAL)


_ZONE = Text(en="hosted zone", es="zona alojada")
_EACH = Text(en="{count} a month", es="{count} al mes")
_QUERIES = {
    "simple": Text(en="DNS queries", es="consultas DNS"),
    "latency": Text(en="DNS queries routed by latency", es="consultas DNS dirigidas por latencia"),
    "geo": Text(en="DNS queries routed by location", es="consultas DNS dirigidas por ubicación"),
    "alias": Text(en="DNS queries for aliases", es="consultas DNS de alias"),
}
_COUNT = Text(en="{count} queries a month", es="{count} consultas al mes")
_CHECK = Text(en="health check of Route 53", es="comprobación de estado de Route 53")
