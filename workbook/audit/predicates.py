"""The vocabulary of the rules: which resources a rule speaks of, and what must hold of their properties.

A predicate gives findings about one resource; a combinator turns predicates into the check of a whole rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from workbook.audit.model import Check, Finding
from workbook.graph.model import EdgeKind, Graph, NodeId, node_id
from workbook.lang import Text
from workbook.template.functions import sources
from workbook.template.model import (
    Evidence,
    Resource,
    Scalar,
    Unknown,
    Value,
    describe,
    scalar_text,
)

Predicate = Callable[[Graph, Resource], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Subjects:
    """The resources that a rule speaks of, with the word for one of them."""

    name: Text
    select: Callable[[Graph], Iterable[Resource]]


def of_type(name: Text, *types: str) -> Subjects:
    """Every resource of these types that the deployment creates."""
    return Subjects(name, lambda graph: graph.resources(*types))


def every(subjects: Subjects, *predicates: Predicate) -> Check:
    """Each subject must satisfy each predicate; without any subject the rule does not apply."""

    def check(graph: Graph) -> Iterator[Finding]:
        chosen = tuple(subjects.select(graph))
        if not chosen:
            yield missing(subjects)
        for resource in chosen:
            for predicate in predicates:
                yield from predicate(graph, resource)

    return check


def some(subjects: Subjects, *predicates: Predicate) -> Check:
    """At least one subject must satisfy all predicates; without any subject the rule does not apply."""

    def check(graph: Graph) -> Iterator[Finding]:
        candidates = [tuple(f for p in predicates for f in p(graph, r)) for r in subjects.select(graph)]
        best = max(candidates, key=_rank, default=(missing(subjects),))
        if _rank(best) == _FAULTY:
            yield from (finding for findings in candidates for finding in findings)
        else:
            yield from best

    return check


def required(wanted: Subjects, *, by: Subjects, reason: Text) -> Check:
    """A template that has `by` must have `wanted` too; without either the rule does not apply."""

    def check(graph: Graph) -> Iterator[Finding]:
        present, demanding = tuple(wanted.select(graph)), tuple(by.select(graph))
        if present:
            yield Finding(True, tuple(resource.evidence() for resource in present))
        elif demanding:
            yield Finding(False, tuple(resource.evidence() for resource in demanding), reason)
        else:
            yield missing(by)

    return check


def both(*checks: Check) -> Check:
    """All checks together, as one rule."""
    return lambda graph: (finding for check in checks for finding in check(graph))


def is_one_of(path: str, *allowed: Scalar, default: Scalar = None) -> Predicate:
    """The property must have one of these values; booleans and numbers may be written as text."""
    wanted = " | ".join(scalar_text(value) for value in allowed)
    spellings = {scalar_text(value).casefold() for value in allowed}
    return satisfies(path, lambda text: text.casefold() in spellings, wanted, default=default)


def at_least(path: str, bound: int, *, default: Scalar = None) -> Predicate:
    """The property must be a number of at least this size."""
    return satisfies(path, reaching(bound), f"≥ {bound}", default=default)


def satisfies(path: str, test: Callable[[str], bool], wanted: str, *, default: Scalar = None) -> Predicate:
    """The property, as text, must pass a test; `wanted` says in symbols what passes, `default` what absence means."""

    def predicate(_: Graph, resource: Resource) -> Iterator[Finding]:
        value = resource.get(path, default)
        yield decide(resource.evidence(path), value, test, wanted)

    return predicate


def decide(evidence: Evidence, value: Value, test: Callable[[str], bool], wanted: str) -> Finding:
    """A finding about a value that must be known to pass a test; an unknown one leaves it open."""
    text = plain_text(value)
    if text is None:
        return undecided(evidence, value)
    if test(text):
        return Finding(True, (evidence,))
    sentence = _EXPECTED if evidence.value is not None else _DEFAULT if text else _ABSENT
    return Finding(False, (evidence,), sentence.format(name=_name(evidence), value=text, wanted=wanted))


def undecided(evidence: Evidence, value: Value) -> Finding:
    """The finding where the template does not tell a value, with the reason that it gives."""
    because = value.reason if isinstance(value, Unknown) else _DEPLOYED
    return Finding(None, (evidence,), _UNTOLD.format(name=_name(evidence), value=describe(value), because=because))


def missing(subjects: Subjects) -> Finding:
    """The finding where the template has nothing that a rule could be held against."""
    return Finding(None, (), _NONE_OF.format(name=subjects.name))


def fault(reason: Text, *evidence: Evidence) -> Finding:
    """A finding that breaks a rule."""
    return Finding(False, evidence, reason)


def holding(*evidence: Evidence) -> Finding:
    """A finding that supports a rule."""
    return Finding(True, evidence)


def plain_text(value: Value) -> str | None:
    """A known value as text (absence as the empty text); None where only the deployment knows it or it is no scalar."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return scalar_text(value)
    return None


