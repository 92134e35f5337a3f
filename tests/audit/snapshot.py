"""Copies of the standard snapshot with single places changed, named without the hashes that CDK appends."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.template.edit import Edit, load_edited
from workbook.template.edit import put as put_at
from workbook.template.edit import remove as remove_at
from workbook.template.model import Evidence, LogicalId, ResourceId, StackName
from workbook.template.source import SNAPSHOTS, load_profile

PROFILE = "standard"


@dataclass(frozen=True)
class Change:
    """One place below the properties of a resource with its new value; without a path, the whole resource."""

    resource: str
    path: str = ""
    value: Any = None
    removes: bool = False
    stack: str = ""


@dataclass(frozen=True)
class Copied:
    """What stands at another place of the snapshot."""

    resource: str
    path: str


def put(resource: str, path: str, value: Any) -> Change:
    """A property gets this value; `@Name` inside it stands for the logical id of that resource."""
    return Change(resource, path, value)


def cut(resource: str, path: str = "") -> Change:
    """A property, or the whole resource, is taken away."""
    return Change(resource, path, removes=True)


def add(stack: str, kind: str, **properties: Any) -> Change:
    """A resource named `Added` comes into a stack."""
    return Change("Added", value={"Type": kind, "Properties": properties}, stack=stack)


def standard(*changes: Change) -> Graph:
    """The graph of the standard snapshot with the changes made."""
    return build_graph(load_edited(*(_edit(change) for change in changes), profile=PROFILE))


def _edit(change: Change) -> Edit:
    if change.stack:
        place = Evidence(StackName(change.stack), LogicalId(""), f"Resources.{change.resource}")
        return put_at(place, _filled(change.value))
    found = _named(change.resource)
    below = f".{change.path}" if change.path.startswith("DeletionPolicy") else f".Properties.{change.path}"
    path = f"Resources.{found.logical_id}{below if change.path else ''}"
    place = Evidence(found.stack, found.logical_id, path)
    return remove_at(place) if change.removes else put_at(place, _filled(change.value))


def _filled(value: Any) -> Any:
    if isinstance(value, Copied):
        return _written(value)
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner) for inner in value]
    if isinstance(value, str) and value.startswith("@"):
        return _named(value.removeprefix("@")).logical_id
    return value


def _written(copied: Copied) -> Any:
    found = _named(copied.resource)
    template = json.loads((SNAPSHOTS / PROFILE / f"{found.stack}.template.json").read_text(encoding="utf-8"))
    value = template["Resources"][found.logical_id]["Properties"]
    for step in copied.path.split("."):
        value = value[int(step) if step.isdigit() else step]
    return value


def _named(name: str) -> ResourceId:
    matching = [one for one in _ids() if re.fullmatch(f"{name}([0-9A-F]{{8}})?", one.logical_id)]
    assert len(matching) == 1, f"{name}: {matching}"
    return matching[0]


@cache
def _ids() -> tuple[ResourceId, ...]:
    return tuple(resource.id for resource in load_profile(PROFILE).resources())


def names_of(*changes: Change) -> Iterator[str]:
    """What a test calls the changes."""
    for change in changes:
        yield f"{'-' if change.removes else '+'}{change.resource}{'.' if change.path else ''}{change.path}"
