from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from workbook.graph.build import build_graph
from workbook.graph.model import EXTERNAL, Edge, EdgeKind, Graph
from workbook.template.source import load_assembly


@pytest.fixture
def graph_of(tmp_path: Path) -> Callable[..., Graph]:
    """Build the graph of YAML resources, one stack per argument: `App` first, then those named by keyword."""

    def build(resources: str = "", /, **stacks: str) -> Graph:
        for name, text in {"App": resources, **stacks}.items():
            if text:
                body = dedent(text).strip("\n")
                head = "" if body.startswith(("Parameters", "Conditions", "Resources")) else "Resources:\n"
                indented = "\n".join(f"  {line}" for line in body.splitlines()) if head else body
                (tmp_path / f"{name}.yaml").write_text(head + indented + "\n", encoding="utf-8")
        return build_graph(load_assembly(tmp_path))

    return build


@pytest.fixture
def drawn() -> Callable[..., list[str]]:
    """The edges of some kinds as lines `source → target`, with ports and note, stack names left out."""

    def lines(graph: Graph, *kinds: EdgeKind) -> list[str]:
        return [line(edge) for edge in graph.edges if edge.kind in kinds]

    return lines


def line(edge: Edge) -> str:
    words = [short(edge.source), "→", short(edge.target)]
    if edge.ports:
        first, last = edge.ports.first, edge.ports.last
        words.append(f"{edge.ports.protocol}:{first}" + (f"-{last}" if last != first else ""))
    return " ".join(words) + (f" ({edge.note})" if edge.note else "")


def short(node: str) -> str:
    return node if node.startswith(EXTERNAL) else node.partition("/")[2]
