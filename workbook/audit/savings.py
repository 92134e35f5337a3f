"""Savings that a template admits to in its metadata, under `Workbook::Savings`: which rules each of them breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.audit.model import Saving
from workbook.audit.predicates import plain_text
from workbook.graph.index import entries, expand
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.model import Value

KEY = "Workbook::Savings"


def savings_of(graph: Graph) -> Mapping[str, Saving]:
    """The saving behind each rule that a stack of the graph gives up, by the rule's id; the first stack's counts."""
    found: dict[str, Saving] = {}
    for stack in graph.assembly.stacks:
        for saving in _savings(stack.metadata):
            for rule in saving.rules:
                found.setdefault(rule, saving)
    return found


def _savings(metadata: Mapping[str, Value]) -> Iterator[Saving]:
    for _, entry in entries(metadata, f"{KEY}.*"):
        rules = tuple(str(rule) for _, rule in expand(entry, "rules.*"))
        if rules:
            yield Saving(rules, *(_text(entry.get(name)) for name in ("saving", "gives_up", "undo")))


def _text(value: Value) -> Text:
    if not isinstance(value, Mapping):
        return Text(en=plain_text(value) or "", es=plain_text(value) or "")
    return Text(en=plain_text(value.get("en")) or "", es=plain_text(value.get("es")) or "")
