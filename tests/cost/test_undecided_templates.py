"""Whatever a template leaves to the deployment either changes no amount, or is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbook.cost.estimate import Estimate, estimate
from workbook.graph.build import build_graph
from workbook.template.edit import load_edited, put
from workbook.template.model import Evidence, LogicalId, StackName
from workbook.template.raw import Raw
from workbook.template.yaml_text import read_yaml

SOURCE = Path(__file__).parent / "everything.yaml"
OPEN: Raw = {"Ref": "Open"}
ARGUED = frozenset({
    # An address outside the template is charged with the gateway, as it is to be.
    "Nat.Properties.AllocationId",
    # What a container reads from elsewhere is no part of the template.
    "Task.Properties.ContainerDefinitions",
    "Task.Properties.ContainerDefinitions.0",
    "Task.Properties.ContainerDefinitions.0.Secrets",
    "Task.Properties.ContainerDefinitions.0.Secrets.0",
    "Task.Properties.ContainerDefinitions.0.Secrets.0.ValueFrom",
})  # fmt: skip


def paths(value: Raw, path: str) -> Iterator[str]:
    """Every place below a property, the property included; what a function stands for is one place."""
    yield path
    if isinstance(value, dict) and not any(key == "Ref" or key.startswith("Fn::") for key in value):
        for key, inner in value.items():
            yield from paths(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths(inner, f"{path}.{number}")


def places() -> Iterator[str]:
    read = read_yaml(SOURCE.read_text(encoding="utf-8"), SOURCE.name)
    resources = read["Resources"] if isinstance(read, dict) else None
    assert isinstance(resources, dict)
    for name, resource in resources.items():
        properties = resource.get("Properties", {}) if isinstance(resource, dict) else {}
        for key, value in properties.items():
            yield from paths(value, f"{name}.Properties.{key}")


def with_open(place: str | None) -> tuple[Estimate, int]:
    """The estimate with one place left to the deployment, and how much had to be assumed to read the template."""
    name = LogicalId("" if place is None else place.partition(".")[0])
    edits = [] if place is None else [put(Evidence(StackName("everything"), name, f"Resources.{place}"), OPEN)]
    graph = build_graph(load_edited(*edits, source=SOURCE))
    return estimate(graph, 1000, interval=False), sum(len(stack.notes) for stack in graph.assembly.stacks)


@pytest.fixture(scope="module")
def whole() -> tuple[Estimate, int]:
    return with_open(None)


@pytest.mark.parametrize("name", sorted({place.partition(".")[0] for place in places()}))
def test_an_amount_that_moves_is_told(whole: tuple[Estimate, int], name: str) -> None:
    before, noted = whole
    told = {(gap.place, gap.reason) for gap in before.gaps}
    silent = []
    for place in (each for each in places() if each.startswith(f"{name}.") and each not in ARGUED):
        after, notes = with_open(place)
        new = [gap for gap in after.gaps if (gap.place, gap.reason) not in told]
        if after.total != before.total and not new and notes <= noted:
            silent.append(f"{place}: {before.total:.2f} → {after.total:.2f}")

    assert not silent
