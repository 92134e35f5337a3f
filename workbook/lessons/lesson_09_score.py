"""The score of lesson 9: which faults somebody named and repaired, with the places that prove it, to be handed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from workbook.lessons import lesson_09_faults as planted
from workbook.lessons.answers import places
from workbook.lessons.lesson_09_faults import PROPERTY, Examined, Fault
from workbook.template.edit import Edit, load_in_rounds
from workbook.template.model import Assembly, Evidence

Place = tuple[str, str]
"""A stack, and a path in its template."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fault: the places that name it, whether it is repaired, and the places that prove that."""

    fault: Fault
    named: tuple[Place, ...]
    repaired: bool
    proof: tuple[Evidence, ...] = field(default=(), hash=False)


@dataclass(frozen=True, slots=True)
class Score:
    """All faults, the places that were named and are sound, and the rules that a repair has broken."""

    template: str
    repaired_template: str
    rows: tuple[Row, ...]
    false_alarms: tuple[Place, ...]
    broken: tuple[str, ...]

    @property
    def found(self) -> tuple[str, ...]:
        """The faults that were named."""
        return tuple(row.fault.id for row in self.rows if row.named)

    @property
    def repaired(self) -> tuple[str, ...]:
        """The faults that are gone."""
        return tuple(row.fault.id for row in self.rows if row.repaired)

    @property
    def of(self) -> int:
        """The points that there are: two for each fault."""
        return 2 * len(self.rows)

    @property
    def points(self) -> int:
        """One for each fault named and each repaired, less one for each false alarm and each rule broken."""
        earned = len(self.found) + len(self.repaired) - len(self.false_alarms) - len(self.broken)
        return max(0, earned)


def score(claims: object, repairs: Iterable[Edit] = ()) -> Score:
    """The score of the places that somebody names, as evidence or edges, and of the edits that are to mend them.

    Raises:
        EditError: a repair names a place that the faulty stack does not have.
        SourceError: the stack cannot be read any more with the repairs made.
        WrongKindError: the claims are no evidence.
    """
    repaired = load_in_rounds(planted.planted(), tuple(repairs), profile=planted.SOUND)
    return score_of(places(claims), repaired)


def score_of(claims: Iterable[Place], repaired: Assembly) -> Score:
    """The score of places that were named, and of a stack that was repaired."""
    found, named = planted.examine(repaired), sorted(set(claims))
    rows = tuple(_row(fault, named, found) for fault in planted.faults())
    known = {place for row in rows for place in row.named}
    ours = {rule for fault in planted.faults() for rule in fault.turned}
    now, sound = found.outcomes, planted.sound_found().outcomes
    return Score(
        template=planted.faulty().digest,
        repaired_template=repaired.digest,
        rows=rows,
        false_alarms=tuple(place for place in named if place not in known),
        broken=tuple(rule for rule in sorted(now) if rule not in ours and now[rule] is not sound[rule]),
    )


def _row(fault: Fault, named: Iterable[Place], found: Examined) -> Row:
    gone = not planted.stands(fault, found)
    return Row(fault, tuple(p for p in named if points_at(p, fault)), gone, _proof(fault, found) if gone else ())


def points_at(place: Place, fault: Fault) -> bool:
    """Whether a place is one of those at which a fault shows, or lies within one or, as a property, around one."""
    return any(_related(place, (other.stack, other.path)) for other in _shows_at(fault))


def _shows_at(fault: Fault) -> Iterable[Evidence]:
    """The edited places, those beside them, and the properties that the audit quotes, but no whole resources."""
    yield from (edit.place for edit in fault.edits)
    yield from fault.near
    for result in planted.faulty_found().report.results:
        if result.rule.id in fault.rules:
            yield from (each for each in result.verdict.evidence if each.path.count(".") >= PROPERTY)


def _related(place: Place, other: Place) -> bool:
    (stack, path), (other_stack, other_path) = place, other
    if stack != other_stack:
        return False
    is_around = other_path.startswith(f"{path}.") and path.count(".") >= PROPERTY
    return path == other_path or path.startswith(f"{other_path}.") or is_around


def _proof(fault: Fault, found: Examined) -> tuple[Evidence, ...]:
    """What proves that a fault is gone: a place of each of its rules, or the size that the bill rests on.

    Of the places of a rule, those in a resource that the fault was planted in come first.
    """
    names = {edit.place.logical_id for edit in fault.edits}
    if not fault.rules:
        tasks = (resource for resource in found.graph.assembly.resources() if resource.id.logical_id in names)
        return tuple(task.evidence(size) for task in tasks for size in ("Cpu", "Memory"))
    quoted = (found.report.result(rule).verdict.evidence for rule in fault.rules)
    chosen = (sorted(evidence, key=lambda place: place.logical_id not in names)[:1] for evidence in quoted)
    return tuple(place for first in chosen for place in first)
