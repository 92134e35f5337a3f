from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from textwrap import dedent, indent

import pytest

from workbook.cost.component import Component, Unsure
from workbook.cost.demand.context import Context
from workbook.cost.prices.load import default_book
from workbook.cost.readers.all import READERS
from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.template.source import load_assembly
from workbook.workload.load import default_usage
from workbook.workload.model import Level


@pytest.fixture
def graph_of(tmp_path: Path) -> Callable[[str], Graph]:
    """The graph of YAML resources, in a stack called App."""

    def build(resources: str) -> Graph:
        body = indent(dedent(resources).strip("\n"), "  ")
        (tmp_path / "App.yaml").write_text(f"Resources:\n{body}\n", encoding="utf-8")
        return build_graph(load_assembly(tmp_path))

    return build


@pytest.fixture
def context_of(graph_of: Callable[[str], Graph]) -> Callable[..., Context]:
    """The default workload of some users on YAML resources; other fields of the context by keyword."""

    def make(resources: str, users: object = 100.0, **fields: object) -> Context:
        book = default_book()
        context = Context(graph_of(resources), book, users, default_usage(), Level.LIKELY, book.dates()[1])
        return replace(context, **fields)

    return make


@pytest.fixture
def read(context_of: Callable[..., Context]) -> Callable[..., list[Component | Unsure]]:
    """What the reader says of the resource `It`, or of another by `name`."""

    def said(resources: str, users: object = 100.0, name: str = "It", **fields: object) -> list[Component | Unsure]:
        context = context_of(resources, users, **fields)
        (resource,) = (each for each in context.graph.assembly.resources() if each.id.logical_id == name)
        return list(READERS[resource.type](resource, context))

    return said
