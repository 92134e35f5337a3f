"""Decisions read well in both languages, in tables and in plots."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbook.cost.whatif.crossing import Crossing
from workbook.cost.whatif.decide.designs import judged
from workbook.cost.whatif.decide.matrix import Better, Criterion, Matrix
from workbook.cost.whatif.decide.score import ranking
from workbook.cost.whatif.decide.sensitivity import moves, tipping
from workbook.cost.whatif.sweep import default_users, sweep
from workbook.cost.whatif.weigh import Source
from workbook.lang import Lang, Text, same
from workbook.render import decision_plots, decisions

ENDS = (1, 100_000)
OPTIONS = {"ours": same("ours"), "theirs": Text(en="their design", es="su diseño"), "worst": same("worst")}
COST = Criterion("cost", Text(en="USD", es="USD"), Better.LESS, {"ours": 1500, "theirs": 1000.25, "worst": 2500})
MATRIX = Matrix(OPTIONS, (COST, judged("operations", {"ours": 9, "theirs": 5, "worst": 1})))
WEIGHTS = {"cost": 1, "operations": 3}


@pytest.mark.parametrize(
    ("found", "english", "spanish"),
    [
        (Crossing(ENDS, True, ()), "at every number of users", "con cualquier número de usuarios"),
        (Crossing(ENDS, False, ()), "at no number of users", "con ningún número de usuarios"),
        (Crossing(ENDS, True, (31_532,)), "up to 31,531 users", "hasta 31.531 usuarios"),
        (Crossing(ENDS, False, (2_793,)), "from 2,793 users on", "a partir de 2.793 usuarios"),
        (
            Crossing(ENDS, False, (5, 70)),
            "now the one, now the other, between 5 and 70 users",
            "a veces uno y a veces otro, entre 5 y 70 usuarios",
        ),
    ],
)
def test_a_crossing_is_told_in_a_phrase(found: Crossing, english: str, spanish: str) -> None:
    assert decisions.crossing_text(found) == Text(en=english, es=spanish)
    assert decisions.crossing_table({"it": found}, Lang.EN).rows == (("it", english),)


def test_a_matrix_marks_what_was_judged_and_which_end_is_good() -> None:
    table = decisions.matrix_table(MATRIX, Lang.ES)

    assert table.columns == ("diseño", "USD (menos es mejor)", "poco que operar (juicio propio, más es mejor)")
    assert table.rows[1] == ("su diseño", "1.000,2", "5")


def test_scores_stand_with_their_parts() -> None:
    table = decisions.score_table(MATRIX, ranking(MATRIX, WEIGHTS), Lang.EN)

    assert table.rows == (
        ("ours", "91.7", "16.7", "75.0"),
        ("their design", "62.5", "25.0", "37.5"),
        ("worst", "0.0", "0.0", "0.0"),
    )


def test_what_tips_a_decision_is_named_or_said_not_to_be() -> None:
    table = decisions.tipping_table(MATRIX, tipping(MATRIX, WEIGHTS), Lang.EN)

    assert table.rows == (
        ("USD", "25.0", "no other wins", "60.0 %: their design"),
        ("little to operate", "75.0", "40.0 %: their design", "no other wins"),
    )


def test_the_least_move_stands_with_the_weights_after_it() -> None:
    table = decisions.move_table(MATRIX, moves(MATRIX, WEIGHTS), Lang.ES)

    assert table.rows == (("su diseño", "35,0", "60,0", "40,0"), ("worst", "ningún peso basta", "–", "–"))


def test_a_plot_of_weights_says_where_the_winner_changes() -> None:
    plot = decision_plots.weight_plot(MATRIX, WEIGHTS, "cost", Lang.EN)
    flat = decision_plots.weight_plot(MATRIX.only("ours", "worst"), WEIGHTS, "cost", Lang.ES)

    assert plot.png.startswith(b"\x89PNG")
    assert plot.words == "Scores against the weight of “USD”: their design draws level at 60 %"
    assert flat.words == "Puntuaciones según el peso de «USD»: ninguna otra opción llega arriba"


def test_a_plot_of_rivals_says_where_each_is_cheaper() -> None:
    own = sweep(Source(profile="standard").edited(()), default_users(1000))
    cheap, turning = replace(own, total=own.total * 0.5), replace(own, total=own.total[0] + own.total * 0 + 1)

    plot = decision_plots.crossing_plot(own, {"cheap": cheap, "turning": turning}, (100, 1000), Lang.EN)

    assert plot.words.startswith("Cheaper than standard: cheap: at every number of users; turning: from ")
    assert plot.png.startswith(b"\x89PNG")
