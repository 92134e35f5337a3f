"""How properties are brought into one form before they are compared: what AWS may write in more than one way."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from workbook.deploy.live.policies import canonical_policy
from workbook.template.model import Value
from workbook.template.scalars import number


def as_it_stands(value: Value) -> Value:
    """The value."""
    return value


@dataclass(frozen=True, slots=True)
class Form:
    """How one property is compared."""

    normal: Callable[[Value], Value] = as_it_stands
    """Brings either side into the form that both are compared in."""

    unordered: bool = False
    """Of a list: its order says nothing."""

    exact: bool = False
    """What only the live side has counts too, in everything below; else it is a default of AWS."""


Forms = Mapping[str, Form]
"""Forms by path; `*` stands for each element of a list."""

PLAIN = Form()
SET = Form(unordered=True)


def texts(value: Value) -> Value:
    """A list, where a single value counts as a list of one."""
    if value is None or isinstance(value, tuple):
        return value
    return (value,)


def dns_name(value: Value) -> Value:
    r"""A DNS name without its last dot, in small letters, with what Route 53 writes as an octal code as it is.

    >>> dns_name("\\052.Example.com.")
    '*.example.com'
    """
    if not isinstance(value, str):
        return value
    return value.replace("\\052", "*").rstrip(".").lower()


def network(value: Value) -> Value:
    """An address range in its shortest form.

    >>> network("2600:0:0::/56")
    '2600::/56'
    """
    try:
        return str(ipaddress.ip_network(value, strict=False)) if isinstance(value, str) else value
    except ValueError:
        return value


def lower(value: Value) -> Value:
    """A word in small letters."""
    return value.lower() if isinstance(value, str) else value


def numeric(value: Value) -> Value:
    """The number that a text stands for.

    >>> numeric("250.0")
    250
    """
    found = number(value)
    return value if found is None else found


def parsed(value: Value) -> Value:
    """What a JSON text, also one encoded for URLs, stands for; another text as it is."""
    if not isinstance(value, str):
        return value
    for said in (value, unquote(value)):
        try:
            return _frozen(json.loads(said))
        except ValueError:
            continue
    return value


def pairs(key: str = "Key", value: str = "Value") -> Callable[[Value], Value]:
    """Turns a list of pairs, whose order says nothing, into a mapping."""

    def normal(listed: Value) -> Value:
        if not isinstance(listed, tuple):
            return listed
        named = [each for each in listed if isinstance(each, Mapping)]
        return {str(each.get(key)): each.get(value) for each in named}

    return normal


def by_name(key: str) -> Callable[[Value], Value]:
    """Turns a list of mappings that are told apart by a name, in any order, into a mapping."""

    def normal(listed: Value) -> Value:
        if not isinstance(listed, tuple):
            return listed
        return {str(each.get(key)): each for each in listed if isinstance(each, Mapping)}

    return normal


def tags(value: Value) -> Value:
    """Tags in any order and either spelling of their keys, without those that AWS sets itself."""
    found = value
    if isinstance(value, tuple):
        kinds = [("Key", "Value"), ("key", "value"), ("TagKey", "TagValue")]
        found = {
            str(each[key]): each.get(held)
            for each in value
            if isinstance(each, Mapping)
            for key, held in kinds
            if key in each
        }
    if not isinstance(found, Mapping):
        return found
    return {key: inner for key, inner in found.items() if not key.startswith("aws:")}


def policy(value: Value) -> Value:
    """A policy, given as a mapping or as text, in one form for all that mean the same."""
    return canonical_policy(parsed(value))


TAGS = Form(tags, exact=True)
JSON = Form(parsed, exact=True)
DNS_NAME = Form(dns_name)
NETWORK = Form(network)
LOWER = Form(lower)
NUMBER = Form(numeric)
EXACT = Form(exact=True)
ATTRIBUTES = Form(pairs())
"""Of a load balancer and its parts: AWS tells all that there are, a template those that it sets."""


def policies(*paths: str) -> Forms:
    """The forms of properties that hold a policy; the order of its statements says nothing."""
    whole = {path: Form(policy, exact=True) for path in paths}
    return {**whole, **{f"{path}.Statement": SET for path in paths}}


def _frozen(value: object) -> Value:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {str(key): _frozen(inner) for key, inner in value.items()}
    return value if isinstance(value, str | int | float | bool) else None
