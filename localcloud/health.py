"""What probes say of targets, and when a target is well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from localcloud.network import Network

Target = tuple[str, str, int]
"""Its group, address and port."""


@dataclass(slots=True)
class Health:
    """What probes have said of a target."""

    where: tuple[str, int] | None = None
    """Of this machine, where it was reached."""

    state: str = "initial"
    reason: str = "Elb.RegistrationInProgress"
    due: float = 0.0
    passed: int = 0
    failed: int = 0

    def note(self, *, is_well: bool, group: Mapping[str, Any], reason: str) -> None:
        """Count a probe; the state changes when enough of one kind have come in a row. The first decides at once."""
        self.passed, self.failed = (self.passed + 1, 0) if is_well else (0, self.failed + 1)
        if is_well and (self.state == "initial" or self.passed >= int(group["HealthyThresholdCount"])):
            self.state, self.reason = "healthy", ""
        elif not is_well and self.state != "unhealthy" and self.failed >= int(group["UnhealthyThresholdCount"]):
            self.state, self.reason = "unhealthy", reason


@dataclass(frozen=True, slots=True)
class Register:
    """The health of every target, which begins anew when another process stands behind its address."""

    network: Network
    _known: dict[Target, Health] = field(default_factory=dict)

    def of(self, target: Target) -> Health:
        """What is known of a target."""
        known = self._known.get(target)
        where = self.network.where(*target[1:])
        if known is None or where not in {None, known.where}:
            known = self._known[target] = Health(where)
        return known

    def keep(self, targets: Iterable[Target]) -> None:
        """Forget every other target."""
        for gone in {*self._known}.difference(targets):
            del self._known[gone]
