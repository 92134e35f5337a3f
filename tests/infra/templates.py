"""The committed snapshots as plain JSON; a test of their own holds them equal to what the sources give."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

INFRA = Path(__file__).resolve().parents[2] / "infra"
PROFILES = ("standard", "starter", "growth")
STACKS = ("Network", "Data", "Delivery", "Service", "Edge", "Observability")


@dataclass(frozen=True)
class Snapshot:
    """The templates of one profile, as plain JSON."""

    profile: str
    templates: dict[str, Any]

    def resources(self, *types: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The resources of these types, or all, as (logical id, resource), whatever their stack."""
        for template in self.templates.values():
            for logical_id, resource in template["Resources"].items():
                if not types or resource["Type"] in types:
                    yield logical_id, resource

    def properties(self, kind: str) -> list[dict[str, Any]]:
        """The properties of every resource of a type."""
        return [resource.get("Properties", {}) for _, resource in self.resources(kind)]

    def only(self, kind: str) -> dict[str, Any]:
        """The properties of the one resource of a type."""
        (properties,) = self.properties(kind)
        return properties


@cache
def load_snapshot(profile: str) -> Snapshot:
    folder = INFRA / "snapshots" / profile
    return Snapshot(
        profile,
        {name: json.loads((folder / f"Inventory{name}.template.json").read_text(encoding="utf-8")) for name in STACKS},
    )


def attributes(pairs: list[dict[str, Any]], value: str = "Value") -> dict[str, Any]:
    """A list of Key and Value, as CloudFormation writes attributes, as a mapping."""
    return {pair.get("Key", pair.get("Name")): pair.get(value) for pair in pairs}
