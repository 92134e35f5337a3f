"""Collect the edits that make one choice another; a name from another stack gets the export that it needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbook.graph.model import Graph
from workbook.template.edit import Edit, put, remove
from workbook.template.model import Evidence, LogicalId, Resource, StackName
from workbook.template.raw import Raw


@dataclass
class Draft:
    """Edits in the making, on top of one graph."""

    graph: Graph
    edits: list[Edit] = field(default_factory=list)

    def put(self, resource: Resource, path: str, value: Raw) -> None:
        """Give a property, at its dotted path, a value as a template writes it."""
        self.edits.append(put(_property(resource, path), value))

    def drop(self, resource: Resource, path: str) -> None:
        """Take a property away if it is there."""
        if resource.get(path) is not None:
            self.edits.append(remove(_property(resource, path)))

    def remove(self, resource: Resource) -> None:
        """Take a whole resource away."""
        self.edits.append(remove(resource.evidence()))

    def add(self, stack: StackName, name: str, kind: str, properties: dict[str, Raw]) -> Raw:
        """Add a resource to a stack, and say how the stack refers to it."""
        place = Evidence(stack, LogicalId(name), f"Resources.{name}")
        self.edits.append(put(place, {"Type": kind, "Properties": properties}))
        return {"Ref": name}

    def name(self, resource: Resource, stack: StackName, attribute: str | None = None) -> Raw:
        """How a stack refers to a resource, which may lie in another one."""
        own: Raw = {"Fn::GetAtt": [resource.id.logical_id, attribute]} if attribute else {"Ref": resource.id.logical_id}
        if resource.id.stack == stack:
            return own
        output = f"WhatIf{resource.id.logical_id}{attribute or ''}"
        export = f"{resource.id.stack}:{output}"
        place = Evidence(resource.id.stack, LogicalId(""), f"Outputs.{output}")
        self.edits.append(put(place, {"Value": own, "Export": {"Name": export}}))
        return {"Fn::ImportValue": export}


def _property(resource: Resource, path: str) -> Evidence:
    return Evidence(resource.id.stack, resource.id.logical_id, f"Resources.{resource.id.logical_id}.Properties.{path}")
