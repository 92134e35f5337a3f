"""The exercises of lesson 8: justify the design."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

import numpy as np
from numpy.typing import NDArray

from workbook.cost.whatif.crossing import between, crossing
from workbook.cost.whatif.decide.designs import design_matrix
from workbook.cost.whatif.decide.matrix import DecisionError, Matrix, Value, shares
from workbook.cost.whatif.decide.score import ranking
from workbook.cost.whatif.rivals.contest import Contest, contest
from workbook.cost.whatif.rivals.rivals import RIVALS, graph_of
from workbook.cost.whatif.sweep import Sweep, sweep
from workbook.cost.whatif.weigh import Source
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.lessons.answers import near, number
from workbook.lessons.exercise import Exercise, Misconception, WrongKindError

USERS = (100, 1000)
INSTANCES, CLUSTER, OWN = "ec2", "aurora", "standard"


@cache
def exercises() -> Mapping[str, Exercise]:
    """The exercises by id, with the answers that the committed snapshots give."""
    found = (_beside_starter(), _instances_win(), _bent_by_an_addition(), _where_it_turns())
    return {exercise.id: exercise for exercise in found}


@cache
def _contest(profile: str) -> Contest:
    return contest(_graph(profile), USERS)


@cache
def _graph(profile: str) -> Graph:
    return Source(profile=profile).edited(())


# 08.1 predict: how much less do instances cost than `starter`?


def _beside_starter() -> Exercise:
    saving, of_standard = _saving("starter"), _saving(OWN)
    later = _saving("starter", place=1)
    return Exercise(
        "08.1",
        correct=near(saving),
        praise=_ALIKE,
        otherwise=_NOT_THE_SAVING.format(users=USERS[0]),
        misconceptions=(
            Misconception(near(of_standard), _OF_STANDARD),
            Misconception(near(-saving), _SIGN),
            Misconception(near(of_standard / 2, "1"), _HALF),
            Misconception(near(later, "0.005"), _LATER.format(users=USERS[0])),
            Misconception(near(Decimal(0), "0.2"), _NOT_NOTHING),
        ),
    )


def _saving(profile: str, place: int = 0) -> Decimal:
    """What instances cost less than a profile, in USD a month."""
    found = _contest(profile)
    (entry,) = (each for each in found.entries if each.rival.id == INSTANCES)
    return found.estimates[place].total - entry.estimates[place].total


# 08.2 change: weights under which the instances win


def _instances_win() -> Exercise:
    def won_by(option: str) -> Callable[[object], bool]:
        return lambda answer: _winner(*_pair(answer)) == option

    def is_weighed(answer: object) -> bool:
        matrix, weights = _pair(answer)
        return all(shares(matrix, weights).values())

    return Exercise(
        "08.2",
        correct=lambda answer: (
            is_weighed(answer) and _all_compete(answer) and _computed_stands(answer) and won_by(INSTANCES)(answer)
        ),
        praise=_BOUGHT,
        otherwise=_ANOTHER_WINS,
        misconceptions=(
            Misconception(lambda answer: not _all_compete(answer), _RIVAL_LEFT_OUT),
            Misconception(lambda answer: not _computed_stands(answer), _COMPUTED_CHANGED),
            Misconception(lambda answer: not is_weighed(answer), _DROPPED),
            Misconception(won_by(CLUSTER), _PROMISES_WIN),
            Misconception(won_by(OWN), _ONLY_PROPORTIONS),
        ),
    )


def _all_compete(answer: object) -> bool:
    """Whether no design is missing that gives up nothing of what ours guarantees."""
    as_good = (entry.rival.id for entry in _contest(OWN).entries if not entry.gives_up)
    return _pair(answer)[0].options.keys() >= {OWN, *as_good}


def _computed_stands(answer: object) -> bool:
    """Whether the designs have, in every criterion that the engine computes, the values that it does."""
    given = {each.id: each for each in _pair(answer)[0].criteria}
    for each in design_matrix(_contest(OWN)).criteria:
        theirs = given.get(each.id)
        if theirs is None or any(each.values.get(option, value) != value for option, value in theirs.values.items()):
            return False
    return True


# 08.3 break: a design that changes the winner without being one


def _bent_by_an_addition() -> Exercise:
    return Exercise(
        "08.3",
        correct=lambda answer: _is_new(answer) and _computed_stands(answer) and _bends(answer),
        praise=_SCALES_MOVE,
        otherwise=_NOTHING_BENT,
        misconceptions=(
            Misconception(lambda answer: not _is_new(answer), _NONE_ADDED),
            Misconception(lambda answer: not _computed_stands(answer), _COMPUTED_CHANGED),
            Misconception(lambda answer: _winner(*_pair(answer)) == _last(answer), _IT_WINS),
        ),
    )


def _bends(answer: object) -> bool:
    """Whether the last option of a matrix makes another win than would without it, and not itself."""
    matrix, weights = _pair(answer)
    before = matrix.only(*(option for option in matrix.options if option != _last(answer)))
    return _winner(matrix, weights) not in {_winner(before, weights), _last(answer)}


def _last(answer: object) -> str:
    return list(_pair(answer)[0].options)[-1]


def _is_new(answer: object) -> bool:
    return _last(answer) not in design_matrix(_contest(OWN)).options and len(_pair(answer)[0].options) > 1


def _winner(matrix: Matrix, weights: Mapping[str, Value]) -> str:
    """What wins.

    Raises:
        WrongKindError: the weights do not fit the matrix; it says why.
    """
    return ranking(matrix, weights)[0].option


def _pair(answer: object) -> tuple[Matrix, Mapping[str, Value]]:
    """A matrix with weights that fit it.

    Raises:
        WrongKindError: the answer is no such pair; it says why.
    """
    match answer:
        case (Matrix() as matrix, dict() as weights):
            try:
                shares(matrix, weights)
            except DecisionError as error:
                raise WrongKindError(error.problems[0]) from error
            return matrix, weights
        case _:
            raise WrongKindError(_PAIR)


# 08.4 prove: from exactly how many users on does Aurora cost less?


def _where_it_turns() -> Exercise:
    rough = _turn()
    exact = _turn(between(_swept(OWN), rough))
    return Exercise(
        "08.4",
        correct=lambda answer: number(answer) == exact,
        praise=_EACH_TRIED,
        otherwise=_NOT_THE_TURN,
        misconceptions=(
            Misconception(lambda answer: number(answer) == rough, _FIRST_COMPUTED),
            Misconception(lambda answer: number(answer) == exact - 1, _LAST_OF_OURS),
            Misconception(lambda answer: 0 < number(answer) <= USERS[-1], _NOT_IN_THE_BRIEF),
        ),
    )


def _turn(users: NDArray[np.int64] | None = None) -> int:
    """From how many of these users on Aurora costs less, both designs grown as the load asks."""
    return crossing(_swept(OWN, users), _swept(CLUSTER, users)).turns[0]


def _swept(design: str, users: NDArray[np.int64] | None = None) -> Sweep:
    rival = next((each for each in RIVALS if each.id == design), None)
    return sweep(_graph(design) if rival is None else graph_of(rival), users)


_ALIKE = Text(
    en="next to nothing: this profile leaves out the watching that the rivals leave out, so that only machines against"
    " tasks are left to compare",
    es="casi nada: este perfil prescinde de la vigilancia de la que prescinden los rivales, así que solo quedan por"
    " comparar máquinas con tareas",
)
_NOT_THE_SAVING = Text(
    en="this is not the difference of the two totals for {users} users: hold the contest for starter, and subtract",
    es="esta no es la diferencia de los dos totales para {users} usuarios: compare starter con sus rivales y reste",
)
_OF_STANDARD = Text(
    en="that is the saving against standard, which pays for Container Insights and fast alarms; instances have"
    " neither, and neither has starter",
    es="eso es el ahorro frente a standard, que paga Container Insights y alarmas rápidas; las instancias no tienen"
    " nada de eso, y starter tampoco",
)
_SIGN = Text(
    en="the amount goes the other way: what the rival saves is our total less its own",
    es="la cantidad va al revés: lo que ahorra el rival es nuestro total menos el suyo",
)
_HALF = Text(
    en="half the bill does not mean half the saving: most of it came from lines that this profile does not have",
    es="media factura no significa medio ahorro: la mayor parte venía de líneas que este perfil no tiene",
)
_LATER = Text(
    en="nearly: this is the saving for the many, and the first stage has {users} users",
    es="casi: este es el ahorro con muchos usuarios, y la primera etapa tiene {users}",
)
_NOT_NOTHING = Text(
    en="not quite nothing: a virtual processor on a machine of its own still costs a little less than one of Fargate",
    es="no es del todo nada: un procesador virtual en una máquina propia cuesta aún algo menos que uno de Fargate",
)
_PAIR = Text(
    en="this cannot be judged: hand in a pair, the matrix and the dict of weights, as (fair, weights)",
    es="esto no se puede juzgar: entregue un par, la matriz y el diccionario de pesos, como (fair, weights)",
)
_BOUGHT = Text(
    en="nothing about the designs has changed, only what you care about: whoever sets the weights decides, so they must"
    " be on the table before the scores are",
    es="de los diseños no ha cambiado nada, solo lo que a usted le importa: decide quien fija los pesos, así que deben"
    " estar sobre la mesa antes que las puntuaciones",
)
_ANOTHER_WINS = Text(
    en="another design wins with these weights: raise what instances are best at, and lower what they are worst at",
    es="con estos pesos gana otro diseño: suba aquello en que las instancias son mejores y baje aquello en que son"
    " peores",
)
_COMPUTED_CHANGED = Text(
    en="a computed value has changed: amounts and promises are facts of the templates; change weights, or what you"
    " judged",
    es="ha cambiado un valor calculado: importes y promesas son hechos de las plantillas; cambie los pesos, o lo que"
    " usted juzgó",
)
_RIVAL_LEFT_OUT = Text(
    en="whoever runs alone wins under any weights: none of the three that are left may be missing",
    es="quien compite solo gana con cualquier peso: no puede faltar ninguno de los tres que quedan",
)
_DROPPED = Text(
    en="a criterion with the weight 0 is not weighed but struck out; it can be done with every weight above 0",
    es="un criterio con peso 0 no se pondera, se tacha; es posible con todos los pesos mayores que 0",
)
_PROMISES_WIN = Text(
    en="now Aurora wins: it is the one with the best promise, and the dearest; instances are best at cost, not at that",
    es="ahora gana Aurora: es la de mejor promesa y la más cara; las instancias destacan en el coste, no en eso",
)
_ONLY_PROPORTIONS = Text(
    en="our own design still wins: only how the weights stand to each other counts, so raising all of them alike"
    " changes nothing",
    es="todavía gana nuestro diseño: solo cuenta la proporción entre los pesos, así que subirlos todos por igual no"
    " cambia nada",
)
_SCALES_MOVE = Text(
    en="it wins nothing and decides everything: each scale reaches from the best to the worst in the table, so a bad"
    " option makes the differences between the good ones small; leave out what nobody would take",
    es="no gana nada y lo decide todo: cada escala va de lo mejor a lo peor de la tabla, así que una opción mala"
    " encoge las diferencias entre las buenas; deje fuera lo que nadie elegiría",
)
_NOTHING_BENT = Text(
    en="the same design wins with and without it: what would have to be so bad in the new one that the others look"
    " alike in it?",
    es="con él y sin él gana el mismo diseño: ¿qué tendría que ser tan malo en el nuevo para que los demás parezcan"
    " iguales en eso?",
)
_NONE_ADDED = Text(
    en="there is no new design at the end of the matrix: with_option changes nothing in place, it returns a matrix with"
    " one more",
    es="al final de la matriz no hay ningún diseño nuevo: with_option no modifica nada, devuelve una matriz con uno"
    " más",
)
_IT_WINS = Text(
    en="now the new design wins itself, which shows only that a better one is better; find one that nobody would take",
    es="ahora gana el propio diseño nuevo, lo que solo muestra que uno mejor es mejor; busque uno que nadie elegiría",
)
_EACH_TRIED = Text(
    en="at one user less ours costs no more, and from here on it does: every number between the two computed ones was"
    " tried",
    es="con un usuario menos el nuestro no cuesta más, y desde aquí sí: se han probado todos los números entre los dos"
    " calculados",
)
_NOT_THE_TURN = Text(
    en="there the order does not change: sweep every number of users between the two neighbours of the turn",
    es="ahí no cambia el orden: recorra todos los números de usuarios entre los dos vecinos del cruce",
)
_FIRST_COMPUTED = Text(
    en="that is the first number that was computed beyond the turn; the curve is made of points, and the turn lies"
    " between two of them",
    es="ese es el primer número calculado después del cruce; la curva está hecha de puntos, y el cruce está entre dos"
    " de ellos",
)
_LAST_OF_OURS = Text(
    en="nearly: that is the last number of users at which ours costs no more; the rival is cheaper from the next on",
    es="casi: ese es el último número de usuarios con el que el nuestro no cuesta más; el rival lo es desde el"
    " siguiente",
)
_NOT_IN_THE_BRIEF = Text(
    en="in the range of the brief nothing turns: that is why the decision holds there, and the turn lies beyond",
    es="en el intervalo del enunciado no se cruza nada: por eso la decisión se sostiene ahí, y el cruce está más allá",
)
