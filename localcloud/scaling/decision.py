"""How target tracking decides, without a clock and without a service."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_HIGH = 3
"""Points above the target until a policy grows."""

_LOW = 15 * 60
"""Seconds that a metric has to be well below the target until a policy shrinks."""

_WELL_BELOW = 0.9
"""Of the target."""


@dataclass(frozen=True, slots=True)
class Tracking:
    """A policy that holds a metric at a target."""

    name: str
    target: float
    period: int
    out_after: float
    """Seconds that have to pass after growth, until it grows again."""

    in_after: float
    """Seconds that have to pass after shrinking, until it shrinks again."""

    may_shrink: bool = True

    @property
    def points(self) -> int:
        """How many periods it looks back."""
        return max(_HIGH, _LOW // self.period)

    def wanted(self, values: Sequence[float | None], current: int) -> int:
        """How many there should be by the values of past periods, the oldest first; as many as now where unsure."""
        known = [value for value in values[-self.points :] if value is not None]
        recent = values[-_HIGH:]
        if len(recent) == _HIGH and all(value is not None and value > self.target for value in recent):
            return math.ceil(current * known[-1] / self.target)
        if len(known) == self.points and max(known) < _WELL_BELOW * self.target:
            return math.ceil(current * max(known) / self.target)
        return current


@dataclass(frozen=True, slots=True)
class Now:
    """A service as it is."""

    count: int
    minimum: int
    maximum: int
    since_growth: float = math.inf
    """Seconds."""

    since_shrinking: float = math.inf
    is_deploying: bool = False

    def within(self, count: int) -> int:
        """A count, or the nearest that is allowed."""
        return min(max(count, self.minimum), self.maximum)


def decide(now: Now, wants: Iterable[tuple[Tracking, int]]) -> tuple[int, Tracking | None]:
    """How many there should be, and the policy that says so: it grows when one wants it, and shrinks when all do."""
    asked = [(count, policy) for policy, count in wants]
    most, grower = max(asked, key=lambda each: each[0], default=(now.count, None))
    if grower and now.within(most) > now.count:
        return (now.within(most), grower) if now.since_growth >= grower.out_after else (now.count, None)
    shrinking = [(count, policy) for count, policy in asked if policy.may_shrink]
    most, shrinker = max(shrinking, key=lambda each: each[0], default=(now.count, None))
    if shrinker is None or now.is_deploying or now.within(most) >= now.count:
        return now.count, None
    return (now.within(most), shrinker) if now.since_shrinking >= shrinker.in_after else (now.count, None)
