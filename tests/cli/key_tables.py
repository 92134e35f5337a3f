"""The keys of a schema as a table in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from cli.schemas import Schema, schema

PARTS = "parts.schema.json#/$defs/"


def key_table(name: str, *, deep: bool) -> str:
    """The keys of a schema, or of a part such as `parts/evidence`; `deep` adds the keys of what they hold."""
    name, _, part = name.partition("/")
    whole = schema(name)
    described = whole["$defs"][part] if part else whole
    rows = _rows(described.get("items", described), whole, deep=deep)
    return "| key | value | meaning |\n|---|---|---|\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _rows(piece: Schema, whole: Schema, prefix: str = "", *, deep: bool) -> Iterator[tuple[str, str, str]]:
    for key, inner in piece["properties"].items():
        target = _target(inner, whole)
        meaning = inner.get("description") or target["description"]
        yield f"`{prefix}{key}`", _kind(inner), meaning
        held = target.get("items", target)
        if deep and "properties" in held and not _is_part(inner):
            yield from _rows(held, whole, f"{prefix}{key}{'[]' if held is not target else ''}.", deep=deep)


def _target(piece: Schema, whole: Schema) -> Schema:
    """What a piece stands for: itself, what it refers to, or the one of its choices that is not null."""
    if "anyOf" in piece:
        return _target(piece["anyOf"][0], whole)
    if "$ref" not in piece:
        return piece
    owner = schema("parts") if _is_part(piece) else whole
    found: Schema = owner["$defs"][piece["$ref"].rpartition("/")[2]]
    return found


def _is_part(piece: Schema) -> bool:
    return piece.get("items", piece).get("$ref", "").startswith(PARTS)


def _kind(piece: Schema) -> str:
    """What a value may be, in words: the shape first, then the types or words that it allows."""
    if "anyOf" in piece:
        return f"{_kind(piece['anyOf'][0])} or null"
    if "$ref" in piece:
        part = piece["$ref"].rpartition("/")[2]
        words = part.replace("_", " ")
        return f"[{words}](#{words.replace(' ', '-')})" if _is_part(piece) else "object"
    if piece.get("type") == "array":
        inner = _kind(piece["items"])
        return f"list of {inner}{'s' if inner.isalpha() else ''}"
    return _words(piece) or " or ".join(_types(piece))


def _words(piece: Schema) -> str:
    """The words that a value is one of, or the one that it is; nothing where any of its type will do."""
    grows = "More may come." in piece.get("description", "")
    words = piece.get("enum") or (piece.get("examples", []) if grows else [piece["const"]] if "const" in piece else [])
    return ", ".join(f"`{word}`" for word in words)


def _types(piece: Schema) -> list[str]:
    types = piece.get("type", "any")
    return [types] if isinstance(types, str) else types
