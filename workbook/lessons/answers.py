"""What a learner hands in, read as what an exercise asks for; a `WrongKindError` where it is something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from workbook.graph.build import build_graph
from workbook.graph.model import Edge, Graph
from workbook.lang import Lang, Text
from workbook.lessons.exercise import WrongKindError
from workbook.template.model import Assembly, Evidence

_COUNT = re.compile(r"\s*\(\s*[×xX*]\s*\d+\s*\)\s*$")
"""How tables of cost write that several resources share a line."""


def names(answer: object) -> set[str]:
    """One name or several."""
    if isinstance(answer, str):
        return {answer}
    return {str(name) for name in _each(answer, _NAMES)}


def called(answer: object, known: Mapping[str, Text]) -> set[str]:
    """One name or several of what has a name in each language, in any case and language, with or without a count.

    A name stands for its key; one that is not known stays as it is.

    >>> known = {"NAT gateway": Text(en="NAT gateway", es="puerta de enlace NAT")}
    >>> called({"nat gateway (×2)", "Puerta de enlace NAT"}, known)
    {'NAT gateway'}
    """
    keys = {_plain(text[lang]): key for key, text in known.items() for lang in reversed(Lang)}
    return {keys.get(_plain(name), name) for name in names(answer)}


def _plain(name: str) -> str:
    """A name without the differences that nobody means: case, spaces, and how often something is there."""
    return " ".join(_COUNT.sub("", name).split()).casefold()


def numbers(answer: object) -> set[int]:
    """One whole number or several."""
    if isinstance(answer, int):
        return {answer}
    found = list(_each(answer, _NUMBERS))
    if not all(isinstance(number, int) for number in found):
        raise WrongKindError(_NUMBERS)
    return {number for number in found if isinstance(number, int)}


def number(answer: object) -> Decimal:
    """A single number, whole or not."""
    if isinstance(answer, bool) or not isinstance(answer, (int, float, Decimal)):
        raise WrongKindError(_NUMBER)
    return Decimal(str(answer))


def near(wanted: Decimal, within: str = "0.05") -> Callable[[object], bool]:
    """Whether an answer is a number close to another."""
    return lambda answer: abs(number(answer) - wanted) <= Decimal(within)


def graph_of(answer: object) -> Graph:
    """An assembly, as `load_edited` returns it, or the graph that was built from one."""
    if isinstance(answer, Assembly):
        return build_graph(answer)
    if isinstance(answer, Graph):
        return answer
    raise WrongKindError(_ASSEMBLY)


def places(answer: object, wanted: Text | None = None) -> set[tuple[str, str]]:
    """Stack and path of every piece of evidence; an edge stands for its own."""
    wanted = wanted or _EVIDENCE
    given = [answer] if isinstance(answer, Evidence | Edge) else _each(answer, wanted)
    return {_place(item, wanted) for item in given}


def _place(item: object, wanted: Text) -> tuple[str, str]:
    evidence = item.evidence if isinstance(item, Edge) else item
    if not isinstance(evidence, Evidence):
        raise WrongKindError(wanted)
    return evidence.stack, evidence.path


def _each(answer: object, wanted: Text) -> Iterable[object]:
    if isinstance(answer, Iterable):
        return answer
    raise WrongKindError(wanted)


_NAMES = Text(
    en="this cannot be judged: hand in a set of names, each a text in quotation marks",
    es="esto no se puede juzgar: entregue un conjunto de nombres, cada uno un texto entre comillas",
)
_NUMBERS = Text(
    en="this cannot be judged: hand in a set of whole numbers, each without quotation marks",
    es="esto no se puede juzgar: entregue un conjunto de números enteros, cada uno sin comillas",
)
_NUMBER = Text(
    en="this cannot be judged: hand in one number, without a unit and without quotation marks",
    es="esto no se puede juzgar: entregue un número, sin unidad y sin comillas",
)
_ASSEMBLY = Text(
    en="this cannot be judged: hand in the assembly that load_edited returns",
    es="esto no se puede juzgar: entregue el ensamblado que devuelve load_edited",
)
_EVIDENCE = Text(
    en="this cannot be judged: hand in a list of edges, or of the evidence of edges",
    es="esto no se puede juzgar: entregue una lista de aristas, o de las pruebas de aristas",
)

NOTHING_CHANGED = Text(
    en="this is the template as it was; load_edited changes nothing in place, it returns an edited copy",
    es="esta es la plantilla tal como estaba; load_edited no modifica nada, devuelve una copia editada",
)
"""What to say of an assembly that is still the snapshot."""
