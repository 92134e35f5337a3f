"""Cost over a range of users in one pass: the curve, where it steps, and what dominates it where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from workbook.cost.component import Kind
from workbook.cost.demand.context import Context
from workbook.cost.demand.task_facts import SERVICE
from workbook.cost.demand.tasks import running
from workbook.cost.estimate import Settings, estimate_many
from workbook.cost.meters.database_storage import GROWN, STORAGE
from workbook.cost.number import Number
from workbook.cost.prices.book import PriceBook
from workbook.cost.prices.free import Allowance
from workbook.cost.prices.load import allowances
from workbook.cost.prices.model import Price
from workbook.cost.pricing import Charge, Floats, Pool
from workbook.cost.units import amount
from workbook.graph.model import Graph
from workbook.lang import Lang, Text, quantity
from workbook.pace import without_collection

MOST_USERS = 100_000
INSTANCES = "rds.instance."


class StepKind(StrEnum):
    """What changes at a step."""

    TASKS = "tasks"
    CLASS = "class"
    STORAGE = "storage"
    TIER = "tier"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Step:
    """From so many users on, something is different."""

    users: int
    kind: StepKind
    text: Text


@dataclass(frozen=True, slots=True)
class Dominance:
    """From so many users on, a service is the largest part of the bill, with this share (0 to 1) at that point.

    NAT gateways count as a service of their own here, as `Price.part` says.
    """

    users: int
    service: str
    share: float


@dataclass(frozen=True, slots=True)
class Sweep:
    """What a source costs for each of many numbers of users, in USD a month, whole and by service.

    `prices` are those that it rests on, as old as they are on the day `today`.
    """

    source: str
    users: NDArray[np.int64]
    total: Floats
    fixed: Floats
    services: Mapping[str, Floats]
    steps: tuple[Step, ...]
    dominant: tuple[Dominance, ...]
    prices: frozenset[Price]
    today: date

    def until(self, most: int) -> Sweep:
        """The same curve up to so many users."""
        kept = self.users <= most
        return replace(
            self,
            users=self.users[kept],
            total=self.total[kept],
            fixed=self.fixed[kept],
            services={name: costs[kept] for name, costs in self.services.items()},
            steps=tuple(step for step in self.steps if step.users <= most),
            dominant=tuple(each for each in self.dominant if each.users <= most),
        )

    def at(self, users: int) -> float:
        """The total at the nearest number of users that was computed, in USD a month."""
        return float(self.total[np.abs(self.users - users).argmin()])


def default_users(most: int = MOST_USERS) -> NDArray[np.int64]:
    """Numbers of users from 1 on, evenly spaced on a logarithmic axis, with every power of ten among them.

    >>> default_users(100)[[0, -1]].tolist()
    [1, 100]
    """
    powers = np.arange(0, np.log10(most) + 1e-9)
    spaced = np.geomspace(1, most, 400)
    return np.unique(np.round(np.concatenate([spaced, 10**powers])).astype(np.int64))


@without_collection
def sweep(graph: Graph, users: NDArray[np.int64] | None = None, settings: Settings | None = None) -> Sweep:
    """The cost of a source over many numbers of users, in one vectorised pass.

    Raises:
        WorkloadError: the usage cannot be used.
        PriceError: the region is unknown, or the book lacks a price for it.
    """
    chosen = settings or Settings(growing=True)
    numbers = default_users() if users is None else users
    found = estimate_many(graph, numbers.astype(np.float64), chosen)
    context, charges = found.context, found.bill.charges
    costs = [_spread(cost, numbers) for cost in found.costs]
    services = _by_service(charges, costs, chosen.book)
    total = np.sum(costs, axis=0) if costs else np.zeros(len(numbers))
    fixed = [cost for charge, cost in zip(charges, costs, strict=True) if charge.component.kind is Kind.FIXED]
    pools, names = _pools(charges, numbers), _names(charges)
    steps = (
        *_task_steps(context, numbers),
        *_class_steps(charges, numbers),
        *_storage_steps(charges, numbers),
        *_tier_steps(pools, names, numbers, chosen.book),
        *_free_steps(pools, names, numbers, allowances(chosen.free_tier)),
    )
    return Sweep(
        source=graph.assembly.name,
        users=numbers,
        total=total,
        fixed=np.sum(fixed, axis=0) if fixed else np.zeros(len(numbers)),
        services=services,
        steps=tuple(sorted(steps, key=lambda step: (step.users, step.kind, step.text.en))),
        dominant=tuple(_dominant(services, total, numbers)),
        prices=frozenset(price for charge in charges if (price := chosen.book.find(*charge.pool)) is not None),
        today=context.today,
    )


def _spread(number: Number, users: NDArray[np.int64]) -> Floats:
    """A quantity or cost with one place for each number of users, also where it is the same for all."""
    return np.broadcast_to(np.asarray(number, dtype=np.float64), users.shape)


def _by_service(charges: Sequence[Charge], costs: Sequence[Floats], book: PriceBook) -> dict[str, Floats]:
    """What each service costs, the costly at the last number of users first."""
    found: dict[str, Floats] = {}
    for charge, cost in zip(charges, costs, strict=True):
        price = book.find(*charge.pool)
        if price is not None:
            found[price.part] = found.get(price.part, 0.0) + cost
    return dict(sorted(found.items(), key=lambda pair: (-pair[1][-1], pair[0])))


def _task_steps(context: Context, users: NDArray[np.int64]) -> Iterator[Step]:
    """Where the busiest hour asks for more tasks of a service: each power of two, not each single task."""
    for service in context.graph.resources(SERVICE):
        found = running(service, context)
        if found is None:
            continue
        peak = _spread(found.peak, users)
        doublings = np.floor(np.log2(np.maximum(peak, 1))).astype(np.int64)
        for place in _changes(doublings):
            count = quantity(float(peak[place]))
            yield Step(int(users[place]), StepKind.TASKS, _TASKS.format(owner=service.id, count=count))


def _class_steps(charges: Sequence[Charge], users: NDArray[np.int64]) -> Iterator[Step]:
    """Where the instance class of a database changes."""
    by_owner: dict[str, list[tuple[str, Floats]]] = {}
    for charge in charges:
        key, amount = charge.component.price, charge.component.quantity
        if key.startswith(INSTANCES) and ".reserved-" not in key and amount is not None:
            owner = f"{charge.owner.stack}/{charge.owner.logical_id}"
            by_owner.setdefault(owner, []).append((key, _spread(amount, users)))
    for owner, found in sorted(by_owner.items()):
        names = [key.removeprefix(INSTANCES).split(".", 1)[1].rpartition(".")[0] for key, _ in found]
        chosen = np.argmax([amount for _, amount in found], axis=0)
        for place in _changes(chosen):
            yield Step(int(users[place]), StepKind.CLASS, _CLASS.format(owner=owner, name=names[chosen[place]]))


def _storage_steps(charges: Sequence[Charge], users: NDArray[np.int64]) -> Iterator[Step]:
    """Where the data outgrow the storage that a database has in the template."""
    allocated = dict(_amounts(charges, STORAGE))
    for owner, added in sorted(_amounts(charges, GROWN), key=lambda pair: pair[0]):
        for place in _changes((_spread(added, users) > 0).astype(np.int64)):
            own = amount(float(np.max(allocated[owner])), "GB-month")
            yield Step(int(users[place]), StepKind.STORAGE, _STORAGE.format(owner=owner, own=own))


def _amounts(charges: Sequence[Charge], name: Text) -> Iterator[tuple[str, Number]]:
    """What each resource has of a component, by its name."""
    for charge in charges:
        if charge.component.name == name and charge.component.quantity is not None:
            yield f"{charge.owner.stack}/{charge.owner.logical_id}", charge.component.quantity


def _pools(charges: Sequence[Charge], users: NDArray[np.int64]) -> dict[Pool, Floats]:
    """The whole account's use of each price."""
    pools: dict[Pool, Floats] = {}
    for charge in charges:
        if charge.component.quantity is not None:
            pools[charge.pool] = pools.get(charge.pool, 0.0) + _spread(charge.component.quantity, users)
    return pools


