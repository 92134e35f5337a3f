"""Read the assumptions of an estimate: the defaults, and what a user puts in their place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from workbook.lang import quantity, same
from workbook.workload import problems
from workbook.workload.defaults import assumptions
from workbook.workload.model import Assumption, Level, Workload
from workbook.workload.units import alike, convert
from workbook.workload.usage_file import Entry, Findings, members, read_root, shown

SECTIONS = ("defaults", "resources")
LEVELS = tuple(level.value for level in Level)
EDGES = ("edge_us_share", "edge_eu_share", "edge_sa_share")
EDGE_TOLERANCE = 0.015
"""Thirds that a user writes as 33 % sum to a little less than one."""

Values = Mapping[str, Assumption]


@dataclass(frozen=True, slots=True)
class Usage:
    """The assumptions of one estimate: those that hold for all, and what is said of single resources."""

    common: Values
    resources: Mapping[str, Values] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The resources that something is said of: logical ids, with or without their stack before a slash."""
        return tuple(self.resources)

    def name_of(self, stack: str, logical_id: str) -> str | None:
        """The name under which something is said of a resource; None where nothing is."""
        return next((name for name in (f"{stack}/{logical_id}", logical_id) if name in self.resources), None)

    @property
    def likely(self) -> Workload:
        """The likely values for everything."""
        return self.workload(Level.LIKELY)

    def workload(self, level: Level, name: str | None = None) -> Workload:
        """The values at a level, for everything or for the resource of that name."""
        chosen = {**self.common, **self.resources.get(name, {})} if name else self.common
        return Workload(**{key: each.at(level) for key, each in chosen.items()})


@cache
def default_usage() -> Usage:
    """The assumptions that hold where a user says nothing else."""
    return Usage(assumptions())


def default_workload(level: Level = Level.LIKELY) -> Workload:
    """The default values at a level."""
    return default_usage().workload(level)


def read_usage(path: Path) -> Usage:
    """The defaults with what a user's file puts in their place; an empty file changes nothing.

    Raises:
        WorkloadError: the file cannot be read or says something that cannot be; every problem is named.
    """
    findings = Findings(path)
    sections = {entry.key: entry for entry in read_root(path, findings)}
    for key, entry in sections.items():
        if key not in SECTIONS:
            findings.add(entry.line, problems.NO_SECTION, key=key, near=_nearest(key, SECTIONS))
    common = dict(assumptions())
    if "defaults" in sections:
        common |= _overrides(sections["defaults"], common, findings)
    named = members(sections["resources"], findings) if "resources" in sections else ()
    resources = {entry.key: _overrides(entry, common, findings) for entry in named}
    findings.check()
    return Usage(common, resources)


def _overrides(section: Entry, known: Values, findings: Findings) -> Values:
    """The assumptions that one part of a file puts in place of those known so far."""
    found = {}
    for entry in members(section, findings):
        if entry.key not in known:
            findings.add(entry.line, problems.NO_KEY, key=entry.key, near=_nearest(entry.key, known))
            continue
        replaced = _replaced(assumptions()[entry.key], entry, findings)
        if replaced is not None:
            found[entry.key] = replaced
    if found.keys() & set(EDGES):
        _check_edges(section, {**known, **found}, findings)
    return found


def _replaced(default: Assumption, entry: Entry, findings: Findings) -> Assumption | None:
    """The assumption with a user's value, or with three of them; None where there is a problem."""
    if not entry.is_mapping:
        given = dict.fromkeys(LEVELS, entry)
        distinct: tuple[Entry, ...] = (entry,)
    else:
        distinct = members(entry, findings)
        given = {each.key: each for each in distinct}
        if given.keys() != set(LEVELS):
            names = ", ".join(f"`{each.key}`" for each in distinct) or shown(entry.value)
            findings.add(entry.line, problems.NOT_THREE, key=default.key, given=names)
            return None
    numbers = {id(each): _number(default, each, findings) for each in distinct}
    low, likely, high = (numbers[id(given[level])] for level in LEVELS)
    if low is None or likely is None or high is None:
        return None
    if not _ordered(default, low, likely, high):
        values = {"low": f"{low:g}", "likely": f"{likely:g}", "high": f"{high:g}"}
        order = problems.ORDERS[default.order]
        findings.add(entry.line, problems.NOT_ORDERED, key=default.key, order=order, **values)
        return None
    return replace(default, low=low, likely=likely, high=high, source=same(findings.path.name))


def _ordered(default: Assumption, low: float, likely: float, high: float) -> bool:
    """Whether three values are in the order of cost, which is that of the default where it has one."""
    rising, falling = low <= likely <= high, low >= likely >= high
    return {1: rising, -1: falling}.get(default.order, rising or falling)


def _number(default: Assumption, entry: Entry, findings: Findings) -> float | None:
    unit, value = problems.UNITS.get(default.unit, problems.IN_UNIT.format(unit=default.unit)), shown(entry.value)
    try:
        number = convert(entry.words or "", default.unit)
    except ValueError:
        others = alike(default.unit)[1:] and problems.OTHER_UNITS.format(units=", ".join(alike(default.unit)))
        findings.add(entry.line, problems.NO_VALUE, key=default.key, value=value, unit=unit, others=others or "")
        return None
    if not math.isfinite(number) or not default.least <= number <= default.most:
        bounds = {"least": quantity(default.least), "most": quantity(default.most)}
        findings.add(entry.line, problems.OUT_OF_RANGE, key=default.key, value=value, unit=unit, **bounds)
        return None
    return number


def _check_edges(section: Entry, values: Values, findings: Findings) -> None:
    for level in Level:
        total = sum(values[key].at(level) for key in EDGES)
        if abs(total - 1) > EDGE_TOLERANCE:
            findings.add(section.line, problems.EDGES, total=f"{total:g}", level=level.value)
            return


def _nearest(key: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    return get_close_matches(key, known, n=1, cutoff=0.0)[0]
