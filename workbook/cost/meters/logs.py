"""What CloudWatch Logs costs: writing, keeping and searching."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.number import Number
from workbook.lang import Text, same

STANDARD, INFREQUENT, VENDED = "logs.ingest", "logs.ingest.infrequent", "logs.vended"
"""The ways to write: by an application, into the class for infrequent access, and by a service of AWS."""


def written(gb: Number | None, way: str = STANDARD, path: str = "", kind: Kind = Kind.USAGE) -> Iterator[Component]:
    """Log that is written in a month, uncompressed; None where nobody knows how much."""
    terms = {"gb": same("?") if gb is None else gb}
    yield Component(_WRITTEN[way], way, gb, kind, _GB, terms, path)


def kept(gb: Number, path: str = "", kind: Kind = Kind.USAGE) -> Iterator[Component]:
    """Log that is kept, compressed."""
    yield Component(_KEPT, "logs.storage", gb, kind, _KEPT_GB, {"gb": gb}, path)


def searched(gb: Number, path: str = "") -> Iterator[Component]:
    """Log that Logs Insights reads for an answer."""
    yield Component(_SEARCHED, "logs.insights", gb, Kind.USAGE, _GB, {"gb": gb}, path)


_WRITTEN = {
    STANDARD: Text(en="logs written", es="registros escritos"),
    INFREQUENT: Text(en="logs written (infrequent access)", es="registros escritos (acceso poco frecuente)"),
    VENDED: Text(en="logs that services of AWS write", es="registros que escriben servicios de AWS"),
}
_KEPT = Text(en="logs kept", es="registros guardados")
_SEARCHED = Text(en="logs searched", es="registros consultados")
_GB = Text(en="{gb} GB a month", es="{gb} GB al mes")
_KEPT_GB = Text(en="{gb} GB kept, compressed", es="{gb} GB guardados, comprimidos")
