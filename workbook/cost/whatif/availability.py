"""What the promises of AWS come to for a whole request: the product over everything that it needs.

A request needs its parts one after the other, so that the promise for all of them is the product of their promises.
What stands in several zones, such as tasks, has a promise of its own in the agreements, and a better one. A part that
only some requests pass counts for those: 1 - share × (1 - promise).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbook.cost.demand.shares import shares
from workbook.cost.number import HOURS_PER_MONTH
from workbook.cost.whatif.promise_rules import BUCKET, PROMISE_RULES, PROXY, redundant
from workbook.cost.whatif.promises import Promise, promises
from workbook.graph.model import EdgeKind, Graph, NodeId
from workbook.lang import Text, decimal, quantity
from workbook.template.model import Evidence

MINUTES_PER_MONTH = HOURS_PER_MONTH * 60


@dataclass(frozen=True, slots=True)
class Part:
    """Something that requests need, with the place in the template that says what kind of it there is.

    `share` is the part of the requests, 0 to 1, that pass it.
    """

    name: Text
    owner: Evidence
    promise: Promise
    share: Decimal = Decimal(1)

    @property
    def uptime(self) -> Decimal:
        """The part of the requests, 0 to 1, that this part leaves to work; all where nothing is promised."""
        return Decimal(1) if self.promise.uptime is None else 1 - self.share * (1 - self.promise.uptime)


@dataclass(frozen=True, slots=True)
class Availability:
    """What is promised of all parts of a request together."""

    parts: tuple[Part, ...]

    @property
    def uptime(self) -> Decimal:
        """The product over the parts, 0 to 1."""
        product = Decimal(1)
        for part in self.parts:
            product *= part.uptime
        return product

    @property
    def minutes_down(self) -> Decimal:
        """Minutes of a month of 730 hours in which the request may fail without a broken promise."""
        return (1 - self.uptime) * MINUTES_PER_MONTH

    def explained(self) -> Text:
        """The product in words, with the part that each factor stands for."""
        factors = [part for part in self.parts if part.promise.uptime is not None]
        if not factors:
            return _NOTHING
        shown = [_FACTOR.format(percent=_percent(part.uptime), name=part.name) for part in factors]
        product = Text(en=" × ".join(each.en for each in shown), es=" × ".join(each.es for each in shown))
        minutes = quantity(round(float(self.minutes_down), 1))
        return _PRODUCT.format(product=product, percent=_percent(self.uptime), minutes=minutes)


def of_api(graph: Graph) -> Availability:
    """What is promised of a call to the API: names, entrance, program and database."""
    return _availability(graph, {node: share.api for node, share in shares(graph).items() if share.api})


def of_pages(graph: Graph) -> Availability:
    """What is promised of the loading of a page: names, distribution and bucket, or what serves files instead."""
    passed = {node: share.assets for node, share in shares(graph).items() if share.assets}
    for node, share in tuple(passed.items()):
        behind = (edge.target for edge in graph.outgoing(node, EdgeKind.FORWARDS_TO))
        passed |= {each: share for each in sorted(behind) if graph.nodes[each].type == BUCKET}
    return _availability(graph, passed)


def _availability(graph: Graph, passed: Mapping[NodeId, float]) -> Availability:
    found = [*_names(graph, passed), *(part for node in passed for part in _parts(graph, node, passed[node]))]
    order = list(_NAMES)
    return Availability(tuple(part for _, part in sorted(found, key=lambda each: order.index(each[0]))))


def _names(graph: Graph, passed: Mapping[NodeId, float]) -> Iterator[tuple[str, Part]]:
    """The first record that leads to something on the way: one zone answers for all of them."""
    for node in passed:
        for edge in graph.incoming(node, EdgeKind.RESOLVES_TO):
            yield "names", Part(_NAMES["names"], edge.evidence, promises()["names"])
            return


def _parts(graph: Graph, node: NodeId, share: float) -> Iterator[tuple[str, Part]]:
    resource = graph.nodes[node].resource
    kind = None if resource is None else PROMISE_RULES.get(resource.type)
    if resource is None or kind is None:
        return
    part = Decimal(str(share))
    name = kind.of(resource)
    key = name if redundant(resource, graph) else f"{name}_one_zone"
    yield name, Part(_NAMES[name], resource.evidence(kind.place), promises()[key], part)
    for made in kind.within:
        yield made, Part(_NAMES[made], resource.evidence(), promises()[made], part)
    for edge in graph.incoming(node, EdgeKind.CONNECTS_TO):
        if graph.nodes[edge.source].type == PROXY:
            yield "proxy", Part(_NAMES["proxy"], edge.evidence, promises()["proxy"], part)


_NAMES = {
    "names": Text(en="names", es="nombres"),
    "distribution": Text(en="distribution", es="distribución"),
    "bucket": Text(en="bucket", es="bucket"),
    "load_balancer": Text(en="load balancer", es="balanceador"),
    "api": Text(en="API", es="API"),
    "tasks": Text(en="tasks", es="tareas"),
    "instances": Text(en="instances", es="instancias"),
    "function": Text(en="function", es="función"),
    "lightsail_instances": Text(en="Lightsail instance", es="instancia de Lightsail"),
    "lightsail_containers": Text(en="Lightsail containers", es="contenedores de Lightsail"),
    "proxy": Text(en="proxy", es="proxy"),
    "database": Text(en="database", es="base de datos"),
    "aurora": Text(en="database cluster", es="clúster de base de datos"),
    "lightsail_database": Text(en="Lightsail database", es="base de datos de Lightsail"),
}
"""The parts in the order in which a request passes them."""


def _percent(uptime: Decimal) -> Text:
    return decimal(round(float(uptime * 100), 4))


_FACTOR = Text(en="{percent} % {name}", es="{percent} % {name}")
_PRODUCT = Text(
    en="{product} = {percent} %: {minutes} minutes of a month",
    es="{product} = {percent} %: {minutes} minutos de un mes",
)
_NOTHING = Text(en="the source has no part that AWS promises anything for",
                es="la fuente no tiene ninguna parte para la que AWS prometa algo")  # fmt: skip

NOT_COUNTED = (
    Text(
        en="Deployments, bugs, load beyond what is sized, expired certificates and all other faults of our own.",
        es="Despliegues, errores del programa, carga mayor que la prevista, certificados caducados y demás fallos"
        " nuestros.",
    ),
    Text(
        en="Maintenance, which the agreements leave out, and the minute or two of a failover of the database.",
        es="El mantenimiento, que los acuerdos excluyen, y el minuto o dos de una conmutación de la base de datos.",
    ),
    Text(
        en="What only the start of a task needs: NAT, image repository, secrets and keys; running tasks go on"
        " answering without.",
        es="Lo que solo necesita el arranque de una tarea: NAT, repositorio de imágenes, secretos y claves; las tareas"
        " en marcha siguen respondiendo sin ello.",
    ),
    Text(
        en="Faults that hit several parts at once: the product takes them to be independent.",
        es="Los fallos que afectan a varias partes a la vez: el producto los supone independientes.",
    ),
)
"""What no promise says, so that it is not in the product."""
