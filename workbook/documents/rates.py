"""Comparisons of single parts by their rates: the way in, the way of the files, the database and its version."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import numpy as np

from workbook.cost.estimate import Estimate, Settings, estimate_many, total
from workbook.cost.meters.database_classes import shape
from workbook.cost.meters.databases import extended_support
from workbook.cost.meters.engine_support import VERSIONS
from workbook.cost.number import HOURS_PER_MONTH, exact
from workbook.cost.prices.load import allowances, default_book
from workbook.cost.prices.model import Price
from workbook.cost.pricing import Charge, Floats
from workbook.cost.whatif.promises import promises
from workbook.cost.whatif.rivals.rivals import RIVALS, graph_of
from workbook.documents.sources import FIRST_STAGE, LATER, PROFILE_OF_THE_BRIEF, changed, graph, priced, rivals
from workbook.errors import PriceError
from workbook.flow import documented
from workbook.flow.model import Span
from workbook.graph.model import Graph
from workbook.lang import Lang, Text, decimal, money, quantity
from workbook.render.story import span_text
from workbook.render.table import Table

USERS = (FIRST_STAGE, LATER, 10_000, 100_000)
_BALANCER_TYPE, _INSTANCE = "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::RDS::DBInstance"
_ENGINE = "postgres"
_THIRD = "3"


def ways_in(lang: Lang) -> str:
    """What the load balancer costs with its addresses, and what an HTTP API would cost for the same calls."""
    balancer, api = _balancer(np.array(USERS, dtype=float)), _http_api(np.array(USERS, dtype=float))
    rows = [
        (quantity(users)[lang], _usd(one, lang), _usd(other, lang))
        for users, one, other in zip(USERS, balancer, api, strict=True)
    ]
    heads = (_USERS, _BALANCER, _API)
    return Table.of([head[lang] for head in heads], rows, numbers=range(3)).markdown()


def ways_even(lang: Lang) -> str:
    """From how many daily users on an HTTP API would cost more than the load balancer."""
    users = np.unique(np.round(np.geomspace(1, 1_000_000, 4000)))
    dearer = np.flatnonzero(_http_api(users) > _balancer(users))
    return quantity(float(f"{users[dearer[0]]:.2g}"))[lang]


def longest_answers(lang: Lang) -> str:
    """How long each way in waits for an answer where nothing else is said."""
    rows = [
        (_BALANCER_NAME[lang], f"{documented.ALB_IDLE.number:g} s", documented.ALB_IDLE.source.document),
        (
            _API_NAME[lang],
            f"{documented.HTTP_INTEGRATION.number / 1000:g} s",
            documented.HTTP_INTEGRATION.source.document,
        ),
    ]
    return Table.of([head[lang] for head in (_WAY, _WAITS, _DOCUMENT)], rows, numbers=(1,)).markdown()


def site(lang: Lang) -> str:
    """What bucket and distribution cost for the files of the site, and what sending them from the tasks would cost."""
    numbers = np.array(USERS, dtype=float)
    ours = _costs(graph(PROFILE_OF_THE_BRIEF), numbers, _is_site)
    gigabytes = _quantities(graph(PROFILE_OF_THE_BRIEF), numbers, "cloudfront.gb")
    rows = []
    for users, cost, sent in zip(USERS, ours, gigabytes, strict=True):
        free = float(sum(each.amount for each in allowances(Settings().free_tier) if "transfer.internet" in each.keys))
        beyond = _price("transfer.internet").cost(Decimal(repr(max(float(sent) - free, 0.0))))
        rows.append(
            (quantity(users)[lang], quantity(float(f"{sent:.3g}"))[lang], _usd(cost, lang), money(beyond)[lang])
        )
    heads = (_USERS, _SENT, _SITE, _FROM_TASKS)
    return Table.of([head[lang] for head in heads], rows, numbers=range(4)).markdown()


def databases(lang: Lang) -> str:
    """Ways to run PostgreSQL: amount, promise, and how long a failover takes."""
    _, single = changed(PROFILE_OF_THE_BRIEF, ("single-az",))
    rows = [
        _database(
            _STANDBY,
            _of_instance(priced(PROFILE_OF_THE_BRIEF, FIRST_STAGE)),
            "database",
            documented.INSTANCE_FAILOVER_TAKES,
            lang,
        ),
        _database(_ALONE, _of_instance(single), "database_one_zone", None, lang),
        _database(_CLUSTER, None, "database", documented.CLUSTER_FAILOVER_TAKES, lang),
        _database(_AURORA, _aurora(), "aurora", documented.AURORA_FAILOVER_TAKES, lang),
    ]
    heads = (_WAY_TO_RUN, _MONTHLY, _PROMISED, _FAILOVER)
    return Table.of([head[lang] for head in heads], rows, numbers=(1, 2)).markdown()


def versions(lang: Lang) -> str:
    """Major versions of PostgreSQL, with the last day of their standard support and the one that the template runs."""
    own = _version()
    rows = [
        (major, version.standard_until.isoformat(), _OURS[lang] if major == own else "")
        for (engine, major), version in VERSIONS.items()
        if engine == _ENGINE
    ]
    return Table.of([head[lang] for head in (_VERSION, _UNTIL, _HERE)], rows, numbers=(0,)).markdown()


def extended(lang: Lang, year: str) -> str:
    """What the database of the template would pay on top in a year of Extended Support, `1` or `3`, in USD a month."""
    (database,) = graph(PROFILE_OF_THE_BRIEF).resources(_INSTANCE)
    known = shape(str(database.get("DBInstanceClass")))
    cpus = 0 if known is None else known.vcpus
    charged = extended_support(
        cpus, HOURS_PER_MONTH, multi_az=database.get("MultiAZ") is True, third_year=year == _THIRD
    )
    return money(sum((_price(each.price).cost(exact(each.quantity or 0)) for each in charged), Decimal(0)))[lang]


def version(lang: Lang) -> str:
    """The major version of PostgreSQL that the template runs."""
    return str(decimal(float(_version()))[lang])


def _version() -> str:
    (database,) = graph(PROFILE_OF_THE_BRIEF).resources(_INSTANCE)
    return str(database.get("EngineVersion")).partition(".")[0]


def _database(name: Text, monthly: Decimal | None, promise: str, takes: Span | None, lang: Lang) -> tuple[str, ...]:
    uptime = promises()[promise].uptime
    promised = "–" if uptime is None else f"{decimal(round(float(uptime * 100), 4))[lang]} %"
    amount = _NO_PRICE[lang] if monthly is None else money(monthly)[lang]
    return name[lang], amount, promised, span_text(takes, lang) if takes else _BY_HAND[lang]


def _of_instance(found: Estimate) -> Decimal:
    return total(line for line in found.lines if line.price.key.startswith("rds."))


def _aurora() -> Decimal:
    (entry,) = (entry for entry in rivals().entries if entry.rival.id == "aurora")
    return total(line for line in entry.estimates[0].lines if line.price.key.startswith("aurora."))


def _balancer(users: Floats) -> Floats:
    return _costs(graph(PROFILE_OF_THE_BRIEF), users, _is_balancer)


def _http_api(users: Floats) -> Floats:
    (rival,) = (rival for rival in RIVALS if rival.id == "lambda")
    return _costs(graph_of(rival), users, lambda charge, _: charge.component.price.startswith("apigateway."))


def _is_balancer(charge: Charge, graph: Graph) -> bool:
    """Its hours, capacity units and addresses; what it sends to the internet an API would send as well."""
    owners = (each for each in graph.resources(_BALANCER_TYPE))
    own = any((each.id.stack, each.id.logical_id) == (charge.owner.stack, charge.owner.logical_id) for each in owners)
    return own and not charge.component.price.startswith("transfer.")


def _is_site(charge: Charge, _: Graph) -> bool:
    return charge.component.price.startswith(("cloudfront.", "s3."))


def _costs(source: Graph, users: Floats, wanted: Callable[[Charge, Graph], bool]) -> Floats:
    """What some charges of a source cost together for each number of users, in USD a month."""
    found = estimate_many(source, users, Settings())
    nothing = np.zeros(len(users))
    costs = [cost for charge, cost in zip(found.bill.charges, found.costs, strict=True) if wanted(charge, source)]
    return sum((np.broadcast_to(cost, users.shape) for cost in costs), nothing)


def _quantities(source: Graph, users: Floats, key: str) -> Floats:
    found = estimate_many(source, users, Settings()).bill.charges
    wanted = [charge.component.quantity for charge in found if charge.component.price == key]
    return sum((np.broadcast_to(np.asarray(each, dtype=float), users.shape) for each in wanted), np.zeros(len(users)))


def _price(key: str) -> Price:
    (region,) = {stack.region for stack in graph(PROFILE_OF_THE_BRIEF).assembly.stacks if stack.region}
    found = default_book().find(key, region)
    if found is None:
        raise PriceError(_MISSING.format(key=key, region=region))
    return found


def _usd(amount: float, lang: Lang) -> str:
    return money(Decimal(repr(float(amount))))[lang]


_USERS = Text(en="daily users", es="usuarios diarios")
_BALANCER = Text(en="load balancer, USD a month", es="balanceador, USD al mes")
_API = Text(en="HTTP API of API Gateway, USD a month", es="API HTTP de API Gateway, USD al mes")
_BALANCER_NAME = Text(en="Application Load Balancer", es="Application Load Balancer")
_API_NAME = Text(en="HTTP API of API Gateway", es="API HTTP de API Gateway")
_WAY = Text(en="way in", es="entrada")
_WAITS = Text(en="waits for an answer at most", es="espera una respuesta como mucho")
_DOCUMENT = Text(en="by", es="según")
_SENT = Text(en="GB sent a month", es="GB enviados al mes")
_SITE = Text(en="bucket and distribution, USD a month", es="bucket y distribución, USD al mes")
_FROM_TASKS = Text(
    en="the same data from the load balancer, USD a month",
    es="los mismos datos desde el balanceador, USD al mes",
)
_WAY_TO_RUN = Text(en="PostgreSQL as", es="PostgreSQL como")
_MONTHLY = Text(en="USD a month", es="USD al mes")
_PROMISED = Text(en="AWS promises", es="AWS promete")
_FAILOVER = Text(en="a failover takes", es="una conmutación tarda")
_STANDBY = Text(en="one instance with a standby (Multi-AZ)", es="una instancia con réplica en espera (Multi-AZ)")
_ALONE = Text(en="one instance alone", es="una sola instancia")
_CLUSTER = Text(
    en="a Multi-AZ cluster with readable standbys", es="un clúster Multi-AZ con réplicas que se pueden leer"
)
_AURORA = Text(en="Aurora Serverless with a reader", es="Aurora Serverless con una réplica de lectura")
_NO_PRICE = Text(en="the book has no price", es="sin precio en el libro")
_BY_HAND = Text(
    en="there is none: repair, or a restored backup",
    es="no la hay: reparación o una copia restaurada",
)
_VERSION = Text(en="PostgreSQL", es="PostgreSQL")
_UNTIL = Text(en="standard support until", es="soporte estándar hasta")
_HERE = Text(en="here", es="aquí")
_OURS = Text(en="what the template runs", es="la que ejecuta la plantilla")
_MISSING = Text(
    en="the price book has no price {key} in {region}; add it as docs/howto/add-a-price.md tells",
    es="el libro de precios no tiene el precio {key} en {region}; añádalo como indica docs/howto/add-a-price.md",
)

BLOCKS = {
    "ways-in": ways_in,
    "ways-even": ways_even,
    "longest-answers": longest_answers,
    "site": site,
    "databases": databases,
    "versions": versions,
    "version": version,
    "extended-support": extended,
}
