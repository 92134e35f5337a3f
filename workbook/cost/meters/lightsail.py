"""What Lightsail costs: bundles with one price a month, data included."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.lang import Text


def container_service(power: str, nodes: int, path: str = "Power") -> Iterator[Component]:
    """The nodes of a container service; its HTTPS endpoint and load balancing are part of them."""
    yield Component(_NODES, f"lightsail.container.{power}", float(nodes), Kind.FIXED, _COUNT, {"count": nodes}, path)


def database(size: str, *, high_availability: bool, path: str = "RelationalDatabaseBundleId") -> Iterator[Component]:
    """A managed database with its disk and its backups of seven days."""
    key = f"lightsail.database.{size}{'.high-availability' if high_availability else ''}"
    yield Component(_DATABASE, key, 1.0, Kind.FIXED, _COUNT, {"count": 1.0}, path)


def instance(size: str, path: str = "BundleId") -> Iterator[Component]:
    """A Linux instance with its disk, its IPv4 address and its data."""
    yield Component(_INSTANCE, f"lightsail.instance.{size}", 1.0, Kind.FIXED, _COUNT, {"count": 1.0}, path)


def load_balancer(path: str = "") -> Iterator[Component]:
    """A load balancer, whatever passes it."""
    yield Component(_BALANCER, "lightsail.load-balancer", 1.0, Kind.FIXED, _COUNT, {"count": 1.0}, path)


_NODES = Text(en="nodes of a Lightsail container service", es="nodos de un servicio de contenedores de Lightsail")
_DATABASE = Text(en="Lightsail database", es="base de datos de Lightsail")
_INSTANCE = Text(en="Lightsail instance", es="instancia de Lightsail")
_BALANCER = Text(en="Lightsail load balancer", es="balanceador de Lightsail")
_COUNT = Text(en="{count} a month", es="{count} al mes")
