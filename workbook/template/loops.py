"""The loops of the language extensions, `Fn::ForEach`, written out where the template itself gives their collection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from workbook.errors import SourceError
from workbook.template import problems
from workbook.template.known import LOOP
from workbook.template.raw import Raw, mapping

MAX_COPIES = 10_000
"""Most copies that the loops of one template make; CloudFormation allows 500 resources in a stack."""

NOT_ALPHANUMERIC = re.compile(r"[^0-9A-Za-z]")


def expand_loops(template: dict[str, Raw], where: str) -> dict[str, Raw]:
    """The template with its loops written out.

    A collection is a list, or the default of a parameter that holds one. A loop over anything else stays as it is.

    >>> names = {"Fn::ForEach::Names": ["N", ["a", "b"], {"Web${N}": {"Type": "AWS::SNS::Topic"}}]}
    >>> list(expand_loops({"Resources": names}, "web.json")["Resources"])
    ['Weba', 'Webb']

    Raises:
        SourceError: the loops make more copies than any stack could hold.
    """
    return mapping(_Loops(mapping(template.get("Parameters")), where).expanded(template))


class _Loops:
    """The loops of one template, counted together."""

    def __init__(self, parameters: Mapping[str, Raw], where: str) -> None:
        self.parameters = parameters
        self.where = where
        self.copies = 0

    def expanded(self, value: Raw) -> Raw:
        if isinstance(value, list):
            return [self.expanded(item) for item in value]
        if not isinstance(value, dict):
            return value
        return dict(pair for key, inner in value.items() for pair in self._members(key, inner))

    def _members(self, key: str, value: Raw) -> Iterator[tuple[str, Raw]]:
        loop = self._loop(key, value)
        if loop is None:
            yield key, self.expanded(value)
            return
        identifier, items, body = loop
        for item in items:
            self.copies += len(body)
            if self.copies > MAX_COPIES:
                raise SourceError(problems.TOO_MANY_COPIES.format(where=self.where, loop=key, limit=MAX_COPIES))
            for name, inner in body.items():
                yield from self._members(_filled(name, identifier, item), _replaced(inner, identifier, item))

    def _loop(self, key: str, value: Raw) -> tuple[str, list[str], dict[str, Raw]] | None:
        """Identifier, items and body of a loop; None where a member is none, or its items are not known."""
        if not key.startswith(LOOP) or not isinstance(value, list) or len(value) != 3:
            return None
        identifier, collection, body = value
        items = self._items(collection)
        return (identifier, items, body) if isinstance(identifier, str) and items and isinstance(body, dict) else None

    def _items(self, collection: Raw) -> list[str]:
        if isinstance(collection, list):
            known = all(isinstance(item, (str, int)) for item in collection)
            return [str(item) for item in collection] if known else []
        declared = mapping(self.parameters.get(str(mapping(collection).get("Ref"))))
        default = declared.get("Default")
        return [item.strip() for item in default.split(",")] if isinstance(default, str) else []


def _replaced(value: Raw, identifier: str, item: str) -> Raw:
    if isinstance(value, str):
        return _filled(value, identifier, item)
    if isinstance(value, list):
        return [_replaced(inner, identifier, item) for inner in value]
    if isinstance(value, dict):
        if value == {"Ref": identifier}:
            return item
        return {_filled(key, identifier, item): _replaced(inner, identifier, item) for key, inner in value.items()}
    return value


def _filled(text: str, identifier: str, item: str) -> str:
    """The text with the item in place of `${identifier}`, and its letters and digits in place of `&{identifier}`."""
    alphanumeric = NOT_ALPHANUMERIC.sub("", item)
    return text.replace(f"${{{identifier}}}", item).replace(f"&{{{identifier}}}", alphanumeric)
