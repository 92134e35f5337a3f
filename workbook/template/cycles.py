"""Order of things that need each other, or the circle that makes an order impossible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


class CircleError(Exception):
    """The things need each other in a circle; `names` starts and ends with the same one, each needing the next."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(arrows(names))
        self.names = names


def in_order(needs: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The keys, each after those that it needs and otherwise by name; needs that are no keys are passed over.

    >>> in_order({"web": ["network"], "data": ["network"], "network": []})
    ('network', 'data', 'web')

    Raises:
        CircleError: some need each other.
    """
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name in sorted(needs):
        sorter.add(name, *sorted(need for need in set(needs[name]) if need in needs))
    try:
        sorter.prepare()
    except CycleError as error:
        raise CircleError(_normalised(error.args[1])) from error
    order: list[str] = []
    while ready := sorted(sorter.get_ready()):
        order.extend(ready)
        sorter.done(*ready)
    return tuple(order)


def arrows(names: Iterable[str]) -> str:
    """Names in the order in which each needs the next, as `A → B → A`."""
    return " → ".join(names)


def _normalised(circle: list[str]) -> tuple[str, ...]:
    """The circle from its first name on, in the direction of need: graphlib gives it against that."""
    ring = circle[:0:-1]
    start = ring.index(min(ring))
    turned = ring[start:] + ring[:start]
    return (*turned, turned[0])