def number(value: Value) -> Decimal | None:
    """The number that a known value stands for, written as a number or as text; None where it stands for none."""
    text = plain_text(value)
    try:
        return None if text is None or isinstance(value, bool) else Decimal(text)
    except InvalidOperation:
        return None


def above(bound: Decimal | int) -> Callable[[str], bool]:
    """A test that a text is a number larger than the bound."""
    return lambda text: (size := number(text)) is not None and size > bound


def reaching(bound: Decimal | int) -> Callable[[str], bool]:
    """A test that a text is a number of at least the bound."""
    return lambda text: (size := number(text)) is not None and size >= bound


def below(bound: Decimal | int) -> Callable[[str], bool]:
    """A test that a text is a number smaller than the bound."""
    return lambda text: (size := number(text)) is not None and size < bound


def yes(value: Value) -> bool:
    """Whether a value is true, written as a boolean or as text."""
    return (plain_text(value) or "").lower() == "true"


def resolve(graph: Graph, value: Value) -> Resource | None:
    """The one resource that a value is computed from: a `Ref`, a `Fn::GetAtt`, or a text around them."""
    targets = {reference.target for reference in sources(value)}
    node = graph.nodes.get(NodeId(str(targets.pop()))) if len(targets) == 1 else None
    created = node is not None and node.resource is not None and node.resource.included
    return node.resource if node is not None and created else None


def configuring(graph: Graph, target: Resource, *types: str) -> tuple[Resource, ...]:
    """The resources of these types that are attached to a resource."""
    attached = graph.predecessors(node_id(target), EdgeKind.CONFIGURES)
    return tuple(node.resource for node in attached if node.type in types and node.resource is not None)


def contained(graph: Graph, holder: Resource, *types: str) -> tuple[Resource, ...]:
    """The resources of these types that belong to a resource, as listeners do to a load balancer."""
    inside = graph.successors(node_id(holder), EdgeKind.CONTAINS)
    return tuple(node.resource for node in inside if node.type in types and node.resource is not None)


_FAULTY, _OPEN, _SOUND = range(3)


def _rank(findings: Iterable[Finding]) -> int:
    """How good the findings about one candidate are: faulty, open or sound."""
    answers = {finding.holds for finding in findings}
    if False in answers:
        return _FAULTY
    return _SOUND if answers == {True} else _OPEN


def _name(evidence: Evidence) -> str:
    return evidence.path.rpartition(".Properties.")[2]


_EXPECTED = Text(en="{name} is {value}, expected {wanted}", es="{name} es {value}; se esperaba {wanted}")
_DEFAULT = Text(
    en="{name} is left out, which means {value}; expected {wanted}",
    es="{name} se omite, lo que significa {value}; se esperaba {wanted}",
)
_ABSENT = Text(en="{name} is left out, expected {wanted}", es="{name} se omite; se esperaba {wanted}")
_DEPLOYED = Text(en="only the deployment knows it", es="solo el despliegue lo conoce")
_UNTOLD = Text(
    en="the template does not tell {name} ({value}): {because}",
    es="la plantilla no dice {name} ({value}): {because}",
)
_NONE_OF = Text(en="the template has no {name}", es="la plantilla no tiene {name}")
