"""Laws that hold for every matrix and all weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workbook.cost.whatif.decide.matrix import Better, Criterion, Matrix, shares
from workbook.cost.whatif.decide.score import dominated, ranking
from workbook.cost.whatif.decide.sensitivity import moves, tipping, with_share
from workbook.lang import same

Weights = Mapping[str, int]
NUMBERS = st.integers(-20, 20)
fast = settings(max_examples=40)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    options = [f"o{number}" for number in range(draw(st.integers(2, 5)))]
    values = st.fixed_dictionaries(dict.fromkeys(options, NUMBERS))
    names = [f"c{number}" for number in range(draw(st.integers(1, 4)))]
    criteria = tuple(Criterion(name, same(name), draw(st.sampled_from(Better)), draw(values)) for name in names)
    return Matrix({option: same(option) for option in options}, criteria)


@st.composite
def decisions(draw: st.DrawFn) -> tuple[Matrix, Weights]:
    matrix = draw(matrices())
    weights = {name: draw(st.integers(0, 9)) for name in matrix.ids}
    assume(any(weights.values()))
    return matrix, weights


def scores(matrix: Matrix, weights: Mapping[str, int | Fraction]) -> dict[str, Fraction]:
    return {each.option: each.score for each in ranking(matrix, weights)}


def is_at_the_top(option: str, matrix: Matrix, weights: Mapping[str, Fraction]) -> bool:
    found = scores(matrix, weights)
    return found[option] == max(found.values())


@fast
@given(decisions())
def test_scores_lie_between_0_and_1_and_are_the_sums_of_their_parts(decision: tuple[Matrix, Weights]) -> None:
    for each in ranking(*decision):
        assert 0 <= each.score == sum(each.parts.values()) <= 1


@fast
@given(decisions(), st.integers(1, 50))
def test_only_the_proportions_of_weights_count(decision: tuple[Matrix, Weights], factor: int) -> None:
    matrix, weights = decision

    assert scores(matrix, {name: factor * weight for name, weight in weights.items()}) == scores(matrix, weights)
    assert scores(matrix, shares(matrix, weights)) == scores(matrix, weights)


@fast
@given(decisions(), st.integers(1, 9), NUMBERS)
def test_the_unit_of_a_criterion_does_not_count(decision: tuple[Matrix, Weights], factor: int, offset: int) -> None:
    matrix, weights = decision
    first = matrix.criteria[0]
    other = replace(first, values={option: factor * value + offset for option, value in first.values.items()})

    assert scores(matrix.with_criteria(other), weights) == scores(matrix, weights)


@fast
@given(decisions())
def test_less_and_more_are_mirror_images(decision: tuple[Matrix, Weights]) -> None:
    matrix, weights = decision
    first = matrix.criteria[0]
    better = Better.LESS if first.better is Better.MORE else Better.MORE
    mirrored = replace(first, better=better, values={option: -value for option, value in first.values.items()})

    assert scores(matrix.with_criteria(mirrored), weights) == scores(matrix, weights)


@fast
@given(decisions())
def test_the_order_of_options_does_not_change_their_scores(decision: tuple[Matrix, Weights]) -> None:
    matrix, weights = decision
    turned = Matrix(dict(reversed(matrix.options.items())), matrix.criteria)

    assert scores(turned, weights) == scores(matrix, weights)


@fast
@given(decisions())
def test_what_is_dominated_never_stands_above_what_dominates_it(decision: tuple[Matrix, Weights]) -> None:
    matrix, weights = decision
    found = scores(matrix, weights)

    for option, better in dominated(matrix).items():
        assert all(found[option] <= found[each] for each in better)
        if all(weights.values()):
            assert all(found[option] < found[each] for each in better)


@fast
@given(decisions())
def test_the_winner_stays_at_the_top_up_to_the_turn_and_not_beyond(decision: tuple[Matrix, Weights]) -> None:
    matrix, weights = decision
    winner = ranking(matrix, weights)[0].option

    for each in tipping(matrix, weights):
        for turn, end in ((each.below, Fraction(0)), (each.above, Fraction(1))):
            at = {place: with_share(matrix, weights, each.criterion, place) for place in (end, each.share)}
            if turn is None:
                assert is_at_the_top(winner, matrix, at[end])
                continue
            assert min(each.share, end) <= turn.share <= max(each.share, end)
            level = with_share(matrix, weights, each.criterion, turn.share)
            assert is_at_the_top(winner, matrix, level)
            assert is_at_the_top(turn.winner, matrix, level)
            beyond = turn.share + (end - turn.share) / 10**40
            assert not is_at_the_top(winner, matrix, with_share(matrix, weights, each.criterion, beyond))
            assert is_at_the_top(turn.winner, matrix, with_share(matrix, weights, each.criterion, beyond))


@fast
@given(decisions())
def test_a_move_makes_level_and_moves_no_more_than_it_says(decision: tuple[Matrix, Weights]) -> None:
    matrix, weights = decision
    winner, *others = (each.option for each in ranking(matrix, weights))
    before = shares(matrix, weights)

    found = moves(matrix, weights)

    assert sorted(each.option for each in found) == sorted(others)
    for move in found:
        if move.shares is None or move.amount is None:
            continue
        assert sum(move.shares.values()) == 1
        assert min(move.shares.values()) >= 0
        assert moved(before, move.shares) == move.amount
        level = scores(matrix, move.shares)
        assert level[winner] == level[move.option]


@fast
@given(decisions(), st.data())
def test_no_smaller_move_lets_an_option_overtake(decision: tuple[Matrix, Weights], data: st.DataObject) -> None:
    matrix, weights = decision
    winner = ranking(matrix, weights)[0].option
    others = {name: data.draw(st.integers(0, 9)) for name in matrix.ids}
    assume(any(others.values()))
    after = shares(matrix, others)
    amount, found = moved(shares(matrix, weights), after), scores(matrix, after)

    for move in moves(matrix, weights):
        if move.amount is None or amount < move.amount:
            assert found[winner] >= found[move.option]


def moved(before: Mapping[str, Fraction], after: Mapping[str, Fraction]) -> Fraction:
    return sum((max(after[name] - before[name], Fraction(0)) for name in before), Fraction(0))
