"""Nested stacks: what those that lie elsewhere are charged for is not known."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.readers.reader import Readers
from workbook.lang import Text
from workbook.template.model import Resource
from workbook.template.nested import NESTED_TYPE


def nested_stack(resource: Resource, context: Context) -> Iterator[Unpriced]:
    """A stack costs nothing by itself; one whose template is not at hand may hold anything."""
    if all(stack.nested_in != resource.id for stack in context.graph.assembly.stacks):
        yield Unpriced(_ELSEWHERE, "TemplateURL")


READERS: Readers = {NESTED_TYPE: nested_stack}

_ELSEWHERE = Text(
    en="the template of the nested stack is not at hand, so nothing in it is counted",
    es="la plantilla de la pila anidada no está a mano, así que no se cuenta nada de ella",
)
