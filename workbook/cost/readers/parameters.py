"""Parameters of Systems Manager, which cost nothing unless they are of the advanced tier."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.readers.reader import Readers
from workbook.lang import Text
from workbook.template.model import Resource


def parameter(resource: Resource, context: Context) -> Iterator[Unpriced]:
    """A parameter of the advanced tier is charged for; the book has no price for it."""
    del context
    if resource.get("Tier") == "Advanced":
        yield Unpriced(_ADVANCED, "Tier")


READERS: Readers = {"AWS::SSM::Parameter": parameter}

_ADVANCED = Text(
    en="the price book has no price for advanced parameters",
    es="el libro de precios no tiene precio para parámetros avanzados",
)
