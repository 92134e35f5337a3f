"""What public IPv4 addresses cost: each hour of each, used or idle."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.number import HOURS_PER_MONTH, Number
from workbook.lang import Text


def in_use(
    count: Number, hours: Number = HOURS_PER_MONTH, kind: Kind = Kind.FIXED, path: str = ""
) -> Iterator[Component]:
    """Addresses of load balancers, NAT gateways, tasks and databases."""
    yield _held(_USED, "ipv4.in-use", count, hours, kind, path)


def of_instances(
    count: Number, hours: Number = HOURS_PER_MONTH, kind: Kind = Kind.FIXED, path: str = ""
) -> Iterator[Component]:
    """Addresses of EC2 instances: the price of all others, and the only ones that had free hours for a year."""
    yield _held(_USED, "ipv4.instance", count, hours, kind, path)


def idle(count: Number, hours: Number = HOURS_PER_MONTH, path: str = "") -> Iterator[Component]:
    """Addresses that are kept and that nothing uses."""
    yield _held(_IDLE, "ipv4.idle", count, hours, Kind.FIXED, path)


def _held(name: Text, price: str, count: Number, hours: Number, kind: Kind, path: str) -> Component:
    return Component(name, price, count * hours, kind, _HOURS, {"count": count, "hours": hours}, path)


_USED = Text(en="public IPv4 addresses", es="direcciones IPv4 públicas")
_IDLE = Text(en="idle public IPv4 addresses", es="direcciones IPv4 públicas sin uso")
_HOURS = Text(en="{count} × {hours} h a month", es="{count} × {hours} h al mes")
