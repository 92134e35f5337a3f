from __future__ import annotations

import pytest

from graph.conftest import graph_of  # noqa: F401  # the same small graphs serve here
from workbook.flow.follow import follow_requests
from workbook.flow.model import Failure, FailureKind, FlowReport, Path
from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.template.edit import Edit, load_edited
from workbook.template.model import Resource


class Profile:
    """A snapshot, its resources by type and the beginning of their logical id, and the report of an edited copy."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.assembly = load_edited(profile=name)

    def resources(self, kind: str, prefix: str = "") -> list[Resource]:
        """The resources of a type, written without `AWS::`, whose logical id begins so."""
        of_type = (r for r in self.assembly.resources() if r.type == f"AWS::{kind}")
        return [r for r in of_type if r.id.logical_id.startswith(prefix)]

    def resource(self, kind: str, prefix: str = "") -> Resource:
        """The only such resource."""
        (found,) = self.resources(kind, prefix)
        return found

    def graph(self, *edits: Edit) -> Graph:
        return build_graph(load_edited(*edits, profile=self.name))

    def report(self, *edits: Edit) -> FlowReport:
        return follow_requests(self.graph(*edits))

    def page(self, *edits: Edit) -> Path:
        return self.report(*edits).paths[0]

    def call(self, *edits: Edit) -> Path:
        return self.report(*edits).paths[1]

    def failure(self, kind: FailureKind, *edits: Edit) -> Failure:
        (found,) = (f for f in self.report(*edits).failures if f.kind is kind)
        return found


@pytest.fixture(scope="session")
def standard() -> Profile:
    return Profile("standard")


@pytest.fixture(scope="session")
def starter() -> Profile:
    return Profile("starter")
