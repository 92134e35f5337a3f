"""What endpoints of a VPC cost: interface endpoints by zone and GB, gateway endpoints nothing."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.number import HOURS_PER_MONTH, Number
from workbook.lang import Text, same


def interface(zones: int, gb: Number | None, hours: Number = HOURS_PER_MONTH, path: str = "") -> Iterator[Component]:
    """One interface endpoint with an address in each of some zones; `gb` is None where the traffic is not known."""
    terms = {"zones": zones, "hours": hours}
    yield Component(_HOUR, "endpoint.hour", zones * hours, Kind.FIXED, _HOURS, terms, path)
    yield Component(_DATA, "endpoint.gb", gb, Kind.USAGE, _GB, {"gb": same("?") if gb is None else gb}, path)


_HOUR = Text(en="interface endpoint", es="punto de enlace de interfaz")
_HOURS = Text(en="{zones} zones × {hours} h a month", es="{zones} zonas × {hours} h al mes")
_DATA = Text(en="data through interface endpoints", es="datos por puntos de enlace de interfaz")
_GB = Text(en="{gb} GB a month", es="{gb} GB al mes")
