"""What a reader may ask besides the resource itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from workbook.cost.demand.shares import NOTHING, Share, shares
from workbook.cost.meters.databases import Commitment
from workbook.cost.number import Number
from workbook.cost.prices.book import PriceBook
from workbook.graph.model import Graph, node_id
from workbook.template.model import Resource
from workbook.workload.load import Usage
from workbook.workload.model import Level, Workload
from workbook.workload.traffic import Traffic, traffic

Made = TypeVar("Made")

DEFAULT_REGION = "us-east-1"
"""The region of a stack that names none."""


@dataclass(frozen=True, slots=True)
class Purchases:
    """What is bought ahead; a Savings Plan by the end of its price keys, as `1yr-no-upfront`, or empty."""

    savings_plan: str = ""
    reserved_database: Commitment | None = None


NO_PURCHASES = Purchases()


@dataclass(frozen=True)
class Context:
    """One scenario, or many at once where `users` is an array.

    With `growing`, limits that the template sets to its own growth (most tasks, class of the database) give way
    as the load asks, so that the cost is that of carrying it.
    """

    graph: Graph
    book: PriceBook
    users: Number
    usage: Usage
    level: Level
    today: date
    growing: bool = False
    chosen_region: str | None = None
    purchases: Purchases = NO_PURCHASES
    _memory: dict[str | None, tuple[Workload, Traffic]] = field(default_factory=dict, repr=False)
    _made: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False)

    def workload(self, resource: Resource) -> Workload:
        """The assumptions for a resource: the defaults, with what the user's file says of it alone."""
        return self._of(resource)[0]

    def traffic(self, resource: Resource) -> Traffic:
        """Everything that the users do, under the assumptions for a resource."""
        return self._of(resource)[1]

    def requests(self, resource: Resource) -> Traffic:
        """The part of the traffic that passes a resource: nothing where no request reaches it."""
        share = self.share(resource)
        whole = self.traffic(resource)
        return whole if share == Share(1.0, 1.0) else whole.shared(share.api, share.assets)

    def share(self, resource: Resource) -> Share:
        """Which parts of the API calls and of the static files pass a resource."""
        return self._shares.get(node_id(resource), NOTHING)

    def region(self, resource: Resource) -> str:
        """The region whose prices hold: the one asked for, else that of the stack, else us-east-1."""
        return self.chosen_region or self._regions.get(resource.id.stack) or DEFAULT_REGION

    def at_level(self, level: Level) -> Context:
        """The same scenario under the low or the high assumptions."""
        return replace(self, level=level, _memory={}, _made={})

    def once(self, name: str, resource: Resource, make: Callable[[], Made]) -> Made:
        """What `make` gives for a resource, made a single time however many readers ask for it by this name."""
        key = name, node_id(resource)
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    def _of(self, resource: Resource) -> tuple[Workload, Traffic]:
        name = self.usage.name_of(resource.id.stack, resource.id.logical_id)
        if name not in self._memory:
            workload = self.usage.workload(self.level, name)
            self._memory[name] = workload, traffic(self.users, workload)
        return self._memory[name]

    @cached_property
    def _shares(self) -> Mapping[str, Share]:
        return {str(node): share for node, share in shares(self.graph).items()}

    @cached_property
    def _regions(self) -> Mapping[str, str | None]:
        return {stack.name: stack.region for stack in self.graph.assembly.stacks}
