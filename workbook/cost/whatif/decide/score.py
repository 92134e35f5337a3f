"""Scores of options: each criterion on a scale from 0 to 1, then the weighted sum of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from workbook.cost.whatif.decide.matrix import Better, Criterion, Matrix, Value, shares


@dataclass(frozen=True, slots=True)
class Standing:
    """An option with its score from 0 to 1, and what each criterion adds to it."""

    option: str
    score: Fraction
    parts: Mapping[str, Fraction]


def normalised(criterion: Criterion) -> dict[str, Fraction]:
    """The values on a scale on which the best option has 1 and the worst 0; all have 1 where none is better."""
    values = {option: Fraction(value) for option, value in criterion.values.items()}
    best, worst = max(values.values()), min(values.values())
    if criterion.better is Better.LESS:
        best, worst = worst, best
    if best == worst:
        return dict.fromkeys(values, Fraction(1))
    return {option: (value - worst) / (best - worst) for option, value in values.items()}


def ranking(matrix: Matrix, weights: Mapping[str, Value]) -> tuple[Standing, ...]:
    """Every option with its score, the highest first; of equal ones, that which comes first in the matrix.

    Raises:
        DecisionError: the weights do not fit the matrix.
    """
    share = shares(matrix, weights)
    scaled = {each.id: normalised(each) for each in matrix.criteria}
    found = []
    for option in matrix.options:
        parts = {name: share[name] * scaled[name][option] for name in matrix.ids}
        found.append(Standing(option, sum(parts.values(), Fraction(0)), parts))
    return tuple(sorted(found, key=lambda each: -each.score))


def dominated(matrix: Matrix) -> dict[str, tuple[str, ...]]:
    """The options that no weights bring to the top alone, each with those that are nowhere worse and once better."""
    scaled = [normalised(each) for each in matrix.criteria]

    def beats(one: str, other: str) -> bool:
        pairs = [(each[one], each[other]) for each in scaled]
        return all(mine >= theirs for mine, theirs in pairs) and any(mine > theirs for mine, theirs in pairs)

    found = {option: tuple(each for each in matrix.options if beats(each, option)) for option in matrix.options}
    return {option: better for option, better in found.items() if better}
