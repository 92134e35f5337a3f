"""The intrinsic functions of CloudFormation over resolved values, where a part may stay unknown."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from workbook.lang import Text
from workbook.template.model import Compound, Reference, Unknown, Value, describe, scalar_text, undeclared, walk

DEPLOYMENT_ONLY = Text(
    en="it is computed from a value that only the deployment knows",
    es="se calcula a partir de un valor que solo el despliegue conoce",
)
TOO_SHORT = Text(
    en="the list has {length} elements, so it has no element {index}; CloudFormation refuses this",
    es="la lista tiene {length} elementos, así que no tiene el elemento {index}; CloudFormation lo rechaza",
)
NO_SUCH_SUBNETS = Text(
    en="{block} cannot be divided into {count} blocks of {bits} bits; CloudFormation refuses this",
    es="{block} no se puede dividir en {count} bloques de {bits} bits; CloudFormation lo rechaza",
)

TOO_LONG = Text(
    en="the text is longer than the 1 MiB that the workbook computes; CloudFormation takes no template so large",
    es="el texto supera el MiB que calcula el cuaderno; CloudFormation no admite plantillas tan grandes",
)

MAX_TEXT = 1024**2
"""Characters; CloudFormation limits a whole template to 1 MB."""
_SHOWN_OF_LONG = 40

MAX_CIDR_BLOCKS = 256
"""Most blocks that one `Fn::Cidr` gives, by the CloudFormation template reference."""

SPEAKS_FOR_ITSELF = re.compile(r"[^',\s]+|\$?\{.*\}|\[.*\]", re.DOTALL)
"""What needs no quotes as the argument in an expression."""

NEVER_IN_IDENTIFIERS = frozenset(",|; \t\n")
"""Characters that no physical id, ARN, host name or URL given by AWS contains."""


def sources(value: Value) -> tuple[Reference, ...]:
    """The resources that a value is computed from, each once, in the order in which they stand."""
    found: dict[Reference, None] = {}
    for _, leaf in walk(value):
        if isinstance(leaf, Reference):
            found[leaf] = None
        elif isinstance(leaf, Unknown):
            found.update(dict.fromkeys(leaf.sources))
    return tuple(found)


def unknown(function: str, *arguments: Value, reason: Text = DEPLOYMENT_ONLY) -> Unknown:
    """The unknown result of a function, so written that equal arguments give an equal unknown."""
    expression = f"{function}({', '.join(map(_argument, arguments))})"
    return Unknown(expression, reason, sources(arguments), undeclared(arguments))


def comparable(value: Value) -> str | Reference | Unknown | Compound:
    """A value in the form in which CloudFormation compares it: numbers and booleans as text."""
    return value if isinstance(value, (Reference, Unknown, Compound)) else describe(value)


def concatenate(pieces: Iterable[Value]) -> Value:
    """Pieces as one text: a plain string where all are known, a lone reference as itself, else a `Compound`.

    A text beyond `MAX_TEXT` is unknown, since a small template can ask for one that fills the memory.

    >>> concatenate(["port ", 443])
    'port 443'
    """
    parts: list[str | Reference | Unknown] = []
    run: list[str] = []
    size = 0
    for piece in pieces:
        for part in _parts(piece):
            size += _size(part)
            if size > MAX_TEXT:
                return _too_long("".join(run), parts)
            if isinstance(part, str):
                run.append(part)
                continue
            _close(run, parts)
            parts.append(part)
    _close(run, parts)
    if not parts:
        return ""
    return parts[0] if len(parts) == 1 else Compound(tuple(parts))


def join(delimiter: str, items: Value) -> Value:
    """The items with the delimiter between them; unknown where the list itself is."""
    if not isinstance(items, tuple):
        return unknown("Fn::Join", delimiter, items)
    return concatenate(_between(delimiter, items))


def split(delimiter: str, text: Value) -> Value:
    """The pieces of a text between delimiters.

    A text with references is split only at a delimiter that cannot occur inside an identifier.

    >>> split(",", "a,b")
    ('a', 'b')
    """
    if isinstance(text, (str, int, float)):
        return tuple(scalar_text(text).split(delimiter)) if delimiter else (scalar_text(text),)
    parts = tuple(_parts(text))
    if _only_between_references(delimiter, parts):
        return _split_parts(delimiter, parts)
    return unknown("Fn::Split", delimiter, text)


def select(index: Value, items: Value) -> Value:
    """The element at an index, counted from 0; of an unknown list, an unknown that tells its elements apart."""
    number = whole_number(index)
    if number is None or number < 0 or not isinstance(items, tuple):
        reason = items.reason if isinstance(items, Unknown) else DEPLOYMENT_ONLY
        return unknown("Fn::Select", index, items, reason=reason)
    if number >= len(items):
        return unknown("Fn::Select", index, items, reason=TOO_SHORT.format(length=len(items), index=number))
    return items[number]


def cidr(block: Value, count: Value, bits: Value) -> Value:
    """The first blocks of an address range, each `bits` host bits large.

    >>> cidr("10.0.0.0/16", 2, 8)
    ('10.0.0.0/24', '10.0.1.0/24')
    """
    wanted, host_bits = whole_number(count), whole_number(bits)
    if not isinstance(block, str) or wanted is None or host_bits is None:
        return unknown("Fn::Cidr", block, count, bits)
    blocks = _blocks(block, wanted, host_bits)
    if blocks is None:
        reason = NO_SUCH_SUBNETS.format(block=block, count=wanted, bits=host_bits)
        return unknown("Fn::Cidr", block, count, bits, reason=reason)
    return blocks


def encode_base64(text: Value) -> Value:
    """A known text in Base64; unknown where a part is."""
    if isinstance(text, (str, int, float)):
        return base64.b64encode(scalar_text(text).encode()).decode()
    return unknown("Fn::Base64", text)


def length(items: Value) -> Value:
    """How many elements a known list has."""
    return len(items) if isinstance(items, tuple) else unknown("Fn::Length", items)


def to_json(value: Value) -> Value:
    """A fully known value as JSON text, without spaces, as the language extension writes it."""
    if any(isinstance(leaf, (Reference, Unknown)) for _, leaf in walk(value)):
        return unknown("Fn::ToJsonString", value)
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def whole_number(value: Value) -> int | None:
    """The integer that a value stands for, written as a number or as text; None where it stands for none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 18:
        return int(value)
    return None


