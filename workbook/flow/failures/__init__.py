"""What happens when a part fails, read from the properties that decide it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbook.flow.model import Failure, Path
from workbook.graph.model import Graph


def failures(graph: Graph, paths: Iterable[Path]) -> Iterator[Failure]:
    """The failures of the parts that the paths use."""
    yield from ()
