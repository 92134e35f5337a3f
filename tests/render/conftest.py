"""A graph from a few lines of a template."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.template.source import load_assembly


@pytest.fixture
def graph_of(tmp_path: Path) -> Callable[..., Graph]:
    """The graph of a template with these resources, each given as its type and its properties."""

    def build(**resources: tuple[str, dict[str, object]] | str) -> Graph:
        declared = {}
        for name, given in resources.items():
            kind, properties = (given, {}) if isinstance(given, str) else given
            declared[name] = {"Type": f"AWS::{kind}", "Properties": properties}
        path = tmp_path / "template.json"
        path.write_text(json.dumps({"Resources": declared}), encoding="utf-8")
        return build_graph(load_assembly(path))

    return build
