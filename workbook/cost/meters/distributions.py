"""What CloudFront distributions cost: data and requests by edge, functions, invalidations, or a flat-rate plan."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.number import Number
from workbook.lang import Text, same

PLANS = ("free", "pro", "business", "premium")
EDGES = {
    "edge:US": Text(en="North America", es="Norteamérica"),
    "edge:EU": Text(en="Europe", es="Europa"),
    "edge:SA": Text(en="South America", es="Sudamérica"),
}


def delivered(edge: str, gb: Number, path: str = "") -> Iterator[Component]:
    """Data to viewers from the locations of one edge."""
    yield _at_edge(_DATA, "cloudfront.gb", edge, gb, _GB, path)


def to_origin(edge: str, gb: Number, path: str = "") -> Iterator[Component]:
    """Data to the origin: what viewers upload."""
    yield _at_edge(_ORIGIN, "cloudfront.origin-gb", edge, gb, _GB, path)


def requests(edge: str, count: Number, *, https: bool = True, path: str = "") -> Iterator[Component]:
    """Requests that one edge answers."""
    key = f"cloudfront.requests.{'https' if https else 'http'}"
    yield _at_edge(_HTTPS if https else _HTTP, key, edge, count, _REQUESTS, path)


def functions(count: Number, path: str = "") -> Iterator[Component]:
    """Runs of CloudFront Functions."""
    yield Component(_FUNCTIONS, "cloudfront.functions", count, Kind.USAGE, _RUNS, {"amount": count}, path)


def invalidations(paths: Number, path: str = "") -> Iterator[Component]:
    """Paths that are taken out of the caches."""
    yield Component(_INVALIDATIONS, "cloudfront.invalidation", paths, Kind.USAGE, _PATHS, {"amount": paths}, path)


def plan(tier: str, path: str = "") -> Iterator[Component]:
    """A flat-rate plan, which replaces everything else that the distribution would cost."""
    terms = {"tier": tier.title()}
    yield Component(_PLAN, f"cloudfront.plan.{tier}", 1.0, Kind.FIXED, _BY_PLAN, terms, path)


def _at_edge(name: Text, key: str, edge: str, amount: Number, formula: Text, path: str) -> Component:
    where = EDGES.get(edge, same(edge))
    terms = {"amount": amount, "where": where}
    return Component(name.format(where=where), key, amount, Kind.USAGE, formula, terms, path, place=edge)


_DATA = Text(en="CloudFront data ({where})", es="datos de CloudFront ({where})")
_ORIGIN = Text(en="CloudFront data to the origin ({where})", es="datos de CloudFront al origen ({where})")
_HTTPS = Text(en="CloudFront HTTPS requests ({where})", es="peticiones HTTPS de CloudFront ({where})")
_HTTP = Text(en="CloudFront HTTP requests ({where})", es="peticiones HTTP de CloudFront ({where})")
_FUNCTIONS = Text(en="CloudFront Functions", es="CloudFront Functions")
_INVALIDATIONS = Text(en="CloudFront invalidations", es="invalidaciones de CloudFront")
_PLAN = Text(en="CloudFront flat-rate plan", es="plan de tarifa plana de CloudFront")
_GB = Text(en="{amount} GB a month near {where}", es="{amount} GB al mes cerca de {where}")
_REQUESTS = Text(en="{amount} requests a month near {where}", es="{amount} peticiones al mes cerca de {where}")
_RUNS = Text(en="{amount} runs a month, one for each request", es="{amount} ejecuciones al mes, una por petición")
_PATHS = Text(en="{amount} paths a month", es="{amount} rutas al mes")
_BY_PLAN = Text(en="plan {tier}, in place of every charge by usage", es="plan {tier}, en lugar de todo cobro por uso")
