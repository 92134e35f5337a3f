"""What data costs on its way: out to the internet, between zones, between regions."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.number import Number
from workbook.lang import Text


def to_internet(gb: Number, path: str = "") -> Iterator[Component]:
    """Data that leaves AWS; what goes to CloudFront is free and not among it."""
    yield Component(_INTERNET, "transfer.internet", gb, Kind.USAGE, _GB, {"gb": gb}, path)


def across_zones(gb: Number, path: str = "") -> Iterator[Component]:
    """Data between two zones of a region: each GB is charged twice, as it leaves one and as it enters the other."""
    yield Component(_ZONES, "transfer.cross-az", 2 * gb, Kind.USAGE, _BOTH, {"gb": gb}, path)


def to_region(gb: Number, path: str = "") -> Iterator[Component]:
    """Data to another region."""
    yield Component(_REGIONS, "transfer.inter-region", gb, Kind.USAGE, _GB, {"gb": gb}, path)


_INTERNET = Text(en="data out to the internet", es="datos hacia internet")
_ZONES = Text(en="data between zones", es="datos entre zonas")
_REGIONS = Text(en="data to another region", es="datos a otra región")
_GB = Text(en="{gb} GB a month", es="{gb} GB al mes")
_BOTH = Text(en="{gb} GB a month × 2 directions", es="{gb} GB al mes × 2 sentidos")
