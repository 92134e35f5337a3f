"""A template as parsed, before anything in it is resolved, and the limits within which it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Raw: TypeAlias = "str | int | float | bool | list[Raw] | dict[str, Raw] | None"

MAX_BYTES = 32 * 1024 * 1024
"""Largest file that is read: CloudFormation takes templates up to 1 MB, so nothing that can be deployed is refused."""

MAX_DEPTH = 100
"""Deepest nesting that is read: real templates stay below 30, and recursion over this many levels is always safe."""

MAX_VALUES = 1_000_000
"""Most values that are read, aliases expanded: 1 MB, the most that can be deployed, holds half of them at best."""


def mapping(value: Raw) -> dict[str, Raw]:
    """The value where it is a mapping, else an empty one: for sections that may be absent."""
    return value if isinstance(value, dict) else {}


@dataclass(slots=True)
class RawStack:
    """A stack before its template is resolved, with what its source knows about where and how it is deployed.

    `name` is unique in the source; `deployed_as` is the name in its account, where stacks of other Regions share it.
    """

    name: str
    template: dict[str, Raw]
    where: str
    region: str | None = None
    account: str | None = None
    parameters: Mapping[str, Raw] = field(default_factory=dict)
    requires: tuple[str, ...] = ()
    deployed_as: str | None = None
    children: dict[str, RawStack] = field(default_factory=dict)

    def section(self, name: str) -> dict[str, Raw]:
        """A section of the template; empty where it is absent."""
        return mapping(self.template.get(name))

    def resources(self) -> dict[str, dict[str, Raw]]:
        """The resources by logical id, without the loops and macros that stand among them."""
        return {name: mapping(body) for name, body in self.section("Resources").items() if not name.startswith("Fn::")}

    @property
    def grows(self) -> bool:
        """Whether a macro or a loop may add resources during the deployment that the template does not name."""
        return "Transform" in self.template or any(name.startswith("Fn::") for name in self.section("Resources"))
