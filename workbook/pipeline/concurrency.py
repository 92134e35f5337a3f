"""What becomes of runs that come while another is under way, by the rules of a concurrency group of GitHub."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workbook.lang import Text

MOST = 100
"""How many runs GitHub lets wait, where `queue` is `max`."""


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of a group: whether a new run ends the one under way, and how many may wait."""

    cancels: bool = False
    waiting: int = 1


def group(told: Mapping[str, str]) -> Group:
    """The rules as a workflow tells them."""
    return Group(told.get("cancel-in-progress") == "true", MOST if told.get("queue") == "max" else 1)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one run, in minutes."""

    name: str
    began: int | None
    ended: int
    message: Text


@dataclass(slots=True)
class _Line:
    """The run under way and those that wait behind it."""

    group: Group
    minutes: int
    fates: dict[str, Fate] = field(default_factory=dict)
    waiting: deque[str] = field(default_factory=deque)
    running: tuple[str, int] | None = None

    def until(self, now: float) -> None:
        """Let end whatever has ended by then, and begin what waited for that."""
        while self.running and (end := self.running[1] + self.minutes) <= now:
            name, began = self.running
            self.fates[name] = Fate(name, began, end, _DONE)
            self.running = (self.waiting.popleft(), end) if self.waiting else None

    def come(self, name: str, now: int) -> None:
        """A run comes."""
        if self.running and self.group.cancels:
            cut, began = self.running
            self.fates[cut] = Fate(cut, began, now, _CUT_OFF)
            self.running = None
        if self.running is None:
            self.running = (name, now)
            return
        self.waiting.append(name)
        if len(self.waiting) > self.group.waiting:
            out = self.waiting.popleft()
            self.fates[out] = Fate(out, None, now, _THROWN_OUT)


def fates(rules: Group, arrivals: Mapping[str, int], minutes: int) -> tuple[Fate, ...]:
    """What becomes of runs that come at these minutes and take so many each, in the order in which they came."""
    line = _Line(rules, minutes)
    for name in _in_order(arrivals):
        line.until(arrivals[name])
        line.come(name, arrivals[name])
    line.until(float("inf"))
    return tuple(line.fates[name] for name in _in_order(arrivals))


def _in_order(arrivals: Mapping[str, int]) -> Iterable[str]:
    return sorted(arrivals, key=lambda name: arrivals[name])


_DONE = Text(en="done", es="terminada")
_CUT_OFF = Text(en="cut off", es="cortada a medias")
_THROWN_OUT = Text(en="thrown out, never began", es="descartada sin empezar")
