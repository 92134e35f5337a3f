"""The schemas of docs/reference, read as strictly as the answers of today allow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from repo.tracked import ROOT

FOLDER = ROOT / "docs" / "reference" / "schemas"
Schema = dict[str, Any]


def schema(name: str) -> Schema:
    read: Schema = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return read


def closed(value: Any) -> Any:
    """The schema with objects shut: a reader must bear new keys, but what we write today is described."""
    if isinstance(value, list):
        return [closed(each) for each in value]
    if not isinstance(value, dict):
        return value
    shut = {key: closed(inner) for key, inner in value.items()}
    return shut | {"additionalProperties": False} if isinstance(value.get("required"), list) else shut


@cache
def validator(name: str) -> Draft202012Validator:
    parts = Resource.from_contents(closed(schema("parts")))
    return Draft202012Validator(closed(schema(name)), registry=Registry().with_resource("parts.schema.json", parts))


def faults(name: str, answer: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(answer)]


def pieces(value: Any, path: str = "") -> Iterator[tuple[str, Schema]]:
    """Every object of a schema that describes its keys, with the way to it."""
    if isinstance(value, dict):
        if "properties" in value:
            yield path, value
        for key, inner in value.items():
            yield from pieces(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from pieces(inner, path)
