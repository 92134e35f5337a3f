"""Plots of decisions: designs that change places as users grow, and options that do as a weight grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import cycle

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from workbook.cost.whatif.crossing import Crossing, crossing
from workbook.cost.whatif.decide.matrix import Matrix, Value
from workbook.cost.whatif.decide.score import ranking
from workbook.cost.whatif.decide.sensitivity import Turn, tipping, with_share
from workbook.cost.whatif.sweep import Sweep
from workbook.lang import Lang, Text, quantity
from workbook.render.decisions import crossing_text
from workbook.render.plots import AMBER, BLUE, DAILY_USERS, LINES, MARKERS, OLIVE, PALE, VIOLET, Plot, canvas, drawn
from workbook.render.theme import GREY, INK

COLOURS = (BLUE, AMBER, OLIVE, VIOLET, GREY, INK)
MARKS = (*MARKERS, "v", "P")
STEPS = 20
"""Parts of a weight at which lines are drawn; they are straight, so that few would do."""


def crossing_plot(own: Sweep, rivals: Mapping[str, Sweep], span: Sequence[int], lang: Lang) -> Plot:
    """What each rival costs in percent of our own design against users, with a dot wherever it crosses 100 percent.

    `span` are the smallest and the largest number of users that the decision is for.
    """
    with canvas() as (figure, axes):
        axes.axvspan(span[0], span[-1], color=PALE, zorder=0)
        axes.axhline(100, color=INK, linewidth=1.6)
        styles = zip(rivals.items(), cycle(LINES), cycle(MARKS), cycle(COLOURS), strict=False)
        words = []
        for (title, sweep), line, marker, colour in styles:
            every = max(len(sweep.users) // 9, 1)
            part = sweep.total / own.total * 100
            axes.plot(own.users, part, line, color=colour, marker=marker, markevery=every, label=title)
            found = crossing(own, sweep)
            _dots(axes, found, colour, lang)
            words.append(f"{title}: {crossing_text(found)[lang]}")
        axes.set_xscale("log")
        axes.set_ylim(0, None)
        axes.set_xlabel(DAILY_USERS[lang])
        axes.set_ylabel(_PART[lang].format(own=own.source))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: quantity(value)[lang]))
        axes.legend(frameon=False, bbox_to_anchor=(0.0, -0.14), loc="upper left", ncols=2)
        return drawn(figure, f"{_CHEAPER[lang].format(own=own.source)} {'; '.join(words)}")


def weight_plot(matrix: Matrix, weights: Mapping[str, Value], criterion: str, lang: Lang) -> Plot:
    """The score of each option against the part of all weight that one criterion has, the others in proportion."""
    (found,) = (each for each in tipping(matrix, weights) if each.criterion == criterion)
    (title,) = (each.title[lang] for each in matrix.criteria if each.id == criterion)
    parts = [Fraction(step, STEPS) for step in range(STEPS + 1)]
    percent = [float(part) * 100 for part in parts]
    scores = [_scores(matrix, weights, criterion, part) for part in parts]
    with canvas() as (figure, axes):
        styles = zip(matrix.options.items(), cycle(LINES), cycle(MARKS), cycle(COLOURS), strict=False)
        for (option, name), line, marker, colour in styles:
            heights = [each[option] for each in scores]
            axes.plot(percent, heights, line, color=colour, marker=marker, markevery=5, label=name[lang])
        axes.axvline(float(found.share) * 100, color=GREY, linestyle=":", label=_NOW[lang])
        turns = [turn for turn in (found.below, found.above) if turn]
        for turn in turns:
            height = _scores(matrix, weights, criterion, turn.share)[turn.winner]
            axes.plot([float(turn.share) * 100], [height], "o", color=INK, markersize=9, fillstyle="none")
        axes.set_xlabel(_WEIGHT[lang].format(title=title))
        axes.set_ylabel(_SCORE[lang])
        axes.legend(frameon=False, bbox_to_anchor=(0.0, -0.14), loc="upper left", ncols=2)
        return drawn(figure, _weight_words(matrix, title, turns, lang))


def _scores(matrix: Matrix, weights: Mapping[str, Value], criterion: str, part: Fraction) -> dict[str, float]:
    """The scores, 0 to 100, when one criterion has this part of all weight."""
    standings = ranking(matrix, with_share(matrix, weights, criterion, part))
    return {each.option: float(each.score) * 100 for each in standings}


def _dots(axes: Axes, found: Crossing, colour: str, lang: Lang) -> None:
    for turn in found.turns:
        axes.plot([turn], [100], "o", color=colour, markersize=10, fillstyle="none", markeredgewidth=2)
        # Above the ring and on white, since curves pass there.
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        axes.annotate(
            quantity(turn)[lang], (turn, 100), (0, 11), textcoords="offset points", ha="center", bbox=ground, zorder=5
        )


def _weight_words(matrix: Matrix, title: str, turns: Sequence[Turn], lang: Lang) -> str:
    shown = [(quantity(round(float(turn.share) * 100, 1)), matrix.options[turn.winner]) for turn in turns]
    said = [_TURN.format(share=share, winner=winner)[lang] for share, winner in shown]
    return f"{_AGAINST[lang].format(title=title)}: {'; '.join(said) or _NO_TURN[lang]}"


_PART = Text(en="cost, in % of {own}", es="coste, en % de {own}")
_CHEAPER = Text(en="Cheaper than {own}:", es="Más barato que {own}:")
_NOW = Text(en="the weight now", es="el peso actual")
_WEIGHT = Text(en="part of all weight of “{title}”, %", es="parte de todo el peso de «{title}», %")
_SCORE = Text(en="score", es="puntuación")
_AGAINST = Text(en="Scores against the weight of “{title}”", es="Puntuaciones según el peso de «{title}»")
_TURN = Text(en="{winner} draws level at {share} %", es="{winner} empata con un {share} %")
_NO_TURN = Text(en="no other option comes to the top", es="ninguna otra opción llega arriba")
