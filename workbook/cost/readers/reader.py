"""What a reader is: it reads a resource, and says what is charged for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from workbook.cost.component import Component, Unsure
from workbook.cost.demand.context import Context
from workbook.template.model import Resource

Found: TypeAlias = Iterator[Component | Unsure]
Reader: TypeAlias = Callable[[Resource, Context], Found]
Readers: TypeAlias = Mapping[str, Reader]
