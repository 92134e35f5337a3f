"""What a learner hands in, read as what an exercise asks for; a `TypeError` where it is something else."""

from __future__ import annotations

from collections.abc import Iterable

from workbook.graph.build import build_graph
from workbook.graph.model import Edge, Graph
from workbook.lang import Text
from workbook.template.model import Assembly, Evidence


def names(answer: object) -> set[str]:
    """One name or several."""
    if isinstance(answer, str):
        return {answer}
    return {str(name) for name in _each(answer)}


def numbers(answer: object) -> set[int]:
    """One whole number or several."""
    if isinstance(answer, int):
        return {answer}
    found = list(_each(answer))
    if not all(isinstance(number, int) for number in found):
        raise TypeError
    return {number for number in found if isinstance(number, int)}


def graph_of(answer: object) -> Graph:
    """An assembly, as `load_edited` returns it, or the graph that was built from one."""
    if isinstance(answer, Assembly):
        return build_graph(answer)
    if isinstance(answer, Graph):
        return answer
    raise TypeError


def places(answer: object) -> set[tuple[str, str]]:
    """Stack and path of every piece of evidence; an edge stands for its own."""
    given = [answer] if isinstance(answer, Evidence | Edge) else _each(answer)
    return {_place(item) for item in given}


def _place(item: object) -> tuple[str, str]:
    evidence = item.evidence if isinstance(item, Edge) else item
    if not isinstance(evidence, Evidence):
        raise TypeError
    return evidence.stack, evidence.path


def _each(answer: object) -> Iterable[object]:
    if isinstance(answer, Iterable):
        return answer
    raise TypeError


NOTHING_CHANGED = Text(
    en="this is the template as it was; load_edited changes nothing in place, it returns an edited copy",
    es="esta es la plantilla tal como estaba; load_edited no modifica nada, devuelve una copia editada",
)
"""What to say of an assembly that is still the snapshot."""
