"""What an examination of the machine says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workbook.lang import Text


class Status(StrEnum):
    """Whether a thing is there; `OPTIONAL` is absent too, but nothing here needs it yet."""

    OK = "ok"
    MISSING = "missing"
    OPTIONAL = "optional"


class Platform(StrEnum):
    """Where a remedy works."""

    DEBIAN = "debian"
    MACOS = "macos"
    WINDOWS = "windows"
    CONDA = "conda"

    @property
    def label(self) -> str:
        """The name that people know it by."""
        return _TITLES[self]


_TITLES = {
    Platform.DEBIAN: "Debian, Ubuntu",
    Platform.MACOS: "macOS",
    Platform.WINDOWS: "Windows (WSL)",
    Platform.CONDA: "conda",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked for: what was found, and how to get it on each platform where it is not there."""

    id: str
    title: Text
    status: Status
    found: Text
    remedies: Mapping[Platform, Text] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """All checks, in the order in which a newcomer should mend them."""

    checks: tuple[Check, ...]

    @property
    def healthy(self) -> bool:
        """Whether nothing that is needed is missing."""
        return not self.missing

    @property
    def missing(self) -> tuple[Check, ...]:
        """The checks whose thing is needed and absent."""
        return tuple(check for check in self.checks if check.status is Status.MISSING)
