"""What a matrix and its weights refuse, and how they grow."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import cast

import pytest

from workbook.cost.whatif.decide.matrix import Better, Criterion, DecisionError, Matrix, shares
from workbook.cost.whatif.decide.score import dominated, normalised, ranking
from workbook.cost.whatif.decide.sensitivity import moves, tipping
from workbook.lang import same

OPTIONS = {"a": same("A"), "b": same("B")}


def criterion(name: str, better: Better = Better.MORE, **values: object) -> Criterion:
    return Criterion(name, same(name), better, values)


CHEAP = criterion("cost", Better.LESS, a=Decimal("10.5"), b=Decimal("30.5"))
SAFE = criterion("safety", a=1, b=4)
MATRIX = Matrix(OPTIONS, (CHEAP, SAFE))


def test_a_scale_reaches_from_the_worst_to_the_best() -> None:
    middle = criterion("cost", Better.LESS, a=Decimal("0.1"), b=Decimal("0.2"), c=Decimal("0.4"))

    assert normalised(middle) == {"a": 1, "b": Fraction(2, 3), "c": 0}
    assert normalised(criterion("same", a=5, b=5)) == {"a": 1, "b": 1}


def test_a_score_is_the_sum_of_its_weighted_parts() -> None:
    first, second = ranking(MATRIX, {"cost": 3, "safety": 1})

    assert (first.option, first.score, first.parts) == ("a", Fraction(3, 4), {"cost": Fraction(3, 4), "safety": 0})
    assert (second.option, second.score) == ("b", Fraction(1, 4))


def test_of_equal_scores_the_first_in_the_matrix_wins() -> None:
    assert [each.option for each in ranking(MATRIX, {"cost": 1, "safety": 1})] == ["a", "b"]


def test_the_winner_tips_where_the_weights_are_even() -> None:
    cost, safety = tipping(MATRIX, {"cost": 3, "safety": 1})

    assert (cost.share, cost.below, cost.above) == (Fraction(3, 4), safety.above, None)
    assert cost.below is not None
    assert (cost.below.share, cost.below.winner) == (Fraction(1, 2), "b")
    assert safety.below is None


def test_the_least_move_goes_from_where_the_winner_leads_to_where_it_trails() -> None:
    (move,) = moves(MATRIX, {"cost": 3, "safety": 1})

    assert (move.option, move.amount) == ("b", Fraction(1, 4))
    assert move.shares == {"cost": Fraction(1, 2), "safety": Fraction(1, 2)}


def test_of_those_that_draw_level_together_the_one_ahead_beyond_is_named() -> None:
    three = {"a": same("A"), "b": same("B"), "c": same("C")}
    matrix = Matrix(three, (criterion("x", a=10, b=5, c=0), criterion("y", a=0, b=5, c=10)))

    x, _ = tipping(matrix, {"x": 3, "y": 1})

    assert x.below is not None
    assert (x.below.share, x.below.winner) == (Fraction(1, 2), "c")


def test_a_dominated_option_is_named_with_what_is_better() -> None:
    worse = MATRIX.with_option("c", {"cost": 31, "safety": 4}, same("C"))

    assert dominated(worse) == {"c": ("b",)}
    assert dominated(MATRIX) == {}
    assert moves(worse.only("b", "c"), {"cost": 1, "safety": 1})[0].amount is None


def test_a_criterion_with_a_known_id_takes_the_place_of_that_one() -> None:
    grown = MATRIX.with_criteria(criterion("speed", a=1, b=2), criterion("cost", a=0, b=9))

    assert grown.ids == ("cost", "safety", "speed")
    assert ranking(grown, {"cost": 1, "safety": 0, "speed": 0})[0].option == "b"
    assert MATRIX.ids == ("cost", "safety")


def test_a_part_of_the_matrix_keeps_its_order() -> None:
    assert list(MATRIX.only("b", "a").options) == ["a", "b"]
    assert MATRIX.only("b").criteria[0].values == {"b": Decimal("30.5")}


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda: Matrix({}, (CHEAP,)), "a matrix of 0 options"),
        (lambda: Matrix(OPTIONS, ()), "0 criteria compares nothing"),
        (lambda: Matrix(OPTIONS, (CHEAP, CHEAP)), "the criterion cost is there twice"),
        (lambda: Matrix(OPTIONS, (criterion("x", a=1),)), "the criterion x has no value for the option b"),
        (lambda: Matrix(OPTIONS, (criterion("x", a=1, b=1, c=1),)), "has a value for c, which is no option"),
        (lambda: Matrix(OPTIONS, (criterion("x", a=1, b=float("nan")),)), "has the value nan for b"),
        (lambda: MATRIX.with_option("a", {"cost": 1, "safety": 1}), "the option a is in the matrix already"),
        (lambda: MATRIX.with_option("c", {"cost": 1}), "the criterion safety has no value for the option c"),
        (lambda: MATRIX.with_option("c", {"cost": 1, "safety": 1, "x": 1}), "there is no criterion x"),
        (lambda: MATRIX.only("z"), "the matrix has no option z"),
        (MATRIX.only, "a matrix of 0 options"),
        (lambda: shares(MATRIX, {"cost": 1}), "the criterion safety has no weight"),
        (lambda: shares(MATRIX, {"cost": 1, "safety": 1, "x": 1}), "there is no criterion x"),
        (lambda: shares(MATRIX, {"cost": 1, "safety": -1}), "the weight of safety is -1"),
        (lambda: shares(MATRIX, {"cost": 1, "safety": float("inf")}), "the weight of safety is inf"),
        (lambda: shares(MATRIX, {"cost": 1, "safety": cast("float", "2")}), "the weight of safety is '2'"),
        (lambda: shares(MATRIX, {"cost": 0, "safety": 0}), "all weights are 0"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(made, says: str) -> None:
    with pytest.raises(DecisionError, match=says):
        made()


def test_all_that_does_not_fit_is_told_at_once() -> None:
    with pytest.raises(DecisionError) as found:
        shares(MATRIX, {"safety": -1, "speed": 1})

    assert len(found.value.problems) == 3
