"""What NAT gateways cost: the hours of each, and every GB that passes in either direction."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.number import HOURS_PER_MONTH, Number
from workbook.lang import Text, same


def gateway(gb: Number | None, hours: Number = HOURS_PER_MONTH, path: str = "") -> Iterator[Component]:
    """One NAT gateway without its address; `gb` is None where the traffic is not known."""
    yield Component(_HOUR, "nat.hour", hours, Kind.FIXED, _HOURS, {"hours": hours}, path)
    terms = {"gb": same("?") if gb is None else gb}
    yield Component(_DATA, "nat.gb", gb, Kind.USAGE, _GB, terms, path)


_HOUR = Text(en="NAT gateway", es="puerta de enlace NAT")
_HOURS = Text(en="{hours} h a month", es="{hours} h al mes")
_DATA = Text(en="data through NAT gateways", es="datos por puertas de enlace NAT")
_GB = Text(
    en="{gb} GB a month in both directions: images, logs, secrets and what tasks call",
    es="{gb} GB al mes en ambos sentidos: imágenes, registros, secretos y lo que llaman las tareas",
)
