"""Proxies before databases, charged by the vCPUs of what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.demand.database_facts import read_database
from workbook.cost.meters.database_classes import shape
from workbook.cost.meters.databases import proxy
from workbook.cost.readers.priced import priced
from workbook.cost.readers.reader import Readers
from workbook.graph.model import EdgeKind, node_id
from workbook.lang import Text
from workbook.template.model import Resource


def database_proxy(resource: Resource, context: Context) -> Iterator[Component | Unpriced]:
    """A proxy, for as long as it exists: a stopped database does not stop it."""
    found = [node.resource for node in context.graph.successors(node_id(resource), EdgeKind.CONNECTS_TO)]
    classes = [read_database(each, context.graph).instance_class for each in found if each is not None]
    sizes = [shape(name) if name else None for name in classes]
    vcpus = [size.vcpus for size in sizes if size is not None]
    if len(vcpus) < max(len(found), 1):
        yield Unpriced(_UNKNOWN)
    else:
        yield from priced(proxy(sum(vcpus)), context.book)


READERS: Readers = {"AWS::RDS::DBProxy": database_proxy}

_UNKNOWN = Text(
    en="the template does not tell how many vCPUs the databases behind the proxy have",
    es="la plantilla no dice cuántas vCPU tienen las bases de datos tras el proxy",
)
