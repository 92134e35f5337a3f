from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent

import pytest

from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.template.source import load_assembly


@pytest.fixture
def graph_of(tmp_path: Path) -> Callable[[str], Graph]:
    """The graph of YAML resources, in a stack called App."""

    def build(resources: str) -> Graph:
        body = indent(dedent(resources).strip("\n"), "  ")
        (tmp_path / "App.yaml").write_text(f"Resources:\n{body}\n", encoding="utf-8")
        return build_graph(load_assembly(tmp_path))

    return build
