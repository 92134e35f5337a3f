"""A decision matrix: options in rows, criteria in columns, and for each pair a value in the criterion's own unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import isfinite
from numbers import Real

from workbook.errors import WorkbookError
from workbook.lang import Text, same

Value = int | float | Decimal | Fraction


class DecisionError(WorkbookError):
    """A matrix or its weights do not fit together: a value or a weight is missing, unknown or unusable."""


class Better(StrEnum):
    """Which end of a criterion is the good one."""

    LESS = "less"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Criterion:
    """What options are compared by, with a value for each; `judged` values are somebody's opinion, others computed."""

    id: str
    title: Text
    better: Better
    values: Mapping[str, Value]
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """Options by id with their titles, and criteria that have a value for every one of them.

    Raises:
        DecisionError: there is nothing to compare, a criterion comes twice, or its values are not those of the options.
    """

    options: Mapping[str, Text]
    criteria: tuple[Criterion, ...]

    def __post_init__(self) -> None:
        problems = tuple(self._problems())
        if problems:
            raise DecisionError(*problems)

    def with_criteria(self, *added: Criterion) -> Matrix:
        """The matrix with more criteria; one with a known id takes the place of that one.

        Raises:
            DecisionError: as above.
        """
        new = {each.id: each for each in added}
        kept = [new.pop(each.id, each) for each in self.criteria]
        return replace(self, criteria=(*kept, *new.values()))

    def with_option(self, option: str, values: Mapping[str, Value], title: Text | None = None) -> Matrix:
        """The matrix with one more option, whose values are given by the ids of the criteria.

        Raises:
            DecisionError: the option is there already, or as above.
        """
        if option in self.options:
            raise DecisionError(_KNOWN.format(option=option))
        unknown = values.keys() - {each.id for each in self.criteria}
        if unknown:
            raise DecisionError(*(_NO_CRITERION.format(name=name, known=_listed(self.ids)) for name in sorted(unknown)))
        added = tuple(
            replace(each, values={**each.values, option: values[each.id]} if each.id in values else each.values)
            for each in self.criteria
        )
        return Matrix({**self.options, option: title or same(option)}, added)

    def only(self, *options: str) -> Matrix:
        """The matrix of some of its options, in their order here.

        Raises:
            DecisionError: one of them is not in the matrix, or none is named.
        """
        unknown = sorted(set(options) - self.options.keys())
        if unknown:
            raise DecisionError(*(_STRANGER.format(option=one, known=_listed(self.options)) for one in unknown))
        kept = {option: title for option, title in self.options.items() if option in options}
        fewer = (replace(each, values={option: each.values[option] for option in kept}) for each in self.criteria)
        return Matrix(kept, tuple(fewer))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the criteria in their order."""
        return tuple(each.id for each in self.criteria)

    def _problems(self) -> Iterable[Text]:
        if not self.options or not self.criteria:
            yield _EMPTY.format(options=len(self.options), criteria=len(self.criteria))
        yield from (_TWICE.format(name=name) for name in sorted({n for n in self.ids if self.ids.count(n) > 1}))
        for each in self.criteria:
            for option in sorted(self.options.keys() ^ each.values.keys()):
                text = _MISSING if option in self.options else _NO_OPTION
                yield text.format(name=each.id, option=option, known=_listed(self.options))
            for option, value in each.values.items():
                if not isfinite(value):
                    yield _NOT_FINITE.format(name=each.id, option=option, value=value)


def shares(matrix: Matrix, weights: Mapping[str, Value]) -> dict[str, Fraction]:
    """Each criterion's part of all weight, which adds up to 1; only how weights stand to each other counts.

    Raises:
        DecisionError: a criterion has no weight, a weight has no criterion or is negative, or all are 0.
    """
    problems = []
    for name in [*matrix.ids, *(name for name in weights if name not in matrix.ids)]:
        if name not in weights:
            problems.append(_NO_WEIGHT.format(name=name))
        elif name not in matrix.ids:
            problems.append(_NO_CRITERION.format(name=name, known=_listed(matrix.ids)))
        elif not isinstance(weights[name], Real | Decimal):
            problems.append(_NEGATIVE.format(name=name, value=repr(weights[name])))
        elif not isfinite(weights[name]) or weights[name] < 0:
            problems.append(_NEGATIVE.format(name=name, value=weights[name]))
    if not problems and not any(weights.values()):
        problems.append(_ALL_ZERO.format(known=_listed(matrix.ids)))
    if problems:
        raise DecisionError(*problems)
    exact = {name: Fraction(weights[name]) for name in matrix.ids}
    whole = sum(exact.values())
    return {name: weight / whole for name, weight in exact.items()}


def _listed(names: Iterable[str]) -> Text:
    return same(", ".join(names))


_EMPTY = Text(
    en="a matrix of {options} options and {criteria} criteria compares nothing; expected one of each at least, add it",
    es="una matriz de {options} opciones y {criteria} criterios no compara nada; se esperaba al menos uno de cada,"
    " añádalo",
)
_TWICE = Text(
    en="the criterion {name} is there twice; expected each once, rename or remove one",
    es="el criterio {name} aparece dos veces; se esperaba cada uno una vez, renombre o quite uno",
)
_MISSING = Text(
    en="the criterion {name} has no value for the option {option}; expected one for each of {known}, add it",
    es="el criterio {name} no tiene valor para la opción {option}; se esperaba uno para cada una de {known}, añádalo",
)
_NO_OPTION = Text(
    en="the criterion {name} has a value for {option}, which is no option; expected {known}, correct the name",
    es="el criterio {name} tiene un valor para {option}, que no es una opción; se esperaba {known}, corrija el nombre",
)
_NOT_FINITE = Text(
    en="the criterion {name} has the value {value} for {option}; expected a finite number, give one",
    es="el criterio {name} tiene el valor {value} para {option}; se esperaba un número finito, indíquelo",
)
_KNOWN = Text(
    en="the option {option} is in the matrix already; expected a new one, give it another id",
    es="la opción {option} ya está en la matriz; se esperaba una nueva, dele otro identificador",
)
_STRANGER = Text(
    en="the matrix has no option {option}; expected some of {known}, correct the name",
    es="la matriz no tiene la opción {option}; se esperaba alguna de {known}, corrija el nombre",
)
_NO_CRITERION = Text(
    en="there is no criterion {name}; expected {known}, correct the name",
    es="no existe el criterio {name}; se esperaba {known}, corrija el nombre",
)
_NO_WEIGHT = Text(
    en="the criterion {name} has no weight; expected a number from 0 on, add it",
    es="el criterio {name} no tiene peso; se esperaba un número desde 0, añádalo",
)
_NEGATIVE = Text(
    en="the weight of {name} is {value}; expected a number from 0 on, correct it",
    es="el peso de {name} es {value}; se esperaba un número desde 0, corríjalo",
)
_ALL_ZERO = Text(
    en="all weights are 0, so that nothing decides; expected one above 0 among {known}, raise it",
    es="todos los pesos son 0, así que nada decide; se esperaba uno mayor que 0 entre {known}, súbalo",
)