def _names(charges: Sequence[Charge]) -> dict[str, Text]:
    """What the components of each price are called; the first name stands where there are several."""
    names: dict[str, Text] = {}
    for charge in charges:
        names.setdefault(charge.component.price, charge.component.name)
    return names


def _all_of(names: Sequence[Text]) -> Text:
    """Different names in their order, with commas between them."""
    return Text(**{lang: ", ".join(dict.fromkeys(name[lang] for name in names)) for lang in Lang})


def _free_steps(
    pools: Mapping[Pool, Floats], names: Mapping[str, Text], users: NDArray[np.int64], free: Sequence[Allowance]
) -> Iterator[Step]:
    """Where a free allowance is used up."""
    for allowance in free:
        used = sum((amounts for (key, _), amounts in pools.items() if key in allowance.keys), np.zeros(len(users)))
        for place in _changes((used > allowance.amount).astype(np.int64)):
            name = _all_of([names[key] for key in allowance.keys if key in names])
            text = _FREE.format(amount=amount(allowance.amount, allowance.unit), name=name)
            yield Step(int(users[place]), StepKind.FREE, text)


def _tier_steps(
    pools: Mapping[Pool, Floats], names: Mapping[str, Text], users: NDArray[np.int64], book: PriceBook
) -> Iterator[Step]:
    """Where the whole account's use of a price reaches its next tier."""
    for pool, amounts in sorted(pools.items()):
        price = book.find(*pool)
        if price is None or len(price.tiers) < 2:
            continue
        starts = [float(tier.start) for tier in price.tiers]
        tiers = np.searchsorted(starts, amounts, side="right") - 1
        for place in _changes(tiers):
            tier = price.tiers[tiers[place]]
            start = amount(float(tier.start), price.unit)
            text = _TIER.format(name=names[price.key], start=start, usd=quantity(float(tier.usd)))
            yield Step(int(users[place]), StepKind.TIER, text)


def _dominant(services: Mapping[str, Floats], total: Floats, users: NDArray[np.int64]) -> Iterator[Dominance]:
    if not services:
        return
    names = list(services)
    largest = np.argmax([services[name] for name in names], axis=0)
    for place in (0, *_changes(largest)):
        name = names[largest[place]]
        whole = float(total[place])
        yield Dominance(int(users[place]), name, float(services[name][place]) / whole if whole else 0.0)


def _changes(values: NDArray[np.int64]) -> list[int]:
    """The places whose value differs from the one before."""
    return [int(place) for place in np.flatnonzero(np.diff(values)) + 1]


_CLASS = Text(en="{owner} needs {name}", es="{owner} necesita {name}")
_STORAGE = Text(en="{owner} needs more than its {own}", es="{owner} necesita más que sus {own}")
_TIER = Text(
    en="{name}: the part above {start} costs {usd} USD each",
    es="{name}: lo que pasa de {start} cuesta {usd} USD por unidad",
)
_FREE = Text(
    en="{name}: more than the free {amount}",
    es="{name}: más de lo gratuito, {amount}",
)
_TASKS = Text(en="{owner} runs up to {count} tasks", es="{owner} ejecuta hasta {count} tareas")