def _argument(value: Value) -> str:
    if isinstance(value, Unknown):
        return value.expression
    return describe(value) if SPEAKS_FOR_ITSELF.fullmatch(describe(value)) else f"'{describe(value)}'"


def _parts(piece: Value) -> Iterator[str | Reference | Unknown]:
    if isinstance(piece, Compound):
        yield from piece.parts
    elif isinstance(piece, (Reference, Unknown)):
        yield piece
    elif isinstance(piece, (tuple, Mapping)):
        yield unknown("text", piece)
    else:
        yield scalar_text(piece)


def _size(part: str | Reference | Unknown) -> int:
    if isinstance(part, Reference):
        return len(describe(part))
    return len(part if isinstance(part, str) else part.expression)


def _too_long(last: str, parts: list[str | Reference | Unknown]) -> Unknown:
    """What stands for a text beyond the limit: told apart from others by what it begins with."""
    start = "".join(map(describe, (*parts, last)))
    digest = hashlib.sha256(start.encode(errors="replace")).hexdigest()
    return Unknown(f"{start[:_SHOWN_OF_LONG]}…{digest[:16]}", TOO_LONG, sources(tuple(parts)), undeclared(tuple(parts)))


def _close(run: list[str], parts: list[str | Reference | Unknown]) -> None:
    text = "".join(run)
    run.clear()
    if text:
        parts.append(text)


def _between(delimiter: str, items: tuple[Value, ...]) -> Iterator[Value]:
    for index, item in enumerate(items):
        if index:
            yield delimiter
        yield item


def _only_between_references(delimiter: str, parts: tuple[str | Reference | Unknown, ...]) -> bool:
    return (
        bool(delimiter)
        and NEVER_IN_IDENTIFIERS.issuperset(delimiter)
        and not any(isinstance(part, Unknown) for part in parts)
    )


def _split_parts(delimiter: str, parts: tuple[str | Reference | Unknown, ...]) -> tuple[Value, ...]:
    pieces: list[list[Value]] = [[]]
    for part in parts:
        first, *rest = part.split(delimiter) if isinstance(part, str) else [part]
        pieces[-1].append(first)
        pieces.extend([piece] for piece in rest)
    return tuple(concatenate(piece) for piece in pieces)


def _blocks(block: str, count: int, bits: int) -> tuple[str, ...] | None:
    try:
        network = ipaddress.ip_network(block, strict=False)
    except ValueError:
        return None
    prefix = network.max_prefixlen - bits
    if not 1 <= count <= MAX_CIDR_BLOCKS or not network.prefixlen <= prefix <= network.max_prefixlen:
        return None
    if count > 1 << (prefix - network.prefixlen):
        return None
    return tuple(str(subnet) for subnet in islice(network.subnets(new_prefix=prefix), count))
