"""Decisions as tables: where designs change places, the matrix, its scores, and what they hang on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from workbook.cost.whatif.crossing import Crossing
from workbook.cost.whatif.decide.matrix import Better, Criterion, Matrix
from workbook.cost.whatif.decide.score import Standing
from workbook.cost.whatif.decide.sensitivity import Move, Tipping, Turn
from workbook.lang import Lang, Text, marked, quantity
from workbook.render.table import Table


def crossing_text(found: Crossing) -> Text:
    """For which numbers of users the second of two designs is the cheaper one."""
    if not found.turns:
        return _ALWAYS if found.second_is_cheaper else _NEVER
    first, last = found.turns[0], found.turns[-1]
    if len(found.turns) > 1:
        return _MIXED.format(first=quantity(first), last=quantity(last))
    return _UP_TO.format(users=quantity(first - 1)) if found.second_is_cheaper else _FROM.format(users=quantity(last))


def crossing_table(found: Mapping[str, Crossing], lang: Lang) -> Table:
    """Designs by their title, each with the numbers of users for which it costs less than our own."""
    rows = [(title, crossing_text(each)[lang]) for title, each in found.items()]
    ends = sorted({end for each in found.values() for end in each.users})
    title = _SWEPT.format(low=quantity(ends[0]), high=quantity(ends[-1]))[lang] if ends else ""
    return Table.of((_DESIGN[lang], _CHEAPER[lang]), rows, title=title)


def matrix_table(matrix: Matrix, lang: Lang) -> Table:
    """Every option with its value for each criterion; judged ones are marked, and the good end is told."""
    heads = [_DESIGN[lang], *(_head(each, lang) for each in matrix.criteria)]
    rows = [
        (title[lang], *(_value(each, option, lang) for each in matrix.criteria))
        for option, title in matrix.options.items()
    ]
    return Table.of(heads, rows, numbers=range(1, len(heads)))


def score_table(matrix: Matrix, standings: Sequence[Standing], lang: Lang) -> Table:
    """Options by their score from 0 to 100, and how many points each criterion adds to it."""
    heads = [_DESIGN[lang], _SCORE[lang], *(each.title[lang] for each in matrix.criteria)]
    rows = [
        (
            matrix.options[each.option][lang],
            _points(each.score, lang),
            *(_points(each.parts[name], lang) for name in matrix.ids),
        )
        for each in standings
    ]
    return Table.of(heads, rows, numbers=range(1, len(heads)))


def tipping_table(matrix: Matrix, found: Sequence[Tipping], lang: Lang) -> Table:
    """For each criterion its part of all weight, and the parts below and above which another option wins."""
    titles = {each.id: each.title for each in matrix.criteria}
    rows = [
        (
            titles[each.criterion][lang],
            _points(each.share, lang),
            _turn(matrix, each.below, lang),
            _turn(matrix, each.above, lang),
        )
        for each in found
    ]
    heads = (_CRITERION, _SHARE, _BELOW, _ABOVE)
    return Table.of([head[lang] for head in heads], rows, numbers=(1,))


def move_table(matrix: Matrix, found: Sequence[Move], lang: Lang) -> Table:
    """For each option the least part of all weight that must move for it to overtake, and the parts after that."""
    rows = []
    for each in found:
        after = each.shares or {}
        shares = (_points(after[name], lang) if name in after else "–" for name in matrix.ids)
        amount = _NO_WEIGHTS[lang] if each.amount is None else _points(each.amount, lang)
        rows.append((matrix.options[each.option][lang], amount, *shares))
    heads = [_DESIGN[lang], _MOVES[lang], *(each.title[lang] for each in matrix.criteria)]
    return Table.of(heads, rows, numbers=range(1, len(heads)))


def _head(criterion: Criterion, lang: Lang) -> str:
    marks = [*([_JUDGED[lang]] if criterion.judged else []), _GOOD_END[criterion.better][lang]]
    return f"{criterion.title[lang]} ({', '.join(marks)})"


def _value(criterion: Criterion, option: str, lang: Lang) -> str:
    """A value with one decimal, or with none where no value of the criterion has any."""
    decimals = 1 if any(value % 1 for value in criterion.values.values()) else 0
    return marked(f"{float(criterion.values[option]):,.{decimals}f}")[lang]


def _turn(matrix: Matrix, turn: Turn | None, lang: Lang) -> str:
    if turn is None:
        return _NO_OTHER[lang]
    return _TURN.format(share=_points(turn.share, lang), winner=matrix.options[turn.winner])[lang]


def _points(part: Fraction, lang: Lang) -> str:
    return marked(f"{float(part) * 100:.1f}")[lang]


_DESIGN = Text(en="design", es="diseño")
_CHEAPER = Text(en="cheaper than ours", es="más barato que el nuestro")
_SWEPT = Text(en="From {low} to {high} daily users", es="De {low} a {high} usuarios diarios")
_ALWAYS = Text(en="at every number of users", es="con cualquier número de usuarios")
_NEVER = Text(en="at no number of users", es="con ningún número de usuarios")
_UP_TO = Text(en="up to {users} users", es="hasta {users} usuarios")
_FROM = Text(en="from {users} users on", es="a partir de {users} usuarios")
_MIXED = Text(
    en="now the one, now the other, between {first} and {last} users",
    es="a veces uno y a veces otro, entre {first} y {last} usuarios",
)
_SCORE = Text(en="score", es="puntuación")
_CRITERION = Text(en="criterion", es="criterio")
_SHARE = Text(en="% of all weight", es="% de todo el peso")
_BELOW = Text(en="below", es="por debajo")
_ABOVE = Text(en="above", es="por encima")
_TURN = Text(en="{share} %: {winner}", es="{share} %: {winner}")
_NO_OTHER = Text(en="no other wins", es="no gana otro")
_MOVES = Text(en="% of the weight to move", es="% del peso que mover")
_NO_WEIGHTS = Text(en="no weights do", es="ningún peso basta")
_JUDGED = Text(en="judged", es="juicio propio")
_GOOD_END = {
    Better.LESS: Text(en="less is better", es="menos es mejor"),
    Better.MORE: Text(en="more is better", es="más es mejor"),
}
