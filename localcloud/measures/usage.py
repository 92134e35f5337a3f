"""What processes use of this machine."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, field

import psutil

_CONNECTION = "[local]"
"""Where PostgreSQL names a client in the title of the process that serves it."""


@dataclass(frozen=True, slots=True)
class Used:
    """By a process and all that it has started."""

    cores: float
    """Of the processors, on average since the last look, or since it began."""

    memory: int
    """Bytes; what is shared counts in parts."""

    connections: int


@dataclass
class Usage:
    """Looks at processes, each with all that it has started."""

    _seen: dict[int, tuple[float, float, float]] = field(default_factory=dict)
    """When each began, when it was last looked at, and the seconds of CPU that it had had by then."""

    def of(self, *numbers: int) -> Used | None:
        """What processes have used since the last look at them; None where one has ended."""
        try:
            parts = [self._of(psutil.Process(number)) for number in numbers]
        except psutil.NoSuchProcess:
            return None
        return Used(*(sum(column) for column in zip(*parts, strict=True)))

    def _of(self, root: psutil.Process) -> tuple[float, int, int]:
        seconds, memory, connections = 0.0, 0, 0
        for each in (root, *root.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess), each.oneshot():
                times = each.cpu_times()
                # Of children that have ended, their parent has the seconds.
                seconds += times.user + times.system + times.children_user + times.children_system
                full = each.memory_full_info()
                memory += getattr(full, "pss", full.uss)
                connections += _CONNECTION in " ".join(each.cmdline())
        return self._cores(root, seconds), memory, connections

    def _cores(self, root: psutil.Process, seconds: float) -> float:
        began, now = root.create_time(), time.time()
        known = self._seen.get(root.pid, (0.0, 0.0, 0.0))
        before, had = known[1:] if known[0] == began else (began, 0.0)
        self._seen[root.pid] = (began, now, seconds)
        return max(0.0, seconds - had) / max(now - before, 0.001)

    def forget_ended(self) -> None:
        """Forget processes that are no more."""
        for gone in self._seen.keys() - set(psutil.pids()):
            del self._seen[gone]
