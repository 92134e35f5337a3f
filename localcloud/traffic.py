"""What a load balancer counts while it forwards."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field

_FINE = 3
"""Digits after the point of a second, so that few different times are kept."""

_SERVER_ERROR = 500


@dataclass(slots=True)
class Tally:
    """Of one target group within one period."""

    requests: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    """Of targets, by class: `2XX`."""

    errors: int = 0
    """Of the load balancer itself, where no target answers."""

    seconds: Counter[float] = field(default_factory=Counter)
    """How often a target took so long."""


@dataclass
class Traffic:
    """Tallies of target groups since they were last taken."""

    _tallies: dict[str, Tally] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answered(self, group: str, status: int, seconds: float) -> None:
        """Count a request that a target has answered."""
        with self._lock:
            tally = self._tallies.setdefault(group, Tally())
            tally.requests += 1
            tally.answers[f"{status // 100}XX"] += 1
            tally.seconds[round(seconds, _FINE)] += 1

    def refused(self, group: str, status: int, *, was_chosen: bool) -> None:
        """Count a request that the load balancer has answered itself, whether a target was chosen for it or not."""
        with self._lock:
            tally = self._tallies.setdefault(group, Tally())
            tally.requests += was_chosen
            tally.errors += status >= _SERVER_ERROR

    def take(self) -> dict[str, Tally]:
        """What was counted, after which counting begins anew."""
        with self._lock:
            taken, self._tallies = self._tallies, {}
        return taken
