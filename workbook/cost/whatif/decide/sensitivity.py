"""What a decision hangs on: how far weights would have to move before another option comes out on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from workbook.cost.whatif.decide.matrix import Matrix, Value, shares
from workbook.cost.whatif.decide.score import normalised, ranking

Vector = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Turn:
    """At this share of one criterion another option draws level with the winner, and beyond it is the winner."""

    share: Fraction
    winner: str


@dataclass(frozen=True, slots=True)
class Tipping:
    """How far the share of one criterion may fall and rise while the others keep their proportions.

    `below` and `above` are None where the winner stays at the top down to 0 or up to 1.
    """

    criterion: str
    share: Fraction
    below: Turn | None
    above: Turn | None


@dataclass(frozen=True, slots=True)
class Move:
    """The least part of all weight that must move between criteria for an option to draw level with the winner.

    `shares` are those after the move. Both are None where no weights let the option overtake it.
    """

    option: str
    amount: Fraction | None
    shares: Vector | None


def tipping(matrix: Matrix, weights: Mapping[str, Value]) -> tuple[Tipping, ...]:
    """For each criterion alone, the nearest shares at which the winner changes.

    Raises:
        DecisionError: the weights do not fit the matrix.
    """
    share, leads = shares(matrix, weights), _leads(matrix, weights)
    return tuple(_tipping(name, share, leads) for name in matrix.ids)


def with_share(matrix: Matrix, weights: Mapping[str, Value], criterion: str, part: Fraction) -> dict[str, Fraction]:
    """The shares when one criterion has this part of all weight, 0 to 1, and the others keep their proportions.

    A criterion without others has all weight, whatever is said.

    Raises:
        DecisionError: the weights do not fit the matrix.
    """
    rest = _without(criterion, shares(matrix, weights))
    if not rest:
        return {criterion: Fraction(1)}
    return {name: part if name == criterion else (1 - part) * rest[name] for name in matrix.ids}


def moves(matrix: Matrix, weights: Mapping[str, Value]) -> tuple[Move, ...]:
    """For each option but the winner, the least move of weight that lets it overtake; the smallest move first.

    Raises:
        DecisionError: the weights do not fit the matrix.
    """
    share = shares(matrix, weights)
    found = [_move(option, share, lead) for option, lead in _leads(matrix, weights).items()]
    return tuple(sorted(found, key=lambda each: (each.amount is None, each.amount or 0)))


def _leads(matrix: Matrix, weights: Mapping[str, Value]) -> dict[str, Vector]:
    """By how much the winner is ahead of each other option, criterion by criterion; negative where it is behind."""
    winner, *others = (each.option for each in ranking(matrix, weights))
    scaled = {each.id: normalised(each) for each in matrix.criteria}
    return {other: {name: each[winner] - each[other] for name, each in scaled.items()} for other in others}


def _tipping(name: str, share: Vector, leads: Mapping[str, Vector]) -> Tipping:
    """Each lead is a line over the share of one criterion, from `nothing` at 0 to `everything` at 1."""
    rest = _without(name, share)
    below, above = [], []
    for option, lead in leads.items():
        nothing, everything = _dot(rest, lead), lead[name]
        slope = everything - nothing
        if nothing < 0:
            below.append((-nothing / slope, slope, option))
        elif everything < 0:
            above.append((-nothing / slope, slope, option))
    # Of those that draw level at one place, the steepest is ahead beyond it.
    down, up = max(below, default=None), min(above, default=None)
    return Tipping(name, share[name], Turn(down[0], down[2]) if down else None, Turn(up[0], up[2]) if up else None)


def _without(name: str, share: Vector) -> Vector:
    """The shares of the other criteria if this one had none; alike where this one has all."""
    left = 1 - share[name]
    others = [each for each in share if each != name]
    return {each: share[each] / left if left else Fraction(1, len(others)) for each in others}


def _move(option: str, share: Vector, lead: Vector) -> Move:
    """Weight goes from where the winner is furthest ahead to where the option is; nothing else closes more per part."""
    target = min(lead, key=lambda name: lead[name])
    if lead[target] >= 0:
        return Move(option, None, None)
    left, moved = _dot(share, lead), dict(share)
    for name in sorted(lead, key=lambda name: -lead[name]):
        closes = lead[name] - lead[target]
        part = min(moved[name], left / closes) if closes else Fraction(0)
        moved[name] -= part
        moved[target] += part
        left -= part * closes
    return Move(option, sum((abs(moved[name] - share[name]) for name in share), Fraction(0)) / 2, moved)


def _dot(weights: Vector, values: Vector) -> Fraction:
    return sum((weights[name] * values[name] for name in weights), Fraction(0))
