"""What the promises of AWS come to for a whole request: the product over everything that it needs.

A request needs its parts one after the other, so that the promise for all of them is the product of their promises.
Redundancy inside a part, such as tasks in two zones, is in the promise that AWS gives for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from workbook.cost.number import HOURS_PER_MONTH
from workbook.cost.readers.shares import BALANCERS, DISTRIBUTION, shares
from workbook.cost.readers.task_facts import SERVICE, TARGET
from workbook.graph.model import EdgeKind, Graph, NodeId, node_id
from workbook.graph.queries import zones
from workbook.lang import Text
from workbook.template.model import Evidence, Resource
from workbook.template.scalars import flag, number

SLAS = Path(__file__).parent / "slas.yaml"
MINUTES_PER_MONTH = HOURS_PER_MONTH * 60


@dataclass(frozen=True, slots=True)
class Promise:
    """What AWS promises of a service: the part of a month in which it works, 0 to 1."""

    uptime: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a request needs, with the place in the template that says what kind of it there is."""

    name: Text
    owner: Evidence
    promise: Promise


@dataclass(frozen=True, slots=True)
class Availability:
    """What is promised of all parts of a request together."""

    parts: tuple[Part, ...]

    @property
    def uptime(self) -> Decimal:
        """The product of the promises, 0 to 1."""
        product = Decimal(1)
        for part in self.parts:
            product *= part.promise.uptime
        return product

    @property
    def minutes_down(self) -> Decimal:
        """Minutes of a month in which the request may fail without a broken promise."""
        return (1 - self.uptime) * MINUTES_PER_MONTH


def of_api(graph: Graph) -> Availability:
    """What is promised of a call to the API: names, entrance, program and database."""
    found = shares(graph)
    return Availability(tuple(part for node, share in found.items() if share.api for part in _part(graph, node)))


def of_pages(graph: Graph) -> Availability:
    """What is promised of the loading of a page: names, distribution and bucket, or what serves files instead."""
    found = shares(graph)
    nodes = [node for node, share in found.items() if share.assets]
    parts = [part for node in nodes for part in _part(graph, node)]
    buckets = {edge.target for node in nodes for edge in graph.outgoing(node, EdgeKind.FORWARDS_TO)}
    for node in sorted(buckets):
        resource = graph.nodes[node].resource
        if resource is not None and resource.type == "AWS::S3::Bucket":
            parts.append(Part(_NAMES["bucket"], resource.evidence(), promises()["bucket"]))
    return Availability(tuple(parts))


@cache
def promises() -> Mapping[str, Promise]:
    """The promises by the kind of part that they are for."""
    found = yaml.safe_load(SLAS.read_text(encoding="utf-8"))
    return {key: Promise(Decimal(str(each["percent"])) / 100, str(each["source"])) for key, each in found.items()}


def _part(graph: Graph, node: NodeId) -> Iterator[Part]:
    resource = graph.nodes[node].resource
    kind = None if resource is None else _kind(resource, graph)
    if resource is None or kind is None:
        return
    for name in (kind[0], *_WITHIN.get(resource.type, ())):
        yield Part(_NAMES[name.removesuffix("_one_zone")], resource.evidence(kind[1]), promises()[name])


def _kind(resource: Resource, graph: Graph) -> tuple[str, str] | None:
    """Which promise holds for a resource, and the property that decides it."""
    if resource.type.startswith("AWS::ApiGateway"):
        return "api", ""
    if resource.type.startswith("AWS::Lightsail::"):
        return "lightsail", ""
    if resource.type not in _DECIDED:
        return None
    kind, place, is_redundant = _DECIDED[resource.type]
    return (kind if is_redundant(resource, graph) else f"{kind}_one_zone"), place


def _in_two_zones(resource: Resource, graph: Graph) -> bool:
    return len(zones(graph, node_id(resource))) > 1


def _always(resource: Resource, graph: Graph) -> bool:
    del resource, graph
    return True


def _two_tasks(service: Resource, graph: Graph) -> bool:
    return _in_two_zones(service, graph) and _least(service, graph) > 1


_DECIDED: Mapping[str, tuple[str, str, Callable[[Resource, Graph], bool]]] = {
    DISTRIBUTION: ("distribution", "", _always),
    **dict.fromkeys(BALANCERS, ("load_balancer", "Subnets", _in_two_zones)),
    "AWS::Lambda::Function": ("function", "", _always),
    SERVICE: ("compute", "DesiredCount", _two_tasks),
    "AWS::ECS::ExpressGatewayService": ("compute", "", _always),
    "AWS::AutoScaling::AutoScalingGroup": ("compute", "MinSize", lambda one, _: (number(one.get("MinSize")) or 0) > 1),
    "AWS::EC2::Instance": ("compute", "", lambda _, __: False),
    "AWS::RDS::DBInstance": ("database", "MultiAZ", lambda one, _: bool(flag(one.get("MultiAZ")))),
    "AWS::RDS::DBCluster": ("cluster", "", lambda one, graph: _members(one, graph) > 1),
}
"""The kind of promise by type, the property that decides it, and whether the part is redundant over zones."""


def _least(service: Resource, graph: Graph) -> float:
    """The fewest tasks that a service runs."""
    for node in graph.predecessors(node_id(service), EdgeKind.SCALES):
        if node.type == TARGET and node.resource is not None:
            return number(node.resource.get("MinCapacity")) or 0
    return number(service.get("DesiredCount", 1)) or 0


def _members(cluster: Resource, graph: Graph) -> int:
    return sum(1 for node in graph.successors(node_id(cluster), EdgeKind.CONTAINS) if node.resource is not None)


_WITHIN = {"AWS::ECS::ExpressGatewayService": ("load_balancer",)}
"""Further parts that a resource makes by itself."""

_NAMES = {
    "distribution": Text(en="distribution", es="distribución"),
    "bucket": Text(en="bucket", es="bucket"),
    "zone": Text(en="names", es="nombres"),
    "load_balancer": Text(en="load balancer", es="balanceador"),
    "api": Text(en="API", es="API"),
    "function": Text(en="function", es="función"),
    "compute": Text(en="tasks or instances", es="tareas o instancias"),
    "database": Text(en="database", es="base de datos"),
    "cluster": Text(en="database cluster", es="clúster de base de datos"),
    "lightsail": Text(en="Lightsail service", es="servicio de Lightsail"),
}
