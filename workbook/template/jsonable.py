"""Resolved values and evidence as plain JSON, in the one form that every report uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from workbook.lang import Lang
from workbook.template.model import Assembly, Compound, Evidence, Reference, Unknown, Value, describe

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def jsonable(value: Value) -> Json:
    """A resolved value as JSON; what only the deployment knows becomes text with `${…}` in it.

    >>> jsonable({"Ports": (80, 443)})
    {'Ports': [80, 443]}
    """
    if isinstance(value, Mapping):
        return {str(key): jsonable(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [jsonable(inner) for inner in value]
    if isinstance(value, Reference | Unknown | Compound):
        return describe(value)
    return value


def evidence_json(evidence: Evidence) -> dict[str, Json]:
    """A place in a template as JSON: stack, logical id, path and what stands there."""
    return {
        "stack": evidence.stack,
        "logical_id": evidence.logical_id,
        "path": evidence.path,
        "value": jsonable(evidence.value),
    }


def notes_json(assembly: Assembly, lang: Lang) -> list[Json]:
    """What the reading had to assume, or found that CloudFormation would refuse: stack, path and sentence."""
    return [
        {"stack": stack.name, "path": note.path, "text": note.text[lang]}
        for stack in assembly.stacks
        for note in stack.notes
    ]
