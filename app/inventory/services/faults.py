"""What is wrong with the values of a body, or with the rows of a file: as much of that as a reader can use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from inventory.problems import INVALID, ROWS, Problem

MOST = 100
"""Faults that are told; of the others only the number."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One value that cannot be used: in which line and field, and by a code what was expected."""

    line: int
    field: str  # empty where the whole line is meant
    value: str
    code: str
    context: Mapping[str, object]


@dataclass(slots=True)
class Faults:
    """The faults of a file. Each source adds them by line, so that the first of all are among those kept."""

    total: int = 0
    kept: list[Fault] = field(default_factory=list)
    _added: int = 0

    def add(self, fault: Fault) -> None:
        """Note a fault that was met in reading."""
        self.total += 1
        self._added += 1
        if self._added <= MOST:
            self.kept.append(fault)

    def extend(self, faults: Iterable[Fault], total: int) -> None:
        """Note the first faults of a kind, and how many of the kind there are."""
        self.total += total
        self.kept.extend(faults)

    def first(self) -> list[Fault]:
        """The first by line."""
        return sorted(self.kept, key=lambda fault: fault.line)[:MOST]


class RowsProblem(Problem):
    """A file of which nothing was written, since some of its values cannot be used."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults.first()
        super().__init__(ROWS, count=faults.total, shown=len(self.faults))


@dataclass(frozen=True, slots=True)
class ValueFault:
    """One value of a body that cannot be used: in which field, and by a code what was expected."""

    field: str
    code: str
    context: Mapping[str, object]


class ValuesProblem(Problem):
    """A body with values that its form lets pass, and that cannot be used all the same."""

    def __init__(self, faults: Sequence[ValueFault]) -> None:
        self.faults = faults
        super().__init__(INVALID, count=len(faults))
